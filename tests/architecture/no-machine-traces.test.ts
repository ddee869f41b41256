import { homedir } from 'node:os';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root.ts';
import { findTraces } from './find-traces.ts';
import { readTrackedFiles } from './tracked-files.ts';

const files = readTrackedFiles();

describe('tracked files', () => {
  it('bring no path, registry or secret along from the machine that they were written on', () => {
    expect(findTraces(files)).toEqual([]);
  });

  it('name the files of folders outside the project nowhere', () => {
    const outside = files
      .filter(({ text }) => /(?<![\w./])\.\.\/shared\/[\w-]+\.md\b/.test(text))
      .map(({ path }) => path);
    expect(outside).toEqual([]);
  });

  it('are no configuration of npm for one machine', () => {
    expect(files.filter(({ path }) => /(^|\/)\.(npmrc|env)$/.test(path))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(
    files.find(({ path }) => path === 'package-lock.json')?.text ?? '{}',
  ) as Lock;
  const packages = Object.entries(lock.packages ?? {}).filter(([path]) => path !== '');

  it('lets every machine take packages from its own registry: no entry says where one lies', () => {
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  });

  it('holds the hash of every package, wherever it is taken from', () => {
    const unchecked = packages.filter(([, entry]) => entry.integrity === undefined);
    expect(unchecked.filter(([, entry]) => entry.inBundle !== true).map(([path]) => path)).toEqual(
      [],
    );
  });

  it('holds every platform build that a package may ask for, so that it installs on other machines', () => {
    const names = new Set(packages.map(([path]) => path));
    const missing = packages.flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter(
          (name) =>
            !names.has(`node_modules/${name}`) && !names.has(`${path}/node_modules/${name}`),
        )
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the check of tracked files', () => {
  it.each([
    ['the checkout', `root: '${projectRoot}/x'`],
    ['the home folder', `cd ${homedir()}/x`],
    ['another home folder', `cd ${['', 'home', 'siti', 'jawara'].join('/')}`],
    ['a registry', `https://${['registry', 'example', 'org'].join('.')}/a/-/a-1.tgz`],
    ['a private key', ['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' ')],
    ['a token', [`eyJ${'a'.repeat(30)}`, `eyJ${'b'.repeat(30)}`, 'c'.repeat(40)].join('.')],
  ])('finds %s', (_what, text) => {
    expect(findTraces([{ path: 'a.md', text }])).not.toEqual([]);
  });
});

interface Lock {
  readonly packages?: Readonly<
    Record<
      string,
      {
        readonly resolved?: string;
        readonly integrity?: string;
        readonly inBundle?: boolean;
        readonly optionalDependencies?: Readonly<Record<string, string>>;
      }
    >
  >;
}
