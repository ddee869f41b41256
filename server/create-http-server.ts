import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ClientError } from '../common/errors/errors.ts';
import type { RawRequest, RawResponse } from '../gateway/http.ts';
import { readPreferences } from '../gateway/read/read-preferences.ts';
import { respond } from '../gateway/respond/respond.ts';
import { answerClientError } from './answer-client-error.ts';
import { allowOrigin, answerPreflight } from './cross-origin.ts';
import { prefersHtml } from './prefers-html.ts';

export interface HttpServerOptions {
  /** Answers a request to `/graphql`; it never rejects. `signal` fires when the client goes away. */
  readonly handle: (raw: RawRequest, signal: AbortSignal) => Promise<RawResponse>;
  /** Largest body in bytes; default 100,000. A larger one is REQUEST_TOO_LARGE. */
  readonly bodyLimit?: number;
  /** What a browser gets that opens `/graphql` without an operation; without it, browsers are answered as any client. */
  readonly explorerPage?: () => {
    readonly html: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Whether requests can be answered: `/ready` says so. `/health` says only that the program runs. */
  readonly ready: () => boolean;
  /** Prometheus' text format, for `/metrics`; without it there is no such path. */
  readonly metrics?: () => Promise<string>;
  /** Origins whose pages may call; default none. Bearer tokens only: no cookie is read, sent or allowed. */
  readonly allowedOrigins?: readonly string[];
}

export interface HttpServer {
  /** For further routes (the portal's), before `listen`. */
  readonly app: FastifyInstance;
  /** @returns the port. */
  listen(address: { readonly host: string; readonly port: number }): Promise<number>;
  /** Takes no more requests, lets those that run finish, and breaks off what still runs after `graceMs` (default 5,000). */
  close(graceMs?: number): Promise<void>;
}

const DEFAULT_BODY_LIMIT = 100_000;

/** A token of 8 kB and a document in a URL fit. Larger heads are 431. */
const MAX_HEADER_BYTES = 32 * 1024;

/** Longer than the 60 s that proxies usually keep a connection, so that they close it first. */
const KEEP_ALIVE_MS = 72_000;

/** A head or a body that trickles in more slowly than this is cut off. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** The gateway's HTTP server: `/graphql`, `/health`, `/ready` and `/metrics`. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const app = fastify({
    logger: false,
    bodyLimit: options.bodyLimit ?? DEFAULT_BODY_LIMIT,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
    http: { maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: HEADERS_TIMEOUT_MS },
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('x-content-type-options'))
      reply.header('x-content-type-options', 'nosniff');
  });
  app.setNotFoundHandler((_request, reply) => sendText(reply, 404, 'not found\n'));
  // Faults of our own pages; those of /graphql are answered as GraphQL.
  app.setErrorHandler((_error, _request, reply) => sendText(reply, 500, 'internal error\n'));
  registerProbes(app, options);
  void app.register(async (scope) => {
    registerGraphql(scope, options);
  });
  return {
    app,
    async listen(address) {
      await app.listen(address);
      const bound = app.server.address();
      return typeof bound === 'object' && bound !== null ? bound.port : address.port;
    },
    close: (graceMs = 5_000) => closeWithin(app, graceMs),
  };
}

async function closeWithin(app: FastifyInstance, graceMs: number): Promise<void> {
  const timer = setTimeout(() => {
    app.server.closeAllConnections();
  }, graceMs);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}

function registerProbes(app: FastifyInstance, { ready, metrics }: HttpServerOptions): void {
  app.get('/health', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/ready', (_request, reply) => {
    const isReady = ready();
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not ready' });
  });
  if (metrics === undefined) return;
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics()),
  );
}

function registerGraphql(scope: FastifyInstance, options: HttpServerOptions): void {
  const origins = new Set(options.allowedOrigins);
  const bodyLimit = options.bodyLimit ?? DEFAULT_BODY_LIMIT;
  // What a body is, the read stage decides from its bytes and its content type, whatever that says.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  scope.setErrorHandler((error, request, reply) => {
    allowOrigin(request, reply, origins);
    return send(reply, refuse(toRefusal(error, bodyLimit), request));
  });
  scope.all('/graphql', async (request, reply) => {
    allowOrigin(request, reply, origins);
    if (answerPreflight(request, reply, origins)) return reply;
    const raw = toRawRequest(request);
    if (options.explorerPage !== undefined && wantsExplorer(raw)) {
      const { html, headers } = options.explorerPage();
      return reply.headers(headers).send(html);
    }
    return send(reply, await options.handle(raw, signalOf(request, reply)));
  });
}

function toRawRequest(request: FastifyRequest): RawRequest {
  const url = request.raw.url ?? '';
  const start = url.indexOf('?');
  return {
    method: request.method,
    search: start < 0 ? '' : url.slice(start + 1),
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
  };
}

/** A browser's address bar, rather than a client that sends an operation by GET. */
function wantsExplorer({ method, search, headers }: RawRequest): boolean {
  if (method !== 'GET' || new URLSearchParams(search).has('query')) return false;
  return prefersHtml(headers['accept']?.toString());
}

function signalOf(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  request.raw.socket.once('close', abort);
  reply.raw.once('close', () => {
    request.raw.socket.off('close', abort);
  });
  return controller.signal;

  function abort(): void {
    controller.abort();
  }
}

/** Faults that the server finds before the read stage does: fastify's, by their status, and anything else. */
function toRefusal(error: unknown, bodyLimit: number): unknown {
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 413) return new ClientError('REQUEST_TOO_LARGE', { limit: bodyLimit });
  if (status === 415) return new ClientError('UNSUPPORTED_MEDIA_TYPE');
  if (status === 400) {
    return new ClientError('BAD_REQUEST', {
      reason: {
        en: 'the body does not arrive as announced',
        id: 'isi permintaan tidak tiba sebagaimana diumumkan',
      },
    });
  }
  return error;
}

function refuse(error: unknown, request: FastifyRequest): RawResponse {
  const preferences = readPreferences(request.headers);
  return respond({ kind: 'refused', error }, { ...preferences, requestId: randomUUID() });
}

function send(reply: FastifyReply, response: RawResponse): FastifyReply {
  const vary = [reply.getHeader('vary'), response.headers['vary']].filter(Boolean).join(', ');
  return reply
    .code(response.status)
    .headers({ ...response.headers, ...(vary === '' ? {} : { vary }) })
    .send(response.body);
}

function sendText(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(text);
}
