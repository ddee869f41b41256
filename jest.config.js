import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';

// A folder with a together.test.ts runs its test files as one (tests/support/run-together.ts). Who names files, or a part of
// their names, has those alone: npm test -- tests/unit/plan/plan-operation
const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const namesFiles = argv
  .slice(2)
  .some((argument) => !/^-|\/together\.test\.ts$/.test(argument) && !isFolder(argument));
const runTogether = readdirSync(join(import.meta.dirname, 'tests'), { recursive: true })
  .filter((path) => path.endsWith('/together.test.ts'))
  .map((path) => `/tests/${dirname(path)}/(?!together)[^/]+[.]test[.]ts$`);

/** Tests are ES modules (NODE_OPTIONS=--experimental-vm-modules); TypeScript is only stripped here, types are checked by `npm run types`. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: namesFiles ? ['/together[.]test[.]ts$'] : runTogether,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  // What hangs is ended; how long something takes decides no test.
  testTimeout: 180_000,
  // Much of what is tested is waiting: one more than the usual two cores keeps them busy.
  maxWorkers: 3,
  testSequencer: './tests/longest-first.js',
};
