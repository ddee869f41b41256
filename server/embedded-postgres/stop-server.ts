import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Each signal is given this long before the next, harder one. */
const PATIENCE_MS = 3_000;

/** Ends the server: a fast shutdown, then an immediate one, then none at all. Returns when it is gone. */
export async function stopServer(server: ChildProcess): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (hasEnded(server)) return;
    const ended = once(server, 'exit', { signal: AbortSignal.timeout(PATIENCE_MS) });
    server.kill(signal);
    await ended.catch(() => undefined);
  }
}

export function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}
