import { randomUUID } from 'node:crypto';
import { ClientError } from '../common/errors/errors.ts';
import type { Logger } from '../common/logger.ts';
import { measureCompleteness } from './execute/measure-completeness.ts';
import type { ProjectedResponse } from './execute/project-response.ts';
import type { HandleOperation } from './handle-operation.ts';
import type { RawRequest, RawResponse } from './http.ts';
import { readPreferences } from './read/read-preferences.ts';
import { readRequest } from './read/read-request.ts';
import { RefusedRequest } from './response-error.ts';
import { respond, type Outcome } from './respond/respond.ts';

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

export type HandleRequest = (raw: RawRequest, signal: AbortSignal) => Promise<RawResponse>;

/** The whole way of one request: read, handle the operation, respond; and one log line about it. */
export function createRequestHandler(options: RequestHandlerOptions): HandleRequest {
  const { handleOperation, logger } = options;
  return async (raw, signal) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    const outcome = await run(() => handleOperation(readRequest(raw), { requestId, signal }));
    const response = respond(outcome, {
      ...readPreferences(raw.headers),
      requestId,
      hasAuthorization: raw.headers['authorization'] !== undefined,
      onMasked: (error) => {
        logger.error({ requestId, err: error }, 'an internal error was masked');
      },
    });
    const observed: ObservedRequest = {
      status: response.status,
      ...summarize(outcome),
      durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
    };
    logger.info({ requestId, ...observed }, 'request');
    options.observe?.(observed);
    return response;
  };
}

async function run(handle: () => ReturnType<HandleOperation>): Promise<Outcome> {
  try {
    const projected = await handle();
    const extensions = toExtensions(projected);
    return {
      kind: 'executed',
      data: projected.data,
      errors: projected.errors,
      ...(extensions === undefined ? {} : { extensions }),
    };
  } catch (error) {
    return { kind: 'refused', error };
  }
}

/** What is said beside data and errors: how complete lists are, or what is wrong with data that no error explains. */
function toExtensions(projected: ProjectedResponse): Record<string, unknown> | undefined {
  const { data, errors, valueCompletion } = projected;
  if (errors.length === 0) return valueCompletion.length === 0 ? undefined : { valueCompletion };
  const completeness = measureCompleteness(data, errors);
  return completeness.length === 0 ? undefined : { completeness };
}

function summarize(outcome: Outcome): { readonly outcome: string; readonly errors: number } {
  const errors = errorsOf(outcome);
  const [first] = errors;
  if (errors.length === 0) return { outcome: 'ok', errors: 0 };
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
