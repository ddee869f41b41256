import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Teardown } from '../../server/teardown.ts';

/** What a measured process has used so far (`tell-usage.mjs`). */
export interface Usage {
  readonly cpuMs: number;
  readonly memoryMb: number;
}

/** A program in a process of its own. */
export interface Program {
  /** What its standard output said that it was waited for. */
  readonly announced: string;
  usage(): Promise<Usage>;
}

export interface ProgramOptions {
  readonly name: string;
  /** Where its code is: another checkout's, where that is measured. */
  readonly folder: string;
  /** What follows `node`. */
  readonly parameters: readonly string[];
  /** For node itself. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What the program says when it is ready; the first group is what it announces. */
  readonly ready: RegExp;
  /** Where its log is written, as in operation. */
  readonly logFolder: string;
  readonly teardown: Teardown;
}

const START_TIMEOUT_MS = 60_000;

/**
 * Starts a program as a user would, but for a module that tells what the process uses.
 *
 * @throws Error - where it ends, or says nothing for a minute; with the end of its log.
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const log = join(options.logFolder, `${options.name.replaceAll(/\W+/g, '-')}.log`);
  const child = spawn(
    process.execPath,
    [
      ...(options.flags ?? []),
      ...['--import', new URL('./tell-usage.mjs', import.meta.url).href],
      ...options.parameters,
    ],
    {
      cwd: options.folder,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', openSync(log, 'a'), 'ipc'],
    },
  );
  options.teardown.add(() => end(child));
  const announced = await waitFor(child, options.ready).catch((error: unknown) => {
    const said = readFileSync(log, 'utf8').slice(-2_000);
    throw new Error(`${options.name} does not start: ${String(error)}\n${said}`);
  });
  return { announced, usage: () => ask<Usage>(child) };
}

/** Asks a program over its channel, and gives its answer. */
export async function ask<Answer>(child: ChildProcess): Promise<Answer> {
  const answered = once(child, 'message', { signal: AbortSignal.timeout(START_TIMEOUT_MS) });
  child.send('tell');
  const [answer] = (await answered) as [Answer];
  return answer;
}

async function waitFor(child: ChildProcess, ready: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => {
      reject(new Error('it says nothing'));
    }, START_TIMEOUT_MS);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`it ended with ${String(code)}`));
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const match = ready.exec(said);
      if (match === null) return;
      clearTimeout(late);
      resolve(match[1] ?? '');
    });
  });
}

/** Ends a program; one that does not end when it is asked to is killed. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}
