import type { FastifyReply, FastifyRequest } from 'fastify';

/** The request headers that a page may send. No cookies: `access-control-allow-credentials` is never sent. */
const REQUEST_HEADERS =
  'authorization, content-type, accept, accept-language, jawara-purpose, jawara-case-reference, jawara-explain';

/** Lets pages of an allowed origin read the answer (Fetch standard, CORS protocol). */
export function allowOrigin(
  request: FastifyRequest,
  reply: FastifyReply,
  origins: ReadonlySet<string>,
): void {
  if (origins.size === 0) return;
  reply.header('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !origins.has(origin)) return;
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-expose-headers', 'x-request-id, retry-after, www-authenticate');
}

/** Answers a preflight of an allowed origin, and says whether it did: any other OPTIONS is a method like others. */
export function answerPreflight(
  request: FastifyRequest,
  reply: FastifyReply,
  origins: ReadonlySet<string>,
): boolean {
  const { origin } = request.headers;
  const asks = request.headers['access-control-request-method'] !== undefined;
  if (request.method !== 'OPTIONS' || !asks || origin === undefined || !origins.has(origin)) {
    return false;
  }
  void reply
    .code(204)
    .header('access-control-allow-methods', 'GET, POST')
    .header('access-control-allow-headers', REQUEST_HEADERS)
    .header('access-control-max-age', '600')
    .send();
  return true;
}
