import { randomUUID } from 'node:crypto';
import { ClientError } from '../common/errors/errors.ts';
import type { Logger } from '../common/logger.ts';
import type { CancelSignal } from './cancellation.ts';
import { measureCompleteness } from './execute/measure-completeness.ts';
import type { ProjectedResponse } from './execute/project-response.ts';
import type { AnsweredOperation, HandleOperation, RequestContext } from './handle-operation.ts';
import type { RawRequest, RawResponse } from './http.ts';
import { readPreferences } from './read/read-preferences.ts';
import { readRequest } from './read/read-request.ts';
import { RefusedRequest } from './response-error.ts';
import { respond, type Outcome, type RespondOptions } from './respond/respond.ts';

/** What became of a request, for logs and metrics: codes and durations, nothing that a client sent. */
export interface ObservedRequest {
  readonly status: number;
  /** `ok`, or the code of the first error. */
  readonly outcome: string;
  readonly errors: number;
  readonly durationMs: number;
}

export interface RequestHandlerOptions {
  readonly handleOperation: HandleOperation;
  readonly logger: Logger;
  readonly observe?: (request: ObservedRequest) => void;
}

/** Told what becomes of a request while it is handled. */
export interface RequestWatch {
  readonly onAuthorized: NonNullable<RequestContext['onAuthorized']>;
  readonly onAnswered: (requestId: string, observed: ObservedRequest) => void;
}

export type HandleRequest = (
  raw: RawRequest,
  signal: CancelSignal,
  watch?: RequestWatch,
) => Promise<RawResponse>;

/** The whole way of one request: read, handle the operation, respond; and one log line about it. */
export function createRequestHandler(options: RequestHandlerOptions): HandleRequest {
  const { handleOperation, logger } = options;
  return async (raw, signal, watch) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    const { clientAddress } = raw;
    const context =
      watch === undefined
        ? { requestId, signal, clientAddress }
        : { requestId, signal, clientAddress, onAuthorized: watch.onAuthorized };
    const { mediaType, language } = readPreferences(raw.headers);
    const { outcome, response } = respondAnyway(await run(handleOperation, raw, context), {
      mediaType,
      language,
      requestId,
      hasAuthorization: raw.headers['authorization'] !== undefined,
      onMasked: (error) => {
        logger.error({ requestId, err: error }, 'an internal error was masked');
      },
    });
    const { status } = response;
    const { outcome: code, errors } = summarize(outcome);
    const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
    logger.info({ requestId, status, outcome: code, errors, durationMs }, 'request');
    options.observe?.({ status, outcome: code, errors, durationMs });
    watch?.onAnswered(requestId, { status, outcome: code, errors, durationMs });
    return response;
  };
}

/** What cannot be written, such as a value that is nested too deep, is refused as what failed before. */
function respondAnyway(
  outcome: Outcome,
  options: RespondOptions,
): { readonly outcome: Outcome; readonly response: RawResponse } {
  try {
    return { outcome, response: respond(outcome, options) };
  } catch (error) {
    const refused: Outcome = { kind: 'refused', error };
    return { outcome: refused, response: respond(refused, options) };
  }
}

async function run(
  handleOperation: HandleOperation,
  raw: RawRequest,
  context: RequestContext,
): Promise<Outcome> {
  try {
    const projected = await handleOperation(readRequest(raw), context);
    const { data, errors } = projected;
    const extensions = toExtensions(projected);
    return extensions === undefined
      ? { kind: 'executed', data, errors }
      : { kind: 'executed', data, errors, extensions };
  } catch (error) {
    return { kind: 'refused', error };
  }
}

/** What is said beside data and errors: how complete lists are, what is wrong with data that no error explains; the plan. */
export function toExtensions(answered: AnsweredOperation): Record<string, unknown> | undefined {
  const told = describeData(answered);
  return answered.explain === undefined ? told : { ...told, explain: answered.explain };
}

function describeData(projected: ProjectedResponse): Record<string, unknown> | undefined {
  const { data, errors, valueCompletion } = projected;
  if (errors.length === 0) return valueCompletion.length === 0 ? undefined : { valueCompletion };
  const completeness = measureCompleteness(data, errors);
  return completeness.length === 0 ? undefined : { completeness };
}

const OK = { outcome: 'ok', errors: 0 } as const;

export function summarize(outcome: Outcome): { readonly outcome: string; readonly errors: number } {
  if (outcome.kind === 'executed' && outcome.errors.length === 0) return OK;
  const errors = errorsOf(outcome);
  const [first] = errors;
  return {
    outcome: first instanceof ClientError ? first.code : 'INTERNAL_SERVER_ERROR',
    errors: errors.length,
  };
}

function errorsOf(outcome: Outcome): readonly unknown[] {
  if (outcome.kind === 'executed') return outcome.errors.map(({ error }) => error);
  return outcome.error instanceof RefusedRequest
    ? outcome.error.errors.map(({ error }) => error)
    : [outcome.error];
}
