import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { projectRoot } from '../../common/project-root.ts';

/** A program of ours in a process of its own, in a process group of its own. */
export interface Program {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves as soon as the standard output matches; rejects where the program ends before, or after `timeoutMs`. */
  until(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
  /** The exit code; a program that has not ended after `timeoutMs` is killed, and that is an error. */
  ended(timeoutMs?: number): Promise<number | null>;
  signal(name: NodeJS.Signals): void;
}

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<'start' | 'token' | 'gateway' | 'plan', string>>;
};

/** What `npm run <script> -- <parameters>` runs, without npm between: signals reach the program itself. */
export function runProgram(
  script: keyof typeof scripts,
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Program {
  const child = spawn('sh', ['-c', `exec env ${scripts[script]} "$@"`, 'sh', ...parameters], {
    cwd: projectRoot,
    detached: true,
    // What Jest sets for itself is not what a user has.
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: undefined, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString('utf8')));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const killLate = endWithTests(child);
  return {
    pid: child.pid ?? 0,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    async until(pattern, timeoutMs = 120_000) {
      for (let leftMs = timeoutMs; leftMs > 0; leftMs -= 20) {
        const match = pattern.exec(text.stdout);
        if (match !== null) return match;
        if (child.exitCode !== null) throw new Error(`it has ended: ${text.stdout}${text.stderr}`);
        await wait(20);
      }
      killLate();
      throw new Error(`no ${String(pattern)} within ${timeoutMs} ms: ${text.stdout}${text.stderr}`);
    },
    async ended(timeoutMs = 120_000) {
      const late = setTimeout(killLate, timeoutMs);
      const code = await closed;
      clearTimeout(late);
      if (child.signalCode === 'SIGKILL') throw new Error(`it did not end within ${timeoutMs} ms`);
      return code;
    },
    signal: (name) => void child.kill(name),
  };
}

const living = new Set<() => void>();

/** For `afterAll`: kills what a failed test has left running. Jest has no other end of a file to tie programs to. */
export function killPrograms(): void {
  for (const kill of living) kill();
}

/** Kills the whole group. */
function endWithTests(child: ChildProcess): () => void {
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      process.kill(-child.pid, 'SIGKILL');
    }
  };
  living.add(kill);
  child.once('exit', () => living.delete(kill));
  return kill;
}
