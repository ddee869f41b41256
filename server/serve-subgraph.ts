import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ENVELOPE_HEADER, looksLikeEnvelope } from '../common/envelope/seal-envelope.ts';
import type { Subgraph } from '../subgraphs/shared/subgraph.ts';

/** The largest request body that a subgraph reads, in bytes: the gateway sends representations by the thousand. */
const MAX_BODY_BYTES = 4_000_000;

export interface ServedSubgraph {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves a subgraph over HTTP at `/graphql`, POST alone: its handler gets the bytes as they came. Without an envelope, or with
 * what cannot be one, no body is read: the handler refuses it. A body of more than 4 MB is 413, one that breaks off is not
 * answered, and a handler that fails is 500.
 *
 * @throws Error - where the port is taken (`code` EADDRINUSE).
 */
export async function serveSubgraph(
  subgraph: Subgraph,
  listen: { readonly host?: string; readonly port?: number } = {},
): Promise<ServedSubgraph> {
  const server = createServer((request, response) => {
    void answer(subgraph, request, response);
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

async function answer(
  subgraph: Subgraph,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/graphql') {
    refuse(response, request.url === '/graphql' ? 405 : 404);
    return;
  }
  const headers = singleHeaders(request);
  const body = looksLikeEnvelope(headers[ENVELOPE_HEADER]) ? await readBody(request) : '';
  if (body === 'BROKEN_OFF') return;
  if (body === 'TOO_LARGE') {
    refuse(response, 413);
    return;
  }
  try {
    const reply = await subgraph.handle({ headers, body: body.toString() });
    // What was not read stands in the way of the connection's next request.
    const unread = request.complete ? {} : { connection: 'close' };
    response.writeHead(reply.status, { ...reply.headers, ...unread }).end(reply.body);
  } catch {
    refuse(response, 500);
  }
}

/** Answers without a body. The connection ends: something of the request may still be on its way. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0, connection: 'close' }).end();
}

async function readBody(request: IncomingMessage): Promise<Buffer | 'TOO_LARGE' | 'BROKEN_OFF'> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return 'TOO_LARGE';
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // Leaving the loop must not cut the connection, over which the refusal goes.
    const parts = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    for await (const chunk of parts) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return 'TOO_LARGE';
      chunks.push(chunk);
    }
  } catch {
    return 'BROKEN_OFF';
  }
  return Buffer.concat(chunks);
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
