import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ClientError } from '../common/errors/errors.ts';
import { Cancellation, type CancelSignal } from '../gateway/cancellation.ts';
import type { HandleStream } from '../gateway/handle-stream.ts';
import type { RawHeaders, RawRequest, RawResponse, StreamResponse } from '../gateway/http.ts';
import { mayAskForStream } from '../gateway/read/read-answer-ways.ts';
import { readPreferences } from '../gateway/read/read-preferences.ts';
import { respond } from '../gateway/respond/respond.ts';
import { answerClientError } from './answer-client-error.ts';
import { createClientAddressReader, type ReadClientAddress } from './client-address.ts';
import { allowOrigin, answerPreflight } from './cross-origin.ts';
import { createPlainOperations } from './plain-operations.ts';
import { prefersHtml } from './prefers-html.ts';

export interface HttpServerOptions {
  /** Answers a request to `/graphql`; it never rejects. `signal` fires when the client goes away. */
  readonly handle: (raw: RawRequest, signal: CancelSignal) => Promise<RawResponse>;
  /** Answers a request whose client takes more than one answer; without it, `handle` does. It never rejects. */
  readonly handleStream?: HandleStream;
  /** Largest body in bytes; default 100,000. A larger one is REQUEST_TOO_LARGE. */
  readonly bodyLimit?: number;
  /** What a browser gets that opens `/graphql` without an operation; without it, browsers are answered as any client. */
  readonly explorerPage?: () => {
    readonly html: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Whether requests can be answered: `/ready` says so. `/health` says only that the program runs. */
  readonly ready: () => boolean;
  /** How long a head and a whole request may take to arrive, in ms; default 10 s and 30 s. A slower one is 408. */
  readonly arrivalMs?: { readonly head: number; readonly request: number };
  /** Where clients are; default: where their connections come from. */
  readonly readClientAddress?: ReadClientAddress;
  /** Origins whose pages may call; default none. Bearer tokens only: no cookie is read, sent or allowed. */
  readonly allowedOrigins?: readonly string[];
}

export interface HttpServer {
  /** For further routes (the portal's), before `listen`. */
  readonly app: FastifyInstance;
  /** @returns the port. */
  listen(address: { readonly host: string; readonly port: number }): Promise<number>;
  /**
   * Takes no more connections. What comes on those that are open is answered, and each is closed with its next answer;
   * resolves when none is left, or after `limitMs`. No request is refused.
   */
  drain(limitMs: number): Promise<void>;
  /** Takes no more requests, lets those that run finish, and breaks off what still runs after `graceMs` (default 5,000). */
  close(graceMs?: number): Promise<void>;
}

const DEFAULT_BODY_LIMIT = 100_000;

/** A token of 8 kB and a document in a URL fit. Larger heads are 431. */
const MAX_HEADER_BYTES = 32 * 1024;

/** Longer than the 60 s that proxies usually keep a connection, so that they close it first. */
const KEEP_ALIVE_MS = 72_000;

/** A head or a body that trickles in more slowly than this is cut off. */
const ARRIVAL_MS = { head: 10_000, request: 30_000 } as const;

/** Node's own is 30 s, by which every timeout would come late. */
const LOOK_FOR_SLOW_ONES_MS = 2_000;

/** The gateway's HTTP server: `/graphql`, `/health` and `/ready`. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const app = fastify({
    logger: false,
    bodyLimit: options.bodyLimit ?? DEFAULT_BODY_LIMIT,
    serverFactory: (listener) => createNodeServer(listener, options),
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
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
    drain: (limitMs) => drainServer(app.server, limitMs),
    close: (graceMs = 5_000) => closeWithin(app, graceMs),
  };
}

/** Node's server: plain operations are answered at once, everything else by the framework's routes. */
function createNodeServer(routes: RequestListener, options: HttpServerOptions): Server {
  const origins = options.allowedOrigins ?? [];
  const { head, request: whole } = options.arrivalMs ?? ARRIVAL_MS;
  const answersPlainly = createPlainOperations({
    handle: options.handle,
    refuse,
    readClientAddress: options.readClientAddress ?? createClientAddressReader(undefined),
    bodyLimit: options.bodyLimit ?? DEFAULT_BODY_LIMIT,
    // Where pages of other origins may call, answers vary by it: the routes see to that.
    ready: () => origins.length === 0 && options.ready(),
  });
  return createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: head,
      requestTimeout: whole,
      connectionsCheckingInterval: Math.min(LOOK_FOR_SLOW_ONES_MS, head, whole),
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request: IncomingMessage, response) => {
      if (!answersPlainly(request, response)) routes(request, response);
    },
  );
}

