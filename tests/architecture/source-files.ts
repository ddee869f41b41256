import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../common/project-root.ts';

export interface SourceFile {
  /** Relative to the project's root, with slashes: `gateway/plan/plan-operation.ts`. */
  readonly path: string;
  readonly text: string;
}

const NOT_SOURCE = new Set(['node_modules', 'dist', 'coverage']);

/** All TypeScript files beneath the project's folders, in the order of their paths; hidden folders are left out. */
export function readSourceFiles(): SourceFile[] {
  const paths = readdirSync(projectRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isSourceFolder(entry.name))
    .flatMap((entry) => listFiles(entry.name));
  return paths
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));
}

function isSourceFolder(name: string): boolean {
  return !name.startsWith('.') && !NOT_SOURCE.has(name);
}

function listFiles(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return isSourceFolder(entry.name) ? listFiles(path) : [];
  });
}
