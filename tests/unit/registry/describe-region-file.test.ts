import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../common/project-root.ts';
import { describeRegionFile } from '../../../registry/describe-region-file.ts';

/** Formatters pad tables; that is no difference. */
const withoutPadding = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('docs/bindings.md', () => {
  it('names every key of a region file and every adapter, as the format has them', () => {
    const text = withoutPadding(readFileSync(join(projectRoot, 'docs', 'bindings.md'), 'utf8'));
    for (const row of withoutPadding(describeRegionFile()).split('\n')) {
      expect(text).toContain(row);
    }
  });
});
