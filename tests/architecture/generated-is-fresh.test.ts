import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root.ts';
import { formatFault } from '../../federation/compose.ts';
import { composeOwnSupergraph } from '../../server/compose-supergraph.ts';

const CODEGEN = join(projectRoot, 'node_modules/@graphql-codegen/cli/esm/bin.js');

describe('what is generated and committed', () => {
  it('is a supergraph that equals a fresh composition (else: npm run compose)', () => {
    const result = composeOwnSupergraph();
    if (!result.ok) throw new Error(result.faults.map(formatFault).join('\n'));
    const committed = readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8');
    expect(committed).toBe(result.supergraphSdl);
  });

  // The generator in a process of its own: on Node 20 its plugins do not load within Jest.
  it("is resolvers' types that equal what the schemas give (else: npm run codegen)", async () => {
    const codegen = promisify(execFile)(
      process.execPath,
      [CODEGEN, '--config', 'codegen.yml', '--check'],
      { cwd: projectRoot, env: { ...process.env, NODE_OPTIONS: '' } },
    );
    await expect(codegen).resolves.toBeDefined();
  });
});
