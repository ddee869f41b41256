import type { Logger } from '../../common/logger.ts';

/** One process of several that serve the same port. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  /** Its endpoint, as soon as it answers. Rejects where it ends before. */
  readonly ready: Promise<string>;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  /** Has it take no more connections, answer what comes on those that are open, then end. */
  drain(): void;
  /** Has it end as on Ctrl-C. */
  stop(): void;
  kill(): void;
}

export interface SupervisorOptions {
  readonly count: number;
  readonly fork: () => WorkerProcess;
  readonly logger: Logger;
  /** Resolves after so many ms. */
  readonly wait: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
}

export interface Supervisor {
  readonly endpoint: string;
  /**
   * Replaces the workers one by one: the new one answers before the old one is told to drain. Where a new one does not
   * start, or not within a minute, the old ones stay.
   */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** How long a worker may take to answer before it is killed, in ms: longer than any supergraph takes to be read. */
const START_LIMIT_MS = 60_000;

/** How long a worker may take to drain or to stop before it is killed, in ms. */
const END_LIMIT_MS = 30_000;

/** A worker that died is replaced after this long, doubled with each further death, up to the longest. In ms. */
const FIRST_BACK_OFF_MS = 100;
const LONGEST_BACK_OFF_MS = 30_000;

/** A worker that lived so long has died of something else than the one before. In ms. */
const LONG_LIFE_MS = 60_000;

/**
 * Keeps `count` workers running until it is stopped.
 *
 * @throws Error - where the first worker does not start; it has said why.
 */
export async function superviseWorkers(options: SupervisorOptions): Promise<Supervisor> {
  const { fork, logger } = options;
  const serving = new Set<WorkerProcess>();
  const end = new AbortController();
  const isStopping = (): boolean => end.signal.aborted;
  let deaths = 0;

  /** Starts a worker and keeps its place filled; the promise is about its start alone. */
  const start = async (): Promise<string> => {
    const startedAtMs = options.nowMs();
    const worker = fork();
    // One that starts has to end with the others.
    starting.add(worker);
    try {
      const endpoint = await readyWithin(worker);
      serving.add(worker);
      void worker.ended.then(() => {
        if (!serving.delete(worker) || isStopping()) return;
        if (options.nowMs() - startedAtMs >= LONG_LIFE_MS) deaths = 0;
        void replace();
      });
      return endpoint;
    } finally {
      starting.delete(worker);
    }
  };
  /** Rejects where it ends before it answers, or does not answer in time, which ends it. */
  const readyWithin = async (worker: WorkerProcess): Promise<string> => {
    const endpoint = await Promise.race([
      worker.ready,
      options.wait(START_LIMIT_MS).then(() => undefined),
    ]);
    if (endpoint !== undefined) return endpoint;
    logger.warn({ pid: worker.pid, afterMs: START_LIMIT_MS }, 'a worker does not answer');
    worker.kill();
    // It may answer all the same before it ends: nobody keeps it.
    await worker.ended;
    throw new Error('A worker did not start.');
  };
  const starting = new Set<WorkerProcess>();
  const replace = async (): Promise<void> => {
    const afterMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** deaths);
    deaths += 1;
    logger.warn({ afterMs }, 'a worker ended and is replaced');
    await options.wait(afterMs);
    if (isStopping()) return;
    try {
      await start();
      logger.info({ pids: pidsOf(serving) }, 'the workers answer');
    } catch {
      if (!isStopping()) await replace();
    }
  };
  const endWithin = async (worker: WorkerProcess): Promise<void> => {
    const isLate = await Promise.race([
      worker.ended.then(() => false),
      options.wait(END_LIMIT_MS).then(() => true),
    ]);
    if (isLate) worker.kill();
  };
  const restartAll = async (): Promise<void> => {
    for (const old of [...serving]) {
      if (isStopping()) return;
      try {
        await start();
      } catch {
        if (!isStopping()) logger.warn({}, 'a new worker did not start; the old ones stay');
        return;
      }
      // It may have ended meanwhile: then it has been replaced.
      if (!serving.delete(old)) continue;
      old.drain();
      await endWithin(old);
    }
    logger.info({ pids: pidsOf(serving) }, 'the workers were replaced');
  };
  const stop = async (): Promise<void> => {
    end.abort();
    const all = [...serving, ...starting];
    for (const worker of all) worker.stop();
    await Promise.all(all.map(endWithin));
  };

  // The first alone: what keeps one from starting keeps all, and is said once.
  const endpoint = await start();
  try {
    await Promise.all(Array.from({ length: options.count - 1 }, start));
  } catch (error) {
    await stop();
    throw error;
  }
  logger.info({ pids: pidsOf(serving) }, 'the workers answer');
  let restarting: Promise<void> | undefined;
  return {
    endpoint,
    restart: () =>
      (restarting ??= restartAll().finally(() => {
        restarting = undefined;
      })),
    stop,
  };
}

function pidsOf(workers: Iterable<WorkerProcess>): readonly (number | undefined)[] {
  return [...workers].map(({ pid }) => pid);
}
