import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Subgraph } from '../subgraphs/shared/subgraph.ts';

/** The largest request body that a subgraph reads, in bytes: the gateway sends representations by the thousand. */
const MAX_BODY_BYTES = 10_000_000;

export interface ServedSubgraph {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves a subgraph over HTTP at `/graphql`, POST alone: its handler gets the bytes as they came.
 *
 * @throws Error - where the port is taken (`code` EADDRINUSE).
 */
export async function serveSubgraph(
  subgraph: Subgraph,
  listen: { readonly host?: string; readonly port?: number } = {},
): Promise<ServedSubgraph> {
  const server = createServer((request, response) => {
    const refuse = (status: number) => response.writeHead(status, { 'content-length': 0 }).end();
    if (request.method !== 'POST' || request.url !== '/graphql') {
      refuse(request.url === '/graphql' ? 405 : 404);
      return;
    }
    readBody(request)
      .then((body) => subgraph.handle({ headers: singleHeaders(request), body }))
      .then((reply) => response.writeHead(reply.status, reply.headers).end(reply.body))
      .catch(() => refuse(413));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port ?? 0, listen.host ?? '127.0.0.1', resolve);
  });
  const { address, port } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${port}/graphql`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
