import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface RunningProcess {
  readonly parentId: number;
  readonly command: string;
}

/** What runs under this id, or undefined: nothing, a zombie, or a system that does not tell (Windows). */
export function inspectProcess(id: number): RunningProcess | undefined {
  try {
    if (process.platform === 'linux') return inspectProc(id);
    if (process.platform === 'win32') return undefined;
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(id)], {
      encoding: 'utf8',
    });
    const [, parentId, command = ''] = /^\s*(\d+)\s+(.*)/.exec(line) ?? [];
    return { parentId: Number(parentId), command };
  } catch {
    return undefined;
  }
}

/** `ps` is missing from slim images; /proc is not. The state and the parent follow the last parenthesis of `stat`. */
function inspectProc(id: number): RunningProcess | undefined {
  const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
  const [state, parentId] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z') return undefined;
  const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return { parentId: Number(parentId), command };
}
