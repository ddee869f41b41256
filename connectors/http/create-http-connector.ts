import { Pool } from 'undici';
import type { SystemBinding } from '../../common/binding.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { ConnectorContext, Probe } from '../connector.ts';
import { sourceError } from '../resilience/refuse-closed-source.ts';
import { createSourceGate, type GateOptions } from '../resilience/source-gate.ts';
import type { HttpCall, HttpConnector, HttpReply } from './http-connector.ts';
import { NotUtf8Error, toSourceErrorCode } from './to-source-error-code.ts';

export interface HttpConnectorOptions extends GateOptions {
  /** A reply with a longer body is cut off and refused; default 5 MB (5,000,000 bytes). */
  readonly maxReplyBytes?: number;
}

/**
 * The connector of a binding whose connection has a base URL (`http`, `rest`, `oauth2`): a pool of at most `limits.concurrent` connections to the base
 * URL's origin, kept open between calls. No other host is ever contacted: redirects are replies. No compression is
 * asked for. Every call goes through a gate (`createSourceGate`). Errors name no URL.
 *
 * @throws InternalError where the binding's connection has no base URL, or it cannot be read; from `request` where path,
 *   headers or bodies are not such as can be sent.
 */
export function createHttpConnector(
  binding: SystemBinding,
  context: ConnectorContext,
  options: HttpConnectorOptions = {},
): HttpConnector {
  const { connection, limits } = binding;
  if (!('baseUrl' in connection)) throw new InternalError('the binding has no HTTP connection');
  const { origin, basePath } = readBaseUrl(connection.baseUrl);
  const pool = new Pool(origin, {
    connections: limits.concurrent,
    pipelining: 1,
    connect: { timeout: limits.timeoutMs },
    headersTimeout: limits.timeoutMs,
    bodyTimeout: limits.timeoutMs,
    maxResponseSize: options.maxReplyBytes ?? 5_000_000,
  });
  const gate = createSourceGate(binding, context, options);
  let answered = false;

  async function send(request: HttpCall, signal: AbortSignal): Promise<HttpReply> {
    try {
      // A first connection that is cut off says something of the server; a kept one may have been closed for its age.
      const mayBeStale = request.repeatUnanswered === true && answered;
      const reply = await exchange(pool, basePath, request, signal, mayBeStale);
      answered = true;
      return reply;
    } catch (error) {
      const code = signal.aborted ? 'SOURCE_TIMEOUT' : toSourceErrorCode(error);
      if (code === undefined) throw new InternalError('an HTTP request could not be made', error);
      throw sourceError(binding, code, error);
    }
  }

  return {
    request: (call, request) => {
      if (!request.path.startsWith('/')) throw new InternalError('a path begins with a slash');
      if (request.json !== undefined && request.form !== undefined) {
        throw new InternalError('a request has one body');
      }
      return gate.run(call, request, (signal) => send(request, signal));
    },
    async probe() {
      const request = { name: 'probe', keys: 0, method: 'GET', path: '/' } as const;
      const ask = () => send(request, AbortSignal.timeout(limits.timeoutMs));
      return gate
        .probe(ask)
        .then(({ status }) => reached(`The service answers (HTTP status ${status}).`), toProbe);
    },
    close: () => pool.destroy(),
  };
}

/** One request and its whole reply. */
async function exchange(
  pool: Pool,
  basePath: string,
  request: HttpCall,
  signal: AbortSignal,
  mayBeStale: boolean,
): Promise<HttpReply> {
  const body = toBody(request);
  const send = () =>
    pool.request({
      method: request.method,
      path: `${basePath}${request.path}`,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': body.type }),
        ...request.headers,
      },
      body: body?.text ?? null,
      signal,
    });
  const reply = await (mayBeStale ? withFreshSocket(send) : send());
  return {
    status: reply.statusCode,
    headers: joinValues(reply.headers),
    text: decode(new Uint8Array(await reply.body.arrayBuffer())),
  };
}

/**
 * Sends once more what was cut off before any byte of a reply came: a server may close a kept connection just when a request
 * goes out over it, which then was never read.
 */
async function withFreshSocket<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!UNANSWERED.has(String((error as { readonly code?: unknown } | null)?.code))) throw error;
    return send();
  }
}

/** undici's and the socket's words for a connection that ended without an answer. */
const UNANSWERED: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

function toBody({
  json,
  form,
}: HttpCall): { readonly type: string; readonly text: string } | undefined {
  if (json !== undefined) return { type: 'application/json', text: JSON.stringify(json) };
  if (form === undefined) return undefined;
  const text = new URLSearchParams({ ...form }).toString();
  return { type: 'application/x-www-form-urlencoded', text };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotUtf8Error();
  }
}

function joinValues(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (value === undefined) return [];
      return [[name, typeof value === 'string' ? value : value.join(', ')]];
    }),
  );
}

function readBaseUrl(text: string): { readonly origin: string; readonly basePath: string } {
  if (!URL.canParse(text)) throw new InternalError('the base URL of an HTTP binding is no URL');
  const { origin, pathname, protocol } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new InternalError('the base URL of an HTTP binding is neither http nor https');
  }
  return { origin, basePath: pathname.replace(/\/+$/, '') };
}

function reached(detail: string): Probe {
  return { reachable: true, credentials: 'UNKNOWN', detail };
}

function toProbe(error: unknown): Probe {
  const code = (error as { readonly code?: unknown }).code;
  if (code === 'SOURCE_REPLY_INVALID')
    return reached('The service answers, but not in UTF-8 HTTP.');
  return { reachable: false, credentials: 'UNKNOWN', detail: toDetail(code) };
}

function toDetail(code: unknown): string {
  if (code === 'SOURCE_TIMEOUT') return 'The service does not answer in time.';
  if (code === 'SOURCE_RATE_LIMITED') return 'Our limit is used up: the service was not asked.';
  return 'The service cannot be reached.';
}
