import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The file that a program is run from: as `npm run build:program` built it, or its source where anything has been changed
 * since.
 *
 * @param {string} root - the project's folder
 * @param {string} program - such as `server/start`
 * @returns {{ file: string, isBuilt: boolean }}
 */
export function chooseProgram(root, program) {
  const built = join(root, 'dist', `${program}.js`);
  const builtAtMs = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  const isBuilt =
    builtAtMs !== undefined && !sourcesOf(root).some((path) => isNewer(path, builtAtMs));
  return { file: isBuilt ? built : join(root, `${program}.ts`), isBuilt };
}

/** What is compiled: folders, and files. */
function sourcesOf(root) {
  const { include } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'));
  return include.map((path) => join(root, path));
}

/** Whether a source was changed after `sinceMs`, or one came or went. */
function isNewer(path, sinceMs) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return path.endsWith('.ts') && stats.mtimeMs > sinceMs;
  return (
    stats.mtimeMs > sinceMs || readdirSync(path).some((name) => isNewer(join(path, name), sinceMs))
  );
}
