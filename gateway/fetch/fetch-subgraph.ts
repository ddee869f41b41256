import { ClientError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import type { CancelSignal } from '../cancellation.ts';
import type { CallSharing } from './share-calls.ts';
import type { SubgraphTransport } from './transport.ts';

/** What a fetch carries of its request: the deadline, and the header that speaks for the caller. */
export interface FetchRequest {
  readonly requestId: string;
  readonly signal: CancelSignal;
  /** Whether an equal call that is in flight may be this one; undefined: none may. */
  readonly sharing?: ShareableRequest;
  /** Whether the request may write: what is in flight when it is done is not shared any more. */
  readonly mayWrite?: boolean;
  /** Seals an envelope over the body; undefined for a subgraph that gets none. */
  readonly seal: (subgraph: string, body: string) => string | undefined;
}

/** What a request shares its calls by. */
export interface ShareableRequest {
  /** Everything that decides an answer beside subgraph and body (`toSharingKey`). */
  readonly key: string;
  readonly deadlineAtMs: number;
}

/** Sends a body (a GraphQL request as JSON) to a subgraph. */
export type FetchFromSubgraph = (
  request: FetchRequest,
  subgraph: string,
  body: string,
) => Promise<Record<string, unknown>>;

/** The header that carries an envelope; the name stands in `common/envelope`, and is passed in to keep HTTP names in one place. */
export interface FetchOptions {
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  readonly envelopeHeader: string;
  readonly logger: Logger;
  /** Makes one call of equal ones in flight; without it each is its own. */
  readonly share?: CallSharing;
  readonly observe?: (fetch: {
    readonly subgraph: string;
    readonly durationMs: number;
    readonly ok: boolean;
  }) => void;
}

/**
 * Makes the function that asks subgraphs.
 *
 * @throws ClientError - from it: `GATEWAY_TIMEOUT` past the deadline, `DOWNSTREAM_SERVICE_ERROR` where the subgraph
 *   cannot be reached or its reply is no GraphQL response.
 */
export function createSubgraphFetch(options: FetchOptions): FetchFromSubgraph {
  const { share } = options;
  return async (request, subgraph, body) => {
    try {
      if (request.sharing === undefined || share === undefined)
        return await call(options, request, subgraph, body);
      return await share.ask(
        { ...request.sharing, signal: request.signal, subgraph, body },
        (signal) => call(options, { ...request, signal }, subgraph, body),
      );
    } catch (error) {
      if (request.signal.aborted) throw new ClientError('GATEWAY_TIMEOUT', {}, { cause: error });
      throw error instanceof ClientError ? error : downstream(subgraph, error);
    } finally {
      if (request.mayWrite === true) share?.closeDoors();
    }
  };
}

const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
} as const;

/** RFC 9110 section 15.5.14. Whoever asked for several things can ask for fewer, so it is an answer, and no failure. */
const CONTENT_TOO_LARGE = 413;

/** One call, whoever waits for it; told to the log and the metrics under the request that makes it. */
async function call(
  options: FetchOptions,
  request: FetchRequest,
  subgraph: string,
  body: string,
): Promise<Record<string, unknown>> {
  const transport = options.transports.get(subgraph);
  if (transport === undefined) throw downstream(subgraph);
  const envelope = request.seal(subgraph, body);
  const startedAt = performance.now();
  try {
    const reply = await transport.send({
      body,
      signal: request.signal,
      headers:
        envelope === undefined ? HEADERS : { ...HEADERS, [options.envelopeHeader]: envelope },
    });
    const parsed = parseReply(reply.body);
    if (parsed === undefined && reply.status !== CONTENT_TOO_LARGE) throw downstream(subgraph);
    const ok = parsed !== undefined;
    options.observe?.({ subgraph, durationMs: performance.now() - startedAt, ok });
    if (ok) return parsed;
    options.logger.warn({ requestId: request.requestId, subgraph }, 'a fetch was too large');
    return { errors: [{ message: 'too large' }] };
  } catch (error) {
    options.observe?.({ subgraph, durationMs: performance.now() - startedAt, ok: false });
    options.logger.warn({ requestId: request.requestId, subgraph, err: error }, 'a fetch failed');
    throw error;
  }
}

/** A GraphQL response: an object with `data` or `errors`. Anything else (a proxy's HTML, a truncated body) is none. */
function parseReply(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return 'data' in value || 'errors' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

function downstream(service: string, cause?: unknown): ClientError {
  return new ClientError(
    'DOWNSTREAM_SERVICE_ERROR',
    { service },
    cause === undefined ? {} : { cause },
  );
}
