import { ClientError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import type { SubgraphTransport } from './transport.ts';

/** What a fetch carries of its request: the deadline, and the header that speaks for the caller. */
export interface FetchRequest {
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Seals an envelope over the body; undefined for a subgraph that gets none. */
  readonly seal: (subgraph: string, body: string) => string | undefined;
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
  return async (request, subgraph, body) => {
    const transport = options.transports.get(subgraph);
    if (transport === undefined) throw downstream(subgraph);
    const envelope = request.seal(subgraph, body);
    const startedAt = performance.now();
    const observe = (ok: boolean) =>
      options.observe?.({ subgraph, durationMs: performance.now() - startedAt, ok });
    try {
      const reply = await transport.send({
        body,
        signal: request.signal,
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...(envelope === undefined ? {} : { [options.envelopeHeader]: envelope }),
        },
      });
      const parsed = parseReply(reply.body);
      if (parsed === undefined) throw downstream(subgraph);
      observe(true);
      return parsed;
    } catch (error) {
      observe(false);
      options.logger.warn({ requestId: request.requestId, subgraph, err: error }, 'a fetch failed');
      if (request.signal.aborted) throw new ClientError('GATEWAY_TIMEOUT', {}, { cause: error });
      throw error instanceof ClientError ? error : downstream(subgraph, error);
    }
  };
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
