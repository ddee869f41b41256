import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import {
  createHttpServer,
  type HttpServer,
  type HttpServerOptions,
} from '../../../server/create-http-server.ts';
import { createStubGateway } from './stub-gateway.ts';

let server: HttpServer | undefined;
afterEach(() => server?.close(0));

async function start(options: Partial<HttpServerOptions> = {}): Promise<string> {
  server = createHttpServer({ handle: createStubGateway(), ready: () => true, ...options });
  return `http://127.0.0.1:${await server.listen({ host: '127.0.0.1', port: 0 })}`;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const QUERY = JSON.stringify({ query: '{ __typename }' });

async function call(url: string, options: Parameters<typeof request>[1] = {}) {
  const reply = await request(url, options);
  return { status: reply.statusCode, headers: reply.headers, text: await reply.body.text() };
}

/** Everything that is answered to these bytes until the connection closes. */
function converse(port: number, sent: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => (text += data.toString()));
    socket.on('close', () => {
      resolve(text);
    });
    socket.write(sent);
  });
}

describe('the HTTP server', () => {
  it('refuses a body over the limit as REQUEST_TOO_LARGE', async () => {
    const origin = await start({ bodyLimit: 100 });
    const body = JSON.stringify({ query: `{ __typename } #${'x'.repeat(100)}` });
    const reply = await call(`${origin}/graphql`, { method: 'POST', headers: JSON_TYPE, body });
    expect(reply.status).toBe(413);
    expect(JSON.parse(reply.text).errors).toMatchObject([
      { message: 'The request exceeds 100 bytes.', extensions: { code: 'REQUEST_TOO_LARGE' } },
    ]);
  });

  it('refuses other methods with Allow', async () => {
    const origin = await start();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      const reply = await call(`${origin}/graphql`, { method });
      expect({ method, status: reply.status, allow: reply.headers['allow'] }).toEqual({
        method,
        status: 405,
        allow: 'GET, POST',
      });
    }
  });

  it('answers a request head that is too large with 431 and repeats nothing of it', async () => {
    const { port } = new URL(await start());
    const reply = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('data', (data: Buffer) => (text += data.toString()));
      socket.on('close', () => {
        resolve(text);
      });
      socket.write(`GET /graphql HTTP/1.1\r\nhost: a\r\nx: ${'MARKER'.repeat(10_000)}\r\n\r\n`);
    });
    expect(reply).toBe(
      'HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
    );
  });

  it('answers an operation just the same, whether it comes as nearly all do or not', async () => {
    const origin = await start();
    const ask = (headers: Record<string, string>) =>
      call(`${origin}/graphql`, { method: 'POST', headers, body: QUERY });
    const plain = await ask(JSON_TYPE);
    const other = await ask({ 'content-type': 'application/json; charset=utf-8' });
    const named = ({ headers, ...rest }: Awaited<ReturnType<typeof call>>) => {
      const { date: _date, 'x-request-id': _id, ...lasting } = headers;
      return { ...rest, headers: lasting };
    };
    expect(plain.status).toBe(200);
    expect(named(plain)).toEqual(named(other));
  });

  it.each([
    ['head', 'POST /graphql HTTP/1.1\r\nhost: a\r\n'],
    [
      'body',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query"',
    ],
  ])('cuts off a %s that does not arrive, without a word of it', async (_what, sent) => {
    let handled = 0;
    const { port } = new URL(
      await start({
        arrivalMs: { head: 50, request: 50 },
        handle: () => {
          handled += 1;
          return Promise.reject(new Error('nothing has arrived'));
        },
      }),
    );
    expect(await converse(Number(port), sent)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(handled).toBe(0);
  });

  it('does not inflate a compressed body', async () => {
    const origin = await start();
    const bomb = gzipSync(`{"query":"{ __typename }${' '.repeat(5_000_000)}"}`);
    expect(bomb.length).toBeLessThan(10_000);
    const reply = await call(`${origin}/graphql`, {
      method: 'POST',
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      body: bomb,
    });
    expect(reply.status).toBe(415);
    expect(JSON.parse(reply.text).errors).toMatchObject([
      { extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
    ]);
  });

  it('refuses a body that grows over the limit without having said so', async () => {
    const { port } = new URL(await start({ bodyLimit: 100 }));
    const chunk = `64\r\n${'x'.repeat(100)}\r\n`;
    const head =
      'POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
    expect(await converse(Number(port), `${head}${chunk}${chunk}0\r\n\r\n`)).toContain(
      'REQUEST_TOO_LARGE',
    );
  });

  it('answers too many headers with 431', async () => {
    const { port } = new URL(await start());
    const headers = Array.from({ length: 5_000 }, (_, index) => `x-${index}: y\r\n`).join('');
    const reply = await converse(
      Number(port),
      `GET /graphql HTTP/1.1\r\nhost: a\r\n${headers}\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('masks a handler that fails', async () => {
    const origin = await start({ handle: () => Promise.reject(new Error('MARKER')) });
    const reply = await call(`${origin}/graphql`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: QUERY,
    });
    expect(reply.status).toBe(500);
    expect(reply.text).toContain('INTERNAL_SERVER_ERROR');
    expect(reply.text).not.toContain('MARKER');
  });

  it('shows the explorer to a browser without an operation, and to nobody else', async () => {
    const origin = await start({
      explorerPage: () => ({
        html: '<p>',
        headers: { 'content-type': 'text/html; charset=utf-8' },
      }),
    });
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    expect((await call(`${origin}/graphql`, { headers: browser })).text).toBe('<p>');
    const query = `${origin}/graphql?query=%7B__typename%7D`;
    expect((await call(query, { headers: browser })).text).toBe('{"data":{"__typename":"Query"}}');
    expect((await call(`${origin}/graphql`)).status).toBe(400);
  });

  it('says that it is alive, and ready only once it is', async () => {
    let isReady = false;
    const origin = await start({ ready: () => isReady });
    expect((await call(`${origin}/health`)).status).toBe(200);
    expect(await call(`${origin}/ready`)).toMatchObject({
      status: 503,
      text: '{"status":"not ready"}',
    });
    isReady = true;
    expect(await call(`${origin}/ready`)).toMatchObject({
      status: 200,
      text: '{"status":"ready"}',
    });
  });

  it('has no metrics: they are on a listener of their own', async () => {
    expect((await call(`${await start()}/metrics`)).status).toBe(404);
    await server?.close(0);
  });

  it('allows no other origin by default, and only those on the list with one', async () => {
    const preflight = {
      method: 'OPTIONS' as const,
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    };
    const closed = await call(`${await start()}/graphql`, preflight);
    expect(closed.status).toBe(405);
    expect(closed.headers['access-control-allow-origin']).toBeUndefined();
    await server?.close(0);

    const origin = await start({ allowedOrigins: ['https://app.example'] });
    const open = await call(`${origin}/graphql`, preflight);
    expect(open.status).toBe(204);
    expect(open.headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-methods': 'GET, POST',
    });
    expect(open.headers['access-control-allow-credentials']).toBeUndefined();
    const other = await call(`${origin}/graphql`, {
      method: 'POST',
      headers: { ...JSON_TYPE, origin: 'https://other.example' },
      body: QUERY,
    });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    expect(other.headers['vary']).toBe('Origin, Accept, Accept-Language, Authorization');
  });

  it('sends no cookie, forbids caches and names the request', async () => {
    const origin = await start();
    const { headers } = await call(`${origin}/graphql`, {
      method: 'POST',
      headers: { ...JSON_TYPE, cookie: 'session=1' },
      body: QUERY,
    });
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('tells the handler that the client has gone away', async () => {
    const aborted = new Promise<void>((resolve) => {
      void start({
        handle: (_raw, signal) =>
          new Promise(() => {
            signal.addEventListener('abort', () => {
              resolve();
            });
            controller.abort();
          }),
      }).then((origin) =>
        request(`${origin}/graphql?query=x`, { signal: controller.signal }).catch(() => undefined),
      );
    });
    const controller = new AbortController();
    await expect(aborted).resolves.toBeUndefined();
  });

  it('lets a running request finish when it closes', async () => {
    let finish = () => {
      /* set by the handler */
    };
    const running = new Promise<void>((started) => {
      void start({
        handle: async () => {
          started();
          await new Promise<void>((resolve) => (finish = resolve));
          return { status: 200, headers: {}, body: 'done' };
        },
      }).then((origin) => (reply = call(`${origin}/graphql?query=x`)));
    });
    let reply: ReturnType<typeof call> | undefined;
    await running;
    const closed = server!.close(5_000);
    finish();
    expect((await reply!).text).toBe('done');
    await closed;
  });
});

describe('a server that drains', () => {
  it('takes no new connection, answers on those that are open, and closes each with its answer', async () => {
    const origin = await start();
    const agent = new Agent({ connections: 1 });
    const ask = () =>
      call(`${origin}/graphql`, {
        dispatcher: agent,
        method: 'POST',
        headers: JSON_TYPE,
        body: QUERY,
      });
    expect((await ask()).headers['connection']).toBe('keep-alive');
    const drained = server!.drain(20_000);
    const refused = await request(`${origin}/health`, { dispatcher: new Agent() }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    const last = await ask();
    expect([last.status, last.headers['connection']]).toEqual([200, 'close']);
    await drained;
    await agent.close();
  });

  it('ends the waiting for connections that say nothing', async () => {
    const { port } = new URL(await start());
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    await server!.drain(10);
    const ended = new Promise((resolve) => socket.once('close', resolve));
    await server!.close(0);
    await ended;
  });
});
