import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../../common/project-root.ts';
import type { SourceFile } from './source-files.ts';

/**
 * The text files that git tracks, and those that it would if they were added. Files with a zero byte are left out, and
 * so are files that are deleted but still tracked.
 *
 * @throws Error where this is no git checkout
 */
export function readTrackedFiles(): SourceFile[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: projectRoot, encoding: 'utf8' },
  );
  return listed
    .split('\0')
    .filter((path) => path !== '')
    .flatMap((path) => {
      const text = readText(join(projectRoot, path));
      return text === undefined || text.includes('\0') ? [] : [{ path, text }];
    });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