function drainServer(server: Server, limitMs: number): Promise<void> {
  server.prependListener('request', (_request, response) => {
    response.setHeader('connection', 'close');
  });
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    // An HTTP server's own close breaks off idle connections, on which a request may be under way.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(timer);
      resolve();
    });
  });
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

function registerProbes(app: FastifyInstance, { ready }: HttpServerOptions): void {
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
}

function registerGraphql(scope: FastifyInstance, options: HttpServerOptions): void {
  const origins = new Set(options.allowedOrigins);
  const readClientAddress = options.readClientAddress ?? createClientAddressReader(undefined);
  const bodyLimit = options.bodyLimit ?? DEFAULT_BODY_LIMIT;
  // What a body is, the read stage decides from its bytes and its content type, whatever that says.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  scope.setErrorHandler((error, request, reply) => {
    allowOrigin(request, reply, origins);
    return send(reply, refuse(toRefusal(error, bodyLimit), request.headers));
  });
  scope.all('/graphql', async (request, reply) => {
    allowOrigin(request, reply, origins);
    if (answerPreflight(request, reply, origins)) return reply;
    const raw = toRawRequest(request, readClientAddress);
    if (options.explorerPage !== undefined && wantsExplorer(raw)) {
      const { html, headers } = options.explorerPage();
      return reply.headers(headers).send(html);
    }
    if (options.handleStream !== undefined && mayAskForStream(request.headers.accept))
      return sendPieces(reply, await options.handleStream(raw, signalOf(reply)));
    return send(reply, await options.handle(raw, signalOf(reply)));
  });
}

function toRawRequest(request: FastifyRequest, readClientAddress: ReadClientAddress): RawRequest {
  const url = request.raw.url ?? '';
  const start = url.indexOf('?');
  return {
    method: request.method,
    search: start < 0 ? '' : url.slice(start + 1),
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
    clientAddress: () => readClientAddress(request.raw),
  };
}

/** A browser's address bar, rather than a client that sends an operation by GET. */
function wantsExplorer({ method, search, headers }: RawRequest): boolean {
  if (method !== 'GET' || new URLSearchParams(search).has('query')) return false;
  return prefersHtml(headers['accept']?.toString());
}

/** Fires when the answer's connection closes before the answer is written. */
function signalOf(reply: FastifyReply): CancelSignal {
  const cancellation = new Cancellation();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) cancellation.abort();
  });
  return cancellation;
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

function refuse(error: unknown, headers: RawHeaders): RawResponse {
  const preferences = readPreferences(headers);
  return respond({ kind: 'refused', error }, { ...preferences, requestId: randomUUID() });
}

/** A client that takes nothing of a stream for so long is cut off, in ms. */
const STALLED_MS = 60_000;

/** Writes each piece when it is there and the one before it has been taken. */
function sendPieces(reply: FastifyReply, response: RawResponse | StreamResponse): FastifyReply {
  const { body } = response;
  if (typeof body === 'string') return send(reply, { ...response, body });
  reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
  return send(reply, { ...response, body: Readable.from(body) });
}

function send(
  reply: FastifyReply,
  response: Omit<RawResponse, 'body'> & { readonly body: string | Readable },
): FastifyReply {
  const vary = [reply.getHeader('vary'), response.headers['vary']].filter(Boolean).join(', ');
  return reply
    .code(response.status)
    .headers({ ...response.headers, ...(vary === '' ? {} : { vary }) })
    .send(response.body);
}

function sendText(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(text);
}
