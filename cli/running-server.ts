import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RUNNING_FILE } from '../server/running-server.ts';

const runningSchema = z.object({
  pid: z.int().positive(),
  /** The GraphQL endpoint. */
  endpoint: z.url(),
  /** The development identity provider. */
  issuer: z.url(),
});

export type RunningServer = z.output<typeof runningSchema>;

/** The server that runs on `dataFolder`, or undefined where none does: no file, an unreadable one, or a dead pid. */
export async function readRunning(dataFolder: string): Promise<RunningServer | undefined> {
  const text = await readFile(join(dataFolder, RUNNING_FILE), 'utf8').catch(() => '');
  const parsed = runningSchema.safeParse(parseJson(text));
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 asks whether the pid exists; nothing is sent.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
