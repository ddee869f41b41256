import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Manifest;
const sections = readFileSync(join(projectRoot, 'README.md'), 'utf8').split(/^## /m);
const section = sections.find((text) => text.startsWith('What it is built on\n')) ?? '';
const [needed = '', forDevelopment = ''] = section.split(/^\| package, for development/m);

/** The packages in the first column of a table, in the order of the alphabet. */
function packagesOf(table: string): string[] {
  return [...table.matchAll(/^\|([^|]*)\|/gm)]
    .flatMap(([, cell]) => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''))
    .sort();
}

describe("the README's tables of packages", () => {
  it('name every dependency of package.json once, and no other', () => {
    expect(packagesOf(needed)).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('name every package for development once, and no other', () => {
    expect(packagesOf(forDevelopment)).toEqual(Object.keys(manifest.devDependencies).sort());
  });
});
