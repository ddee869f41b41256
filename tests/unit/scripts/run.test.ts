import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root.ts';

const MINUTE_MS = 60_000;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jawara-run-'));
  cpSync(join(projectRoot, 'scripts'), join(root, 'scripts'), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  put('package.json', JSON.stringify({ type: 'module' }));
  put('tsconfig.build.json', JSON.stringify({ include: ['cli'] }));
  put('cli/parts/part.ts', 'export const part: string = "source";');
  put(
    'cli/program.ts',
    'import { part } from "./parts/part.ts"; console.log(part, ...process.argv.slice(2));',
  );
  // Everything is a minute old but what a test puts.
  for (const path of ['cli/parts/part.ts', 'cli/program.ts', 'cli/parts', 'cli']) age(path);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function age(path: string): void {
  const thenS = (Date.now() - MINUTE_MS) / 1_000;
  utimesSync(join(root, path), thenS, thenS);
}

const build = () => {
  put('dist/cli/program.js', 'console.log("built", ...process.argv.slice(2));');
};

function run(): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/run.mjs'), 'cli/program', '--one', 'two'],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' }, timeout: 60_000 },
  );
  return stdout + stderr;
}

describe('a program', () => {
  it('runs from its sources where nothing was built', () => {
    expect(run()).toBe('source --one two\n');
  });

  it('runs as it was built', () => {
    build();
    expect(run()).toBe('built --one two\n');
  });

  it('runs from its sources where one was changed since', () => {
    build();
    const soonS = (Date.now() + MINUTE_MS) / 1_000;
    utimesSync(join(root, 'cli/parts/part.ts'), soonS, soonS);
    expect(run()).toBe('source --one two\n');
  });

  it('runs from its sources where one came or went since', () => {
    build();
    age('dist/cli/program.js');
    put('cli/parts/other.ts', 'export const other = 1;');
    age('cli/parts/other.ts');
    expect(run()).toBe('source --one two\n');
  });
});
