import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFrozenClock, systemClock } from '../../../../common/clock.ts';
import { createHttpConnector } from '../../../../connectors/http/create-http-connector.ts';
import {
  createOAuth2Connector,
  type OAuth2ConnectorOptions,
} from '../../../../connectors/http/create-oauth2-connector.ts';
import type { HttpCall } from '../../../../connectors/http/http-connector.ts';
import { bindingOf, callWithin, codeOf, errorOf, observingContext } from '../support/sources.ts';

const SECRET = 'simulator-rahasia';
const ASK: HttpCall = { name: 'read', keys: 1, method: 'GET', path: '/Patient' };

interface Reply {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly afterMs?: number;
}
interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** A server that notes what it is asked and answers as `reply` says. */
async function serve(reply: (seen: Seen, all: readonly Seen[]) => Reply) {
  const asked: Seen[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const seen = { path: request.url ?? '', authorization: request.headers.authorization, body };
      asked.push(seen);
      const { status = 200, body: text = '{}', headers = {}, afterMs = 0 } = reply(seen, asked);
      setTimeout(() => response.writeHead(status, headers).end(text), afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  closing.push(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

const grant = (token: string, expires: unknown = 3599): Reply => ({
  body: JSON.stringify({ access_token: token, expires_in: expires }),
});
/** Hands out token-1, token-2 and so on. */
const issuer = () => serve((_seen, all) => grant(`token-${all.length}`, '3599'));

type Server = Awaited<ReturnType<typeof serve>>;

function connect(
  service: Server,
  tokens: Server,
  options: OAuth2ConnectorOptions = {},
  clock = systemClock,
) {
  const context = observingContext(clock);
  const binding = bindingOf(
    {
      kind: 'oauth2',
      baseUrl: `${service.url}/fhir-r4/v1`,
      tokenUrl: `${tokens.url}/oauth2/v1/accesstoken`,
      clientId: 'jawara',
      clientSecret: SECRET,
    },
    { timeoutMs: 2_000 },
  );
  const connector = createOAuth2Connector(binding, context, { retryAfterMs: 1, ...options });
  closing.push(() => connector.close());
  const read = (request: HttpCall = ASK) =>
    connector.request(callWithin(5_000, clock.nowMs()), request);
  return { connector, context, read };
}

describe('an OAuth2 connector', () => {
  it('tries to authenticate once a minute after a refusal, and sends nothing meanwhile', async () => {
    const tokens = await serve(() => ({ status: 401, body: '{"error":"invalid_client"}' }));
    const service = await serve(() => ({}));
    const clock = createFrozenClock('2026-03-01T00:00:00Z');
    const { read } = connect(service, tokens, {}, clock);
    const first = await errorOf(read());
    expect(first.code).toBe('SOURCE_REJECTED_CREDENTIALS');
    expect(`${first.message} ${JSON.stringify(first)}`).not.toContain('rahasia');
    clock.advanceMs(59_000);
    expect(await codeOf(read())).toBe('SOURCE_REJECTED_CREDENTIALS');
    expect(tokens.asked).toHaveLength(1);
    clock.advanceMs(1_000);
    expect(await codeOf(read())).toBe('SOURCE_REJECTED_CREDENTIALS');
    expect(tokens.asked).toHaveLength(2);
    expect(service.asked).toEqual([]);
  });

  it('gets one new token after a 401 and gives up when that is refused too', async () => {
    const tokens = await issuer();
    const service = await serve(() => ({ status: 401 }));
    const clock = createFrozenClock('2026-03-01T00:00:00Z');
    const { read } = connect(service, tokens, {}, clock);
    expect(await codeOf(read())).toBe('SOURCE_REJECTED_CREDENTIALS');
    expect(await codeOf(read())).toBe('SOURCE_REJECTED_CREDENTIALS');
    expect(service.asked.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(tokens.asked).toHaveLength(2);
    clock.advanceMs(60_000);
    expect(await codeOf(read())).toBe('SOURCE_REJECTED_CREDENTIALS');
    expect(tokens.asked).toHaveLength(4);
  });

  it('repeats a call once with a new token when the old one is refused', async () => {
    const tokens = await issuer();
    const service = await serve(({ authorization }) =>
      authorization === 'Bearer token-1' ? { status: 401 } : { body: '{"ok":true}' },
    );
    const { read, context } = connect(service, tokens);
    expect(await read()).toMatchObject({ status: 200, text: '{"ok":true}' });
    expect(context.calls.map(({ method }) => method)).toEqual([
      'authenticate',
      'read',
      'authenticate',
      'read',
    ]);
  });

  it('sends its token to no other host, and follows nobody there', async () => {
    const elsewhere = await serve(() => ({}));
    const tokens = await issuer();
    const service = await serve(() => ({
      status: 302,
      headers: { location: `${elsewhere.url}/steal` },
    }));
    const { read } = connect(service, tokens);
    const paths = ['/Patient', `//${new URL(elsewhere.url).host}/x`, `/@${elsewhere.url}`];
    for (const path of paths) expect((await read({ ...ASK, path })).status).toBe(302);
    expect(elsewhere.asked).toEqual([]);
    expect(service.asked).toHaveLength(3);
  });

  it('follows no redirect of the token endpoint', async () => {
    const elsewhere = await issuer();
    const tokens = await serve(() => ({ status: 307, headers: { location: elsewhere.url } }));
    const service = await serve(() => ({}));
    expect(await codeOf(connect(service, tokens).read())).toBe('SOURCE_REPLY_INVALID');
    expect([...elsewhere.asked, ...service.asked]).toEqual([]);
  });

  it.each([
    ['HTML', { body: '<html>Sistem sibuk</html>' }, 'SOURCE_REPLY_INVALID'],
    ['null', { body: 'null' }, 'SOURCE_REPLY_INVALID'],
    ['a token that breaks the header', grant('a\r\nx: y'), 'SOURCE_REPLY_INVALID'],
    ['a 500', { status: 500 }, 'SOURCE_UNAVAILABLE'],
    ['a 429', { status: 429 }, 'SOURCE_RATE_LIMITED'],
    ['a 400', { status: 400 }, 'SOURCE_REJECTED_CREDENTIALS'],
  ] as const)('takes %s for a failed authentication', async (_name, reply, code) => {
    const tokens = await serve(() => reply);
    const service = await serve(() => ({}));
    const { read } = connect(service, tokens);
    expect(await codeOf(read())).toBe(code);
    expect(await codeOf(read())).toBe(code);
    expect(tokens.asked).toHaveLength(1);
    expect(service.asked).toEqual([]);
  });

  it('calls a dead token endpoint unavailable, and asks it again at the next call', async () => {
    const tokens = await issuer();
    tokens.close();
    const service = await serve(() => ({}));
    const { read, context } = connect(service, tokens);
    expect(await codeOf(read())).toBe('SOURCE_UNAVAILABLE');
    expect(await codeOf(read())).toBe('SOURCE_UNAVAILABLE');
    expect(context.calls.map(({ method }) => method)).toEqual(['authenticate', 'authenticate']);
  });

  it('waits for a slow token endpoint no longer than the call may take', async () => {
    const tokens = await serve(() => ({ ...grant('t'), afterMs: 600 }));
    const service = await serve(() => ({}));
    const { connector } = connect(service, tokens);
    expect(await codeOf(connector.request(callWithin(100), ASK))).toBe('SOURCE_TIMEOUT');
    expect(service.asked).toEqual([]);
  });

  it('shares one authentication among calls at the same time, also after a 401', async () => {
    const tokens = await serve((_seen, all) => ({ ...grant(`token-${all.length}`), afterMs: 30 }));
    const service = await serve(({ authorization }) => ({
      status: authorization === 'Bearer token-1' ? 401 : 200,
      afterMs: 20,
    }));
    const { read } = connect(service, tokens);
    const replies = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => read()));
    expect(replies.every(({ status }) => status === 200)).toBe(true);
    expect(tokens.asked).toHaveLength(2);
  });

  it('keeps its token until shortly before its end', async () => {
    const tokens = await serve((_seen, all) => grant(`token-${all.length}`, 100));
    const service = await serve(() => ({}));
    const clock = createFrozenClock('2026-03-01T00:00:00Z');
    const { read } = connect(service, tokens, {}, clock);
    await read();
    clock.advanceMs(89_000);
    await read();
    expect(tokens.asked).toHaveLength(1);
    clock.advanceMs(1_000);
    await read();
    expect(tokens.asked).toHaveLength(2);
  });

  it('asks with the grant in the query or in the form, as told', async () => {
    const tokens = await issuer();
    const service = await serve(() => ({}));
    await connect(service, tokens).read();
    await connect(service, tokens, { tokenMethod: 'GRANT_IN_QUERY' }).read();
    const client = `client_id=jawara&client_secret=${SECRET}`;
    expect(tokens.asked.map(({ path, body }) => [path, body])).toEqual([
      ['/oauth2/v1/accesstoken', `${client}&grant_type=client_credentials`],
      ['/oauth2/v1/accesstoken?grant_type=client_credentials', client],
    ]);
  });

  it("puts its token in the place of a caller's authorization", async () => {
    const tokens = await issuer();
    const service = await serve(() => ({}));
    const headers = { Authorization: 'Bearer other', accept: 'application/fhir+json' };
    await connect(service, tokens).read({ ...ASK, headers });
    expect(service.asked).toMatchObject([
      { path: '/fhir-r4/v1/Patient', authorization: 'Bearer token-1' },
    ]);
  });

  it('tells a probe whether its credentials are taken', async () => {
    const service = await serve(() => ({ status: 404 }));
    const refusing = await serve(() => ({ status: 401 }));
    expect(await connect(service, refusing).connector.probe()).toMatchObject({
      reachable: true,
      credentials: 'REJECTED',
    });
    expect(await connect(service, await issuer()).connector.probe()).toEqual({
      reachable: true,
      credentials: 'ACCEPTED',
      detail: 'The service answers (HTTP status 404).',
    });
  });
});

describe('an HTTP connector of another kind', () => {
  it('sends a form, to a service with a key', async () => {
    const service = await serve(() => ({}));
    const binding = bindingOf({ kind: 'rest', baseUrl: `${service.url}/api`, apiKey: 'k' });
    const connector = createHttpConnector(binding, observingContext());
    closing.push(() => connector.close());
    const form = { provinsi: '36', nama: 'a&b=c d' };
    const request: HttpCall = { name: 'read', keys: 0, method: 'POST', path: '/x', form };
    await connector.request(callWithin(5_000), request);
    expect(service.asked).toMatchObject([
      { path: '/api/x', body: 'provinsi=36&nama=a%26b%3Dc+d', authorization: undefined },
    ]);
    expect(() => connector.request(callWithin(5_000), { ...request, json: {} })).toThrow();
  });
});

describe('a token endpoint that closes a kept connection', () => {
  /** Grants tokens that end at once, and cuts the connection of the requests that `cut` names, unanswered. */
  async function cutting(cut: (number: number) => boolean) {
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      if (cut(asked)) {
        request.socket.destroy();
        return;
      }
      response.end(JSON.stringify({ access_token: `token-${asked}`, expires_in: 0.001 }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const close = () => {
      server.close();
      server.closeAllConnections();
    };
    closing.push(close);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { url, asked: [] as Seen[], close, count: () => asked };
  }

  it('is not asked again where the first connection is cut', async () => {
    const tokens = await cutting(() => true);
    const { read } = connect(await serve(() => ({})), tokens);
    expect(await codeOf(read())).toBe('SOURCE_UNAVAILABLE');
    expect(tokens.count()).toBe(1);
  });

  it('is asked once more where a connection is cut that had answered', async () => {
    const tokens = await cutting((number) => number === 2);
    const { read } = connect(await serve(() => ({})), tokens);
    await read();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await read()).status).toBe(200);
    expect(tokens.count()).toBe(3);
  });
});
