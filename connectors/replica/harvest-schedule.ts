import { setMaxListeners } from 'node:events';
import type { Clock } from '../../common/clock.ts';
import { SourceError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import { createBulkhead, type Bulkhead } from '../resilience/bulkhead.ts';
import { settledWithin } from '../resilience/deadline.ts';
import { HarvestUnderWayError } from './harvest-under-way-error.ts';

export interface HarvestJob {
  /** Such as `dapodik 36.71`; logged. */
  readonly name: string;
  /** Minutes from the beginning of one run to the beginning of the next. */
  readonly everyMinutes: number;
  /** Rejects where it has failed. When the signal is aborted it ends soon. */
  run(signal: AbortSignal): Promise<void>;
}

export interface HarvestScheduleOptions {
  readonly jobs: readonly HarvestJob[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Jobs that run at the same time; default 4. The others wait for a place. */
  readonly concurrent?: number;
  /** The pause after a first failure, doubled after each further one, at most the job's interval; default 30,000 ms. */
  readonly retryAfterMs?: number;
  /** How long `stop` waits for what runs; default 2,000 ms. */
  readonly stopWithinMs?: number;
}

export interface HarvestSchedule {
  /** Resolves once every job has ended its first run, well or not. */
  readonly firstRound: Promise<void>;
  /** Begins nothing more, aborts what runs, and waits for it a moment. */
  stop(): Promise<void>;
}

/**
 * Runs every job at once and then at its interval, never twice at the same time. The caller is not kept waiting, and a
 * program that has nothing else to do is not kept alive. A failed run is logged by its code and tried again sooner; one
 * that another process is busy with is left to it.
 */
export function createHarvestSchedule(options: HarvestScheduleOptions): HarvestSchedule {
  const ended = new AbortController();
  // Every job listens to the one signal.
  setMaxListeners(0, ended.signal);
  const places = createBulkhead(options.concurrent ?? 4, Infinity);
  const firstRuns: Promise<void>[] = [];
  const loops = options.jobs.map((job) => {
    const { promise, resolve } = deferred();
    firstRuns.push(promise);
    return runForever(job, options, { signal: ended.signal, places, onFirstRun: resolve });
  });
  return {
    firstRound: Promise.all(firstRuns).then(() => undefined),
    async stop() {
      ended.abort();
      await settledWithin(Promise.all(loops), options.stopWithinMs ?? 2_000);
    },
  };
}

interface Loop {
  readonly signal: AbortSignal;
  readonly places: Bulkhead;
  readonly onFirstRun: () => void;
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function runForever(
  job: HarvestJob,
  options: HarvestScheduleOptions,
  { signal, places, onFirstRun }: Loop,
): Promise<void> {
  const intervalMs = job.everyMinutes * 60_000;
  const firstPauseMs = options.retryAfterMs ?? 30_000;
  let failures = 0;
  while (!signal.aborted) {
    const startedAtMs = options.clock.nowMs();
    const succeeded = await runOnce(job, options, signal, places);
    onFirstRun();
    failures = succeeded ? 0 : failures + 1;
    const tookMs = options.clock.nowMs() - startedAtMs;
    const waitMs = succeeded ? intervalMs - tookMs : firstPauseMs * 2 ** (failures - 1);
    await sleep(Math.min(waitMs, intervalMs), signal);
  }
}

async function runOnce(
  job: HarvestJob,
  { logger, clock }: HarvestScheduleOptions,
  signal: AbortSignal,
  places: Bulkhead,
): Promise<boolean> {
  const place = await places.enter(signal);
  if (typeof place === 'string') return false;
  const startedAtMs = clock.nowMs();
  try {
    await job.run(signal);
    logger.info({ job: job.name, durationMs: clock.nowMs() - startedAtMs }, 'harvest done');
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    if (error instanceof HarvestUnderWayError) {
      logger.info({ job: job.name }, 'harvest under way elsewhere');
      return true;
    }
    // What a source was found to be is said by its code; anything else needs its place.
    const place = error instanceof SourceError ? {} : { err: error };
    logger.warn({ job: job.name, code: codeOf(error), ...place }, 'harvest failed');
    return false;
  } finally {
    place.leave();
  }
}

function codeOf(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : 'UNKNOWN';
}

/** A timer takes no more than this, in ms; a longer pause would pass at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waits, at most until the signal; keeps no program alive. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
    timer.unref();
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}
