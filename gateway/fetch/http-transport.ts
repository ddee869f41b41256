import { Pool, type Dispatcher } from 'undici';
import type { SubgraphTransport, TransportReply, TransportRequest } from './transport.ts';

export interface HttpTransportOptions {
  readonly url: string;
  /** Connections to the subgraph; default 64. */
  readonly connections?: number;
  /** The largest reply that is read, in bytes; default 20 MB. A larger one is cut off and is an error. */
  readonly maxReplyBytes?: number;
}

/** Reaches a subgraph over HTTP. Redirects are not followed: nothing is contacted but the configured address. */
export function createHttpTransport(options: HttpTransportOptions): SubgraphTransport {
  const url = new URL(options.url);
  const pool = new Pool(url.origin, { connections: options.connections ?? 64, pipelining: 1 });
  const path = `${url.pathname}${url.search}`;
  const maxReplyBytes = options.maxReplyBytes ?? 20_000_000;
  return {
    send: (request) => dispatch(pool, path, request, maxReplyBytes),
    close: () => pool.destroy(),
  };
}

/** One request through the pool's lowest layer: streams and their iterators would cost more than the fetch itself. */
function dispatch(
  pool: Pool,
  path: string,
  { headers, body, signal }: TransportRequest,
  maxReplyBytes: number,
): Promise<TransportReply> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Error('aborted'));
      return;
    }
    let controller: Dispatcher.DispatchController | undefined;
    const abort = () => {
      const reason = new Error('aborted');
      // Before the request is under way there is nothing to break off.
      if (controller === undefined)
        end(() => {
          reject(reason);
        });
      else controller.abort(reason);
    };
    const end = (settle: () => void) => {
      signal.removeEventListener('abort', abort);
      settle();
    };
    signal.addEventListener('abort', abort);
    const chunks: Buffer[] = [];
    let bytes = 0;
    let status = 0;
    pool.dispatch(
      { method: 'POST', path, headers: { ...headers }, body },
      {
        onRequestStart(started) {
          controller = started;
          if (signal.aborted) started.abort(new Error('aborted'));
        },
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(receiving, chunk) {
          bytes += chunk.length;
          if (bytes > maxReplyBytes)
            receiving.abort(new Error(`the reply exceeds ${maxReplyBytes} bytes`));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          end(() => {
            resolve({ status, body: Buffer.concat(chunks, bytes).toString('utf8') });
          });
        },
        onResponseError(_controller, error) {
          end(() => {
            reject(error);
          });
        },
      },
    );
  });
}
