import { describe, expect, it } from '@jest/globals';

import { readSourceFiles } from './source-files.ts';

/** Run as TypeScript by tools, never compiled to dist/. */
const NEVER_COMPILED = ['tests/', 'benchmarks/', 'scripts/', 'portal/'];

/** Finding a package's files and asking whether a file is the program are the same in dist/. */
const HARMLESS =
  /createRequire\(import\.meta\.url\)|process\.argv\[1\] === fileURLToPath\(import\.meta\.url\)/g;

/** Starts a thread on a program that is compiled beside it. */
const STARTS_BESIDE = 'federation/planning-thread.ts';

describe('files that are read at run time', () => {
  it('are found from the project root, as they are not beside the program once it is compiled', () => {
    const offenders = readSourceFiles()
      .filter(({ path }) => path !== 'common/project-root.ts' && path !== STARTS_BESIDE)
      .filter(({ path }) => !NEVER_COMPILED.some((folder) => path.startsWith(folder)))
      .filter(({ text }) => /import\.meta\.(url|dirname|filename)/.test(text.replace(HARMLESS, '')))
      .map(({ path }) => path);
    expect(offenders).toEqual([]);
  });
});
