import type { ChildProcess } from 'node:child_process';
import type { Logger } from '../../common/logger.ts';
import { hasEnded } from './stop-server.ts';

interface Stoppable {
  stop(): Promise<void>;
}

interface Remains {
  readonly server: ChildProcess;
  readonly logger: Logger;
  /** Removes the files, at once. */
  remove(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ties the server's end to this program's. On a signal that nobody else listens to, the server is stopped and the signal
 * raised again; on `process.exit` there is no time to wait, so the server is told to end at once.
 */
export function endWithProgram<S extends Stoppable>(running: S, remains: Remains): S {
  const { server, logger } = remains;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= running.stop().finally(release);
    return stopping;
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    void stop().finally(() => process.kill(process.pid, signal));
  };
  const onExit = () => {
    server.kill('SIGQUIT');
    remains.remove();
  };
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    process.off('exit', onExit);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on('exit', onExit);
  server.once('exit', () => {
    if (stopping === undefined) logger.error('the embedded PostgreSQL has ended by itself');
  });
  if (hasEnded(server)) logger.error('the embedded PostgreSQL has ended by itself');
  return { ...running, stop };
}
