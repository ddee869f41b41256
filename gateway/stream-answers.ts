import { ClientError } from '../common/errors/errors.ts';
import type { Logger } from '../common/logger.ts';
import type { CancelSignal } from './cancellation.ts';
import type { Delivery } from './execute/deliver-parts.ts';
import type { AnsweredOperation } from './handle-operation.ts';
import { summarize, toExtensions } from './handle-request.ts';
import type { OperationResult } from './operation-result.ts';
import type { Outcome } from './respond/respond.ts';

/** One of the answers of an operation. */
export type StreamAnswer =
  | { readonly kind: 'RESULT'; readonly outcome: Outcome }
  | { readonly kind: 'PARTS'; readonly delivery: Delivery };

/** What became of an operation that could be answered more than once: codes, counts and durations. */
export interface ObservedStream {
  readonly protocol: 'sse' | 'ws' | 'multipart';
  /** `ok`, or the code of the last answer's first error. */
  readonly outcome: string;
  readonly answers: number;
  readonly durationMs: number;
}

export interface StreamObserver {
  readonly logger: Logger;
  readonly onStream?: ((stream: ObservedStream) => void) | undefined;
}

export interface StreamedOperation {
  readonly protocol: ObservedStream['protocol'];
  readonly requestId: string;
  /** Fires when the client goes away, or wants no more of it. */
  readonly signal: CancelSignal;
  /** What `open` is known to throw, where the operation was refused before. */
  readonly refusal?: { readonly error: unknown };
}

/**
 * An operation's answers, one after the other, and one log line when they are over or nobody takes them any more, also
 * where the client has gone before it took the first. What ends it before its time is the last answer; the iteration
 * never throws.
 */
export function streamAnswers(
  open: () => OperationResult | Promise<OperationResult>,
  observer: StreamObserver,
  { protocol, requestId, signal, refusal }: StreamedOperation,
): AsyncGenerator<StreamAnswer, void, undefined> {
  const startedAt = performance.now();
  let answers = 0;
  let outcome =
    refusal === undefined ? 'ok' : summarize({ kind: 'refused', error: refusal.error }).outcome;
  const observe = (): void => {
    const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
    const observed = { protocol, outcome, answers, durationMs };
    observer.logger.info({ requestId, ...observed }, 'stream');
    observer.onStream?.(observed);
  };
  // An iteration that never began has no end either.
  if (signal.aborted) observe();
  else signal.addEventListener('abort', observe);
  const begin = (): boolean => {
    signal.removeEventListener('abort', observe);
    return !signal.aborted;
  };
  return (async function* take() {
    if (!begin()) return;
    try {
      for await (const answer of toAnswers(open)) {
        answers += 1;
        outcome = outcomeOf(answer);
        yield answer;
      }
    } finally {
      observe();
    }
  })();
}

async function* toAnswers(
  open: () => OperationResult | Promise<OperationResult>,
): AsyncGenerator<StreamAnswer, void, undefined> {
  try {
    const result = await open();
    switch (result.kind) {
      case 'SINGLE':
        yield { kind: 'RESULT', outcome: toExecuted(result.response) };
        return;
      case 'EVENTS':
        for await (const response of result.events)
          yield { kind: 'RESULT', outcome: toExecuted(response) };
        return;
      case 'DEFERRED':
        yield { kind: 'RESULT', outcome: toExecuted(result.initial) };
        for await (const delivery of result.parts) yield { kind: 'PARTS', delivery };
    }
  } catch (error) {
    yield { kind: 'RESULT', outcome: { kind: 'refused', error } };
  }
}

export function toExecuted(projected: AnsweredOperation): Outcome {
  const extensions = toExtensions(projected);
  const { data, errors } = projected;
  return { kind: 'executed', data, errors, ...(extensions === undefined ? {} : { extensions }) };
}

function outcomeOf(answer: StreamAnswer): string {
  if (answer.kind === 'RESULT') return summarize(answer.outcome).outcome;
  const error = answer.delivery.parts.flatMap(({ errors }) => errors)[0]?.error;
  return error instanceof ClientError ? error.code : 'ok';
}
