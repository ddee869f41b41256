import { Pool } from 'undici';
import type { SubgraphTransport } from './transport.ts';

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
    async send({ headers, body, signal }) {
      const reply = await pool.request({
        method: 'POST',
        path,
        headers: { ...headers },
        body,
        signal,
      });
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of reply.body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxReplyBytes) throw new Error(`the reply exceeds ${maxReplyBytes} bytes`);
        chunks.push(chunk);
      }
      return { status: reply.statusCode, body: Buffer.concat(chunks).toString('utf8') };
    },
    close: () => pool.destroy(),
  };
}
