import { print } from 'graphql';
import { ClientError, InternalError } from '../common/errors/errors.ts';
import type { Logger } from '../common/logger.ts';
import type { PlanOrder } from './plan-worker-messages.ts';
import type { Aliases, OperationPlanner, QueryPlan } from './planner.ts';
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

interface Job {
  readonly order: PlanOrder;
  readonly settle: (outcome: ThreadOutcome) => void;
  readonly isRetry: boolean;
}

/**
 * Makes planning threads for one supergraph. They start with the first operation, or when told to. A thread that ends is
 * replaced, and what it was planning is tried once more.
 *
 * `plan` and `replan` reject with ClientError: PLANNING_OVERLOADED where too many wait, PLANNING_LIMIT_EXCEEDED for an
 * operation that takes too long or too much memory, SERVICE_UNAVAILABLE where threads keep ending.
 */
export function createPlanningThreads(options: PlanningThreadsOptions): PlanningThreads {
  const threads = Array.from({ length: options.threads }, () => createPlanningThread(options));
  const waiting: Job[] = [];
  let isClosed = false;

  const next = (): void => {
    for (const thread of threads) {
      if (thread.isBusy) continue;
      const job = waiting.shift();
      if (job === undefined) return;
      void thread.run(job.order).then((outcome) => {
        finish(job, outcome);
        next();
      });
    }
  };
  const finish = (job: Job, outcome: ThreadOutcome): void => {
    if (outcome.kind === 'died' && !isClosed) {
      options.logger.warn({ err: outcome.cause }, 'a planning thread ended and is replaced');
      if (!job.isRetry) {
        waiting.unshift({ ...job, isRetry: true });
        return;
      }
    }
    job.settle(outcome);
  };
  const submit = async (order: PlanOrder): Promise<QueryPlan | null> => {
    if (isClosed) throw new ClientError('SERVICE_UNAVAILABLE');
    if (threads.every((thread) => thread.isBusy) && waiting.length >= options.queue)
      throw new ClientError('PLANNING_OVERLOADED');
    const outcome = await new Promise<ThreadOutcome>((settle) => {
      waiting.push({ order, settle, isRetry: false });
      next();
    });
    return toPlan(outcome, options.timeoutMs);
  };
  return {
    aliases: options.aliases,
    async plan(document, operationName, overrideLabels = []) {
      const text = print(document);
      const plan = await submit({ text, operationName, overrideLabels, validate: false });
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
      for (const job of waiting.splice(0)) job.settle({ kind: 'died', cause });
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
