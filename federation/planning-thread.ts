import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PlanOrder, PlanReport, PlanWorkerData } from './plan-worker-messages.ts';

/** What became of an order. */
export type ThreadOutcome =
  | Exclude<PlanReport, { readonly kind: 'ready' }>
  /** It took longer than an operation may. */
  | { readonly kind: 'late' }
  /** It needed more memory than a thread has. */
  | { readonly kind: 'exhausted' }
  /** The thread ended, through no fault of the order that is known. */
  | { readonly kind: 'died'; readonly cause: unknown };

export interface PlanningThreadOptions {
  readonly supergraphSdl: string;
  /** How long one operation may be planned, in ms. Reading the supergraph does not count. */
  readonly timeoutMs: number;
  /** The most memory of the thread's heap, in MB. */
  readonly heapMegabytes: number;
  /** What runs in the thread; default: `plan-worker`. */
  readonly workerFile?: string;
}

export interface PlanningThread {
  readonly isBusy: boolean;
  /** Starts it, without waiting; an order would. */
  start(): void;
  /** Runs one order; the thread must not be busy. A thread that ended is replaced by the next order. Never rejects. */
  run(order: PlanOrder): Promise<ThreadOutcome>;
  close(): Promise<void>;
}

/** How long a thread may take to read the supergraph, in ms. */
const START_TIMEOUT_MS = 60_000;

/** One place to plan in, with a thread that is started when it is needed and replaced when it is lost. */
export function createPlanningThread(options: PlanningThreadOptions): PlanningThread {
  let worker: Worker | undefined;
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;
  let settle: ((outcome: ThreadOutcome) => void) | undefined;

  const finish = (outcome: ThreadOutcome): void => {
    clearTimeout(timer);
    worker?.unref();
    const settled = settle;
    settle = undefined;
    settled?.(outcome);
  };
  const startTimer = (): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, isReady ? options.timeoutMs : START_TIMEOUT_MS);
  };
  const giveUp = (): void => {
    void worker?.terminate();
    worker = undefined;
    finish(isReady ? { kind: 'late' } : { kind: 'died', cause: new Error('it did not start') });
  };
  const start = (): Worker => {
    if (worker !== undefined) return worker;
    isReady = false;
    const started = startWorker(options);
    worker = started;
    // An idle thread keeps no program running.
    started.unref();
    let fault: unknown;
    started.on('message', (report: PlanReport) => {
      if (worker !== started) return;
      if (report.kind !== 'ready') {
        finish(report);
        return;
      }
      isReady = true;
      if (settle !== undefined) startTimer();
    });
    started.on('error', (error) => {
      fault = error;
    });
    started.on('exit', () => {
      if (worker !== started) return;
      worker = undefined;
      finish(isOutOfMemory(fault) ? { kind: 'exhausted' } : { kind: 'died', cause: fault });
    });
    return started;
  };
  return {
    get isBusy() {
      return settle !== undefined;
    },
    start: () => void start(),
    run: (order) =>
      new Promise((resolve) => {
        settle = resolve;
        const running = start();
        running.ref();
        startTimer();
        running.postMessage(order);
      }),
    async close() {
      const closing = worker;
      worker = undefined;
      finish({ kind: 'died', cause: new Error('planning was closed') });
      await closing?.terminate();
    },
  };
}

function startWorker(options: PlanningThreadOptions): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const file = isSource ? './plan-worker-from-source.mjs' : './plan-worker.js';
  return new Worker(options.workerFile ?? fileURLToPath(new URL(file, import.meta.url)), {
    workerData: { supergraphSdl: options.supergraphSdl } satisfies PlanWorkerData,
    // What this program was started with is not the thread's.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: options.heapMegabytes },
  });
}

function isOutOfMemory(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
