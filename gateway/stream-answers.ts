import { ClientError } from '../common/errors/errors.ts';
import type { Logger } from '../common/logger.ts';
import type { Delivery } from './execute/deliver-parts.ts';
import type { ProjectedResponse } from './execute/project-response.ts';
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

/**
 * An operation's answers, one after the other, and one log line when they are over or nobody takes them any more. What
 * ends it before its time is the last answer; the iteration never throws.
 */
export async function* streamAnswers(
  open: () => OperationResult | Promise<OperationResult>,
  observer: StreamObserver,
  about: { readonly protocol: ObservedStream['protocol']; readonly requestId: string },
): AsyncGenerator<StreamAnswer, void, undefined> {
  const startedAt = performance.now();
  let answers = 0;
  let outcome = 'ok';
  try {
    for await (const answer of toAnswers(open)) {
      answers += 1;
      outcome = outcomeOf(answer);
      yield answer;
    }
  } finally {
    const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
    const observed = { protocol: about.protocol, outcome, answers, durationMs };
    observer.logger.info({ requestId: about.requestId, ...observed }, 'stream');
    observer.onStream?.(observed);
  }
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

export function toExecuted(projected: ProjectedResponse): Outcome {
  const extensions = toExtensions(projected);
  const { data, errors } = projected;
  return { kind: 'executed', data, errors, ...(extensions === undefined ? {} : { extensions }) };
}

function outcomeOf(answer: StreamAnswer): string {
  if (answer.kind === 'RESULT') return summarize(answer.outcome).outcome;
  const error = answer.delivery.parts.flatMap(({ errors }) => errors)[0]?.error;
  return error instanceof ClientError ? error.code : 'ok';
}
