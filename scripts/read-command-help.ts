import { execFileSync } from 'node:child_process';
import { projectRoot } from '../common/project-root.ts';

/**
 * What a command says of itself with `--help`, one line an option: where lines break depends on the length of this
 * checkout's path, which is written `<project>`.
 */
export function readCommandHelp(program: string, ...words: readonly string[]): string {
  const help = execFileSync(process.execPath, ['scripts/run.mjs', program, ...words, '--help'], {
    cwd: projectRoot,
    encoding: 'utf8',
    // Jest's own options are nothing for the child.
    env: { ...process.env, NODE_OPTIONS: '' },
    timeout: 30_000,
  });
  const unwrapped = help.replaceAll(/\n {12,}/g, ' ');
  return unwrapped.replaceAll(projectRoot, '<project>').trim();
}
