import { print } from 'graphql';
import { ClientError, InternalError } from '../common/errors/errors.ts';
import type { Logger } from '../common/logger.ts';
import { createFairQueue, type Queued } from './fair-queue.ts';
import type { PlanOrder } from './plan-worker-messages.ts';
import type { Aliases, OperationPlanner, PlanDemand, QueryPlan } from './planner.ts';
import {
  createPlanningThread,
  type PlanningThreadOptions,
  type ThreadOutcome,
} from './planning-thread.ts';
import type { OperationText } from './replan.ts';

export interface PlanningThreadsOptions extends PlanningThreadOptions {
  /** How many operations are planned at the same time. */
  readonly threads: number;
  /** How many more may wait. */
  readonly queue: number;
  /** How many of them one caller may have brought. */
  readonly queuePerCaller: number;
  readonly aliases: Aliases;
  readonly logger: Logger;
}

/** Plans in threads beside this one. */
export interface PlanningThreads extends OperationPlanner {
  /** Plans what came from another supergraph; null where it is not valid for this one. */
  replan(operation: OperationText): Promise<QueryPlan | null>;
  /** Starts the threads, without waiting for them. */
  start(): void;
  /** Ends the threads; what they were planning fails. */
  close(): Promise<void>;
}

interface Job extends Queued {
  readonly order: PlanOrder;
  readonly demand: PlanDemand;
  readonly settle: (outcome: ThreadOutcome) => void;
  readonly drop: () => void;
  readonly isRetry: boolean;
}

/** Of who says nothing about himself: he stays. */
const SOMEBODY: readonly string[] = [''];

/**
 * Makes planning threads for one supergraph. They start with the first operation, or when told to. A thread that ends is
 * replaced, and what it was planning is tried once more. Callers take turns, so that whoever brings much waits for it
 * himself; what nobody waits for any more is not begun.
 *
 * `plan` and `replan` reject with ClientError: PLANNING_OVERLOADED where too much waits, of all or of this caller,
 * PLANNING_LIMIT_EXCEEDED for an operation that takes too long or too much memory, SERVICE_UNAVAILABLE where threads keep
 * ending, GATEWAY_TIMEOUT where nobody waits any more.
 */
export function createPlanningThreads(options: PlanningThreadsOptions): PlanningThreads {
  const threads = Array.from({ length: options.threads }, () => createPlanningThread(options));
  const waiting = createFairQueue<Job>();
  let isClosed = false;

  const next = (): void => {
    for (const thread of threads) {
      if (thread.isBusy) continue;
      const job = waiting.take();
      if (job === undefined) return;
      job.demand.onDeserted = undefined;
      void thread.run(job.order).then((outcome) => {
        finish(job, outcome);
        next();
      });
    }
  };
  const enqueue = (job: Job): void => {
    if (job.demand.callers.length === 0) {
      job.drop();
      return;
    }
    waiting.push(job);
    job.demand.onDeserted = () => {
      if (waiting.remove(job)) job.drop();
    };
  };
  const finish = (job: Job, outcome: ThreadOutcome): void => {
    if (outcome.kind === 'died' && !isClosed) {
      options.logger.warn({ err: outcome.cause }, 'a planning thread ended and is replaced');
      if (!job.isRetry) {
        enqueue({ ...job, isRetry: true });
        return;
      }
    }
    job.settle(outcome);
  };
  const isFull = (owner: string): boolean =>
    threads.every((thread) => thread.isBusy) &&
    (waiting.length >= options.queue || waiting.countOf(owner) >= options.queuePerCaller);
  const submit = async (
    order: PlanOrder,
    demand: PlanDemand = { callers: SOMEBODY, onDeserted: undefined },
  ): Promise<QueryPlan | null> => {
    if (isClosed) throw new ClientError('SERVICE_UNAVAILABLE');
    const [owner = ''] = demand.callers;
    if (isFull(owner)) throw new ClientError('PLANNING_OVERLOADED');
    const outcome = await new Promise<ThreadOutcome>((settle, reject) => {
      const drop = () => {
        reject(new ClientError('GATEWAY_TIMEOUT'));
      };
      const callers = () => demand.callers;
      enqueue({ order, owner, callers, demand, settle, drop, isRetry: false });
      next();
    });
    return toPlan(outcome, options.timeoutMs);
  };
  return {
    aliases: options.aliases,
    async plan(document, operationName, overrideLabels = [], demand) {
      const order = { text: print(document), operationName, overrideLabels, validate: false };
      const plan = await submit(order, demand);
      if (plan === null) throw new InternalError('only what is planned anew is validated');
      return plan;
    },
    replan: (operation) => submit({ ...operation, validate: true }),
    start() {
      for (const thread of threads) thread.start();
    },
    async close() {
      isClosed = true;
      const cause = new Error('planning was closed');
      for (const job of waiting.clear()) job.settle({ kind: 'died', cause });
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

function toPlan(outcome: ThreadOutcome, limit: number): QueryPlan | null {
  switch (outcome.kind) {
    case 'planned':
      return JSON.parse(outcome.json) as QueryPlan;
    case 'invalid':
      return null;
    case 'late':
    case 'exhausted':
      throw new ClientError('PLANNING_LIMIT_EXCEEDED', { limit });
    case 'died':
      throw new ClientError('SERVICE_UNAVAILABLE', {}, { cause: outcome.cause });
    case 'failed':
      throw new InternalError('an operation cannot be planned', toError(outcome));
  }
}

function toError({ message, stack }: { readonly message: string; readonly stack: string }): Error {
  return Object.assign(new Error(message), { stack });
}
