import { fileURLToPath, pathToFileURL } from 'node:url';

import { chooseProgram } from './choose-program.mjs';

// node scripts/run.mjs PROGRAM [arguments]: runs a program, such as server/start. What was built at install starts in half
// the time and is somewhat faster; where a source has been changed since, the sources are run.

const root = fileURLToPath(new URL('..', import.meta.url));
const [node = '', , program = '', ...given] = process.argv;
const { file, isBuilt } = chooseProgram(root, program);
// Processes that the program forks run the same file, in the same way.
process.argv = [node, file, ...given];
if (!isBuilt) {
  // Nothing is left outside the data folder.
  process.env['TSX_DISABLE_CACHE'] = '1';
  process.execArgv.push('--import', import.meta.resolve('tsx'));
  const { register } = await import('tsx/esm/api');
  register();
}
await import(pathToFileURL(file).href);
