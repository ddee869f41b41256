import { randomUUID } from 'node:crypto';
import type { CancelSignal } from './cancellation.ts';
import { summarize, type ObservedRequest } from './handle-request.ts';
import type { RawRequest, RawResponse, StreamResponse } from './http.ts';
import type { OpenOperation } from './open-operation.ts';
import type { AnswerWay } from './operation.ts';
import type { OperationResult } from './operation-result.ts';
import { readAnswerWays } from './read/read-answer-ways.ts';
import { readPreferences } from './read/read-preferences.ts';
import { readRequest } from './read/read-request.ts';
import { formatDelivery } from './respond/format-delivery.ts';
import { formatResult } from './respond/format-result.ts';
import { respond, type Outcome, type RespondOptions } from './respond/respond.ts';
import { writeEventStream } from './respond/write-event-stream.ts';
import { MULTIPART_TYPE, writeMultipart } from './respond/write-multipart.ts';
import {
  streamAnswers,
  toExecuted,
  type StreamAnswer,
  type StreamObserver,
} from './stream-answers.ts';

export interface StreamHandlerOptions extends StreamObserver {
  readonly openOperation: OpenOperation;
  /** Told of what was answered at once. */
  readonly observe?: (request: ObservedRequest) => void;
  /** How long a stream of events may be quiet before it is given a comment, in ms. */
  readonly keepAliveMs: number;
}

export type HandleStream = (
  raw: RawRequest,
  signal: CancelSignal,
) => Promise<RawResponse | StreamResponse>;

/**
 * The whole way of a request whose client takes more than one answer. What it asks for decides how it is answered: a
 * subscription by events, what is deferred in parts, anything else in the way that the client wants most.
 */
export function createStreamHandler(options: StreamHandlerOptions): HandleStream {
  return async (raw, signal) => {
    const requestId = randomUUID();
    const ways = readAnswerWays(raw.headers);
    const answering: Answering = {
      ...options,
      signal,
      // Parts alone are never wanted: what is not deferred is one answer.
      preferred: ways.find((way) => way !== 'PARTS'),
      startedAt: performance.now(),
      respondOptions: {
        ...readPreferences(raw.headers),
        requestId,
        hasAuthorization: raw.headers['authorization'] !== undefined,
        onMasked: (error) => {
          options.logger.error({ requestId, err: error }, 'an internal error was masked');
        },
      },
    };
    let hasRead = false;
    try {
      const request = readRequest(raw, ways);
      hasRead = true;
      const context = { requestId, signal, clientAddress: raw.clientAddress };
      return answer(answering, await options.openOperation(request, context));
    } catch (error) {
      return refuse(answering, error, hasRead);
    }
  };
}

interface Answering extends StreamHandlerOptions {
  readonly signal: CancelSignal;
  readonly preferred: AnswerWay | undefined;
  readonly startedAt: number;
  readonly respondOptions: RespondOptions;
}

function answer(answering: Answering, result: OperationResult): RawResponse | StreamResponse {
  if (result.kind === 'EVENTS') return toEventStream(answering, () => result);
  if (result.kind === 'DEFERRED') return toMultipart(answering, result);
  switch (answering.preferred) {
    case 'EVENTS':
      return toEventStream(answering, () => result);
    case 'JSON':
      return toJson(answering, toExecuted(result.response));
    default:
      return toMultipart(answering, result);
  }
}

/**
 * What cannot be read, and what a client asks that takes JSON rather than events, is refused by a status; else within
 * the stream, where its reader can see the reason (graphql-sse, distinct connections mode).
 */
function refuse(
  answering: Answering,
  error: unknown,
  hasRead: boolean,
): RawResponse | StreamResponse {
  if (!hasRead || answering.preferred !== 'EVENTS')
    return toJson(answering, { kind: 'refused', error });
  const open = () => {
    throw error;
  };
  return toEventStream(answering, open, { error });
}

function toJson(answering: Answering, outcome: Outcome): RawResponse {
  const { respondOptions, startedAt, logger } = answering;
  const response = respond(outcome, respondOptions);
  const observed: ObservedRequest = {
    status: response.status,
    ...summarize(outcome),
    durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
  };
  logger.info({ requestId: respondOptions.requestId, ...observed }, 'request');
  answering.observe?.(observed);
  return response;
}

function toEventStream(
  answering: Answering,
  open: () => OperationResult,
  refusal?: { readonly error: unknown },
): StreamResponse {
  const { respondOptions, signal } = answering;
  const { requestId } = respondOptions;
  const about = { protocol: 'sse', requestId, signal } as const;
  const answers = streamAnswers(
    open,
    answering,
    refusal === undefined ? about : { ...about, refusal },
  );
  const results = map(answers, (each) => formatAnswer(answering, each));
  return {
    status: 200,
    // A connection that carried events for hours is worth nothing more; kept, it would hold up a server that stops.
    headers: { ...toHeaders(answering, 'text/event-stream; charset=utf-8'), connection: 'close' },
    body: writeEventStream(results, answering.keepAliveMs),
  };
}

function toMultipart(answering: Answering, result: OperationResult): StreamResponse {
  const { respondOptions, signal } = answering;
  const { requestId } = respondOptions;
  const about = { protocol: 'multipart', requestId, signal } as const;
  const answers = streamAnswers(() => result, answering, about);
  const payloads = map(answers, (each) => ({
    hasNext:
      result.kind === 'DEFERRED' && each.kind === 'RESULT' && each.outcome.kind !== 'refused',
    ...formatAnswer(answering, each),
  }));
  return {
    status: 200,
    headers: toHeaders(answering, MULTIPART_TYPE),
    body: writeMultipart(payloads),
  };
}

function formatAnswer({ respondOptions }: Answering, each: StreamAnswer): object {
  return each.kind === 'PARTS'
    ? formatDelivery(each.delivery, respondOptions)
    : formatResult(each.outcome, respondOptions);
}

function toHeaders({ respondOptions }: Answering, type: string): Readonly<Record<string, string>> {
  return {
    'content-type': type,
    'cache-control': 'no-store',
    // Proxies that collect an answer before they pass it on would hold it back until its end.
    'x-accel-buffering': 'no',
    'x-request-id': respondOptions.requestId,
    vary: 'Accept, Accept-Language, Authorization',
  };
}

async function* map<Item, Mapped>(
  items: AsyncIterable<Item>,
  toMapped: (item: Item) => Mapped,
): AsyncGenerator<Mapped, void, undefined> {
  for await (const item of items) yield toMapped(item);
}
