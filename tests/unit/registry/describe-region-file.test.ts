import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PERSONAL_PORTS, PORTS } from '../../../common/binding.ts';
import { projectRoot } from '../../../common/project-root.ts';
import { describeRegionFile } from '../../../registry/describe-region-file.ts';

/** Formatters pad tables; that is no difference. */
const withoutPadding = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('docs/bindings.md', () => {
  it('names every key of a region file and every adapter, as the format has them', () => {
    const text = withoutPadding(readFileSync(join(projectRoot, 'docs', 'bindings.md'), 'utf8'));
    const rows = withoutPadding(describeRegionFile()).split('\n');
    expect(rows.filter((row) => !text.includes(row))).toEqual([]);
  });
});

describe.each(['bindings.md', 'adding-a-regency.md'])('docs/%s', (file) => {
  it('names every port of personal rows where it says what may lead to simulators only', () => {
    const text = readFileSync(join(projectRoot, 'docs', file), 'utf8');
    const sentence = text.split('\n').find((line) => line.includes('to simulators only')) ?? '';
    expect([...PERSONAL_PORTS].filter((port) => !sentence.includes(`\`${port}\``))).toEqual([]);
  });
});

describe.each([
  ['adding-a-regency.md', 'may be bound to real systems'],
  ['systems.md', 'Begin with what is public'],
])('docs/%s', (file, words) => {
  it('names every other port, and no port of personal rows, where it says what may be bound to real systems', () => {
    const text = readFileSync(join(projectRoot, 'docs', file), 'utf8');
    const sentences = text.split(/(?<=[.;])\s/);
    const sentence = sentences.find((one) => one.includes(words)) ?? '';
    const named = PORTS.filter((port) => sentence.includes(`\`${port}\``));
    expect(named).toEqual(PORTS.filter((port) => !PERSONAL_PORTS.has(port)));
  });
});
