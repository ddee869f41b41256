/** Tests are ES modules (NODE_OPTIONS=--experimental-vm-modules); TypeScript is only stripped here, types are checked by `npm run types`. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
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
