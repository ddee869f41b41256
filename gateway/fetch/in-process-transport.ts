import type { SubgraphTransport } from './transport.ts';

/** A subgraph's handler: what is served over HTTP elsewhere, called here. */
export type SubgraphHandler = (request: {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}) => Promise<{ readonly status: number; readonly body: string }>;

/** Calls a subgraph in this process with the bytes that HTTP would carry. */
export function createInProcessTransport(handle: SubgraphHandler): SubgraphTransport {
  return {
    send: ({ headers, body, signal }) =>
      new Promise((resolve, reject) => {
        const abort = () => {
          reject(new Error('aborted'));
        };
        if (signal.aborted) {
          abort();
          return;
        }
        signal.addEventListener('abort', abort);
        handle({ headers, body })
          .then(resolve, reject)
          .finally(() => {
            signal.removeEventListener('abort', abort);
          });
      }),
    close: () => Promise.resolve(),
  };
}
