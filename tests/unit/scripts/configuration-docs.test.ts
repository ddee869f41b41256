import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { z } from 'zod';
import { projectRoot } from '../../../common/project-root.ts';
import { ENVIRONMENT_VARIABLES, MEANINGS } from '../../../scripts/configuration-meanings.ts';
import { renderConfigurationDocs } from '../../../scripts/render-configuration-docs.ts';
import { listConfigurationKeys } from '../../../scripts/render-schema-table.ts';
import { gatewayConfigSchema } from '../../../server/gateway-config.ts';
import { subgraphConfigSchema } from '../../../server/subgraph-config.ts';
import { readTrackedFiles } from '../../architecture/tracked-files.ts';

const written = readFileSync(join(projectRoot, 'docs/configuration.md'), 'utf8');

describe('docs/configuration.md', () => {
  it('is fresh (npx tsx scripts/write-configuration-docs.ts)', async () => {
    expect(written).toBe(await renderConfigurationDocs());
  });

  it('explains no key that there is not', () => {
    const keys = listConfigurationKeys(gatewayConfigSchema).map(({ path }) => path);
    expect(Object.keys(MEANINGS).filter((path) => !keys.includes(path))).toEqual([]);
  });

  it.each([
    ['gateway.yml', gatewayConfigSchema as z.ZodType],
    ['population.yml', subgraphConfigSchema as z.ZodType],
  ])('has an example %s that its schema takes', (name, schema) => {
    const block = new RegExp(`\`\`\`yaml\n# ${name}\n([^]*?)\`\`\``).exec(written)?.[1] ?? '';
    const secret = Buffer.alloc(32).toString('base64url');
    const example: unknown = parse(block.replaceAll(/\$\{\w+\}/g, secret));
    expect(schema.safeParse(example).error).toBeUndefined();
  });

  it('names every variable of the environment that the code reads by name, and no other', () => {
    const read = readTrackedFiles()
      .filter(
        ({ path }) => /^(?!tests\/)[\w-]+\/.*\.ts$/.test(path) || path.startsWith('tests/support/'),
      )
      .flatMap(({ text }) => [
        ...text.matchAll(/\b(?:environment|process\.env)\[['"]([A-Z_]+)['"]\](?! = )/g),
        ...text.matchAll(/\bvariable: '([A-Z_]+)'/g),
      ])
      .map(([, name]) => name);
    const named = ENVIRONMENT_VARIABLES.flatMap(({ name }) => name.split(', '));
    expect([...new Set(read)].sort()).toEqual([...named].sort());
  });
});
