import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '../../../common/errors/catalogue.ts';
import { projectRoot } from '../../../common/project-root.ts';
import { renderErrorDocs } from '../../../scripts/render-error-docs.ts';

describe('docs/errors.md', () => {
  const written = readFileSync(join(projectRoot, 'docs/errors.md'), 'utf8');

  it('is fresh (npx tsx scripts/write-error-docs.ts)', () => {
    expect(written).toBe(renderErrorDocs());
  });

  it('documents each code of the catalogue once, and no other', () => {
    const documented = [...written.matchAll(/^### `(\w+)`$/gm)].map(([, code]) => code);
    expect(documented.sort()).toEqual(Object.keys(errorCatalogue).sort());
  });
});
