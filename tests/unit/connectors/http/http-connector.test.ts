import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFrozenClock, systemClock } from '../../../../common/clock.ts';
import type { SourceLimits } from '../../../../common/binding.ts';
import {
  createHttpConnector,
  type HttpConnectorOptions,
} from '../../../../connectors/http/create-http-connector.ts';
import { parseJson, type HttpCall } from '../../../../connectors/http/http-connector.ts';
import { bindingOf, callWithin, codeOf, errorOf, observingContext } from '../support/sources.ts';

const ASK: HttpCall = {
  name: 'callVerify',
  keys: 1,
  method: 'POST',
  path: '/call?secret=tersembunyi',
  json: { nik: 'x' },
};
const ONCE: HttpCall = { ...ASK, idempotent: false };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Listens on a free port until the test is over. */
async function listen(server: Server): Promise<{ url: string; port: number }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/dukcapil/36-71`, port };
}

function serve(listener: RequestListener) {
  return listen(createHttpServer(listener));
}

/** A server that answers every connection with these bytes, then resets it. */
function serveBytes(bytes: string) {
  return listen(
    createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20));
      });
    }),
  );
}

function connect(
  baseUrl: string,
  limits: Partial<SourceLimits> = {},
  options: HttpConnectorOptions = {},
  clock = systemClock,
) {
  const context = observingContext(clock);
  const binding = bindingOf({ kind: 'http', baseUrl, credentials: {} }, limits);
  const connector = createHttpConnector(binding, context, { retryAfterMs: 1, ...options });
  closing.push(() => connector.close());
  return { connector, context };
}

describe('an HTTP connector', () => {
  it('gives up at the deadline when the service is slow', async () => {
    const { url } = await serve((_request, response) => setTimeout(() => response.end('{}'), 500));
    const { connector, context } = connect(url, { timeoutMs: 100 });
    expect(await codeOf(connector.request(callWithin(5_000), ASK))).toBe('SOURCE_TIMEOUT');
    expect(context.calls.map(({ outcome }) => outcome)).toEqual(['SOURCE_TIMEOUT']);
  });

  it('gives up at the deadline when the body drips', async () => {
    const { url } = await serve((_request, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(drip);
      });
    });
    const { connector } = connect(url);
    expect(await codeOf(connector.request(callWithin(150), ASK))).toBe('SOURCE_TIMEOUT');
  });

  it('calls a reset in the middle of the body unavailable, and tries once more', async () => {
    const { url } = await serveBytes('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"half":');
    const { connector, context } = connect(url);
    const error = await errorOf(connector.request(callWithin(5_000), ASK));
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true });
    expect(context.calls).toHaveLength(2);
  });

  it('refuses a body of 50 MB without taking it', async () => {
    let sentBytes = 0;
    const { url } = await serve((_request, response) => {
      const chunk = Buffer.alloc(1_000_000, 32);
      const more = () => {
        while (sentBytes < 50_000_000 && response.writable) {
          sentBytes += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const { connector } = connect(url);
    expect(await codeOf(connector.request(callWithin(5_000), ASK))).toBe('SOURCE_REPLY_INVALID');
    await pause(50);
    expect(sentBytes).toBeLessThan(50_000_000);
  });

  it('refuses a body that is not UTF-8, and what is not HTTP', async () => {
    const latin = await serve((_request, response) =>
      response.end(Buffer.from([0x7b, 0xe9, 0x7d])),
    );
    expect(await codeOf(connect(latin.url).connector.request(callWithin(5_000), ASK))).toBe(
      'SOURCE_REPLY_INVALID',
    );
    const noise = await serveBytes('220 ftp.example.id ready\r\n\r\n');
    expect(await codeOf(connect(noise.url).connector.request(callWithin(5_000), ASK))).toBe(
      'SOURCE_REPLY_INVALID',
    );
  });

  it('calls a dead port unavailable and names no address', async () => {
    const { url, port } = await serve(() => undefined);
    await Promise.all(closing.splice(0).map((close) => close()));
    const { connector } = connect(url);
    const error = await errorOf(connector.request(callWithin(5_000), ASK));
    expect(error.code).toBe('SOURCE_UNAVAILABLE');
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/127\.0\.0\.1|tersembunyi/);
    expect(error.message).not.toContain(String(port));
    expect(await connector.probe()).toMatchObject({ reachable: false });
  });

  it('follows no redirect: it is a reply', async () => {
    let elsewhere = 0;
    const other = await serve((_request, response) => {
      elsewhere += 1;
      response.end('{}');
    });
    const { url } = await serve((_request, response) => {
      response.writeHead(302, { location: other.url }).end();
    });
    const reply = await connect(url).connector.request(callWithin(5_000), ASK);
    expect(reply.status).toBe(302);
    expect(elsewhere).toBe(0);
  });

  it('refuses the call over the limit of a minute before it contacts the service', async () => {
    let asked = 0;
    const { url } = await serve((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    const clock = createFrozenClock('2026-03-01T00:00:30Z');
    const { connector } = connect(url, { perMinute: 2 }, {}, clock);
    const call = callWithin(5_000, clock.nowMs());
    await connector.request(call, ASK);
    await connector.request(call, ASK);
    expect(await codeOf(connector.request(call, ASK))).toBe('SOURCE_RATE_LIMITED');
    expect(asked).toBe(2);
  });

  it('refuses what the queue cannot hold', async () => {
    const { url } = await serve((_request, response) => setTimeout(() => response.end('{}'), 50));
    const { connector } = connect(url, { concurrent: 2, queued: 1 });
    const calls = [1, 2, 3, 4].map(() => connector.request(callWithin(5_000), ASK));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
  });

  it('stops asking a service that resets, and asks again when it is back', async () => {
    let broken = true;
    let asked = 0;
    const { url } = await serve((request, response) => {
      asked += 1;
      if (broken) request.socket.resetAndDestroy();
      else response.end('{}');
    });
    const { connector } = connect(url, {}, { faults: 2, halfOpenAfterMs: 80 });
    for (let call = 0; call < 4; call += 1) {
      expect(await codeOf(connector.request(callWithin(5_000), ONCE))).toBe('SOURCE_UNAVAILABLE');
    }
    expect(asked).toBe(2);
    broken = false;
    await pause(100);
    expect((await connector.request(callWithin(5_000), ONCE)).status).toBe(200);
    expect((await connector.request(callWithin(5_000), ONCE)).status).toBe(200);
  });

  it('gives any status, HTML too, as the reply that it is', async () => {
    const { url } = await serve((_request, response) => {
      response.setHeader('X-Galat', ['a', 'b']);
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Sistem sibuk é</html>');
    });
    const reply = await connect(url).connector.request(callWithin(5_000), ASK);
    expect(reply).toMatchObject({ status: 200, text: '<html>Sistem sibuk é</html>' });
    expect(reply.headers).toMatchObject({ 'content-type': 'text/html', 'x-galat': 'a, b' });
    expect(parseJson(reply.text)).toBeUndefined();
  });

  it('sends method, path below the base, headers and JSON as they were given', async () => {
    const asked: unknown[] = [];
    const { url } = await serve((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method, url: path, headers } = request;
        const body = Buffer.concat(parts).toString();
        asked.push({ method, path, type: headers['content-type'], user: headers['x-user'], body });
        response.end('{}');
      });
    });
    const { connector, context } = connect(url);
    await connector.request(callWithin(5_000), { ...ASK, headers: { 'x-user': 'u' } });
    await connector.request(callWithin(5_000), { ...ASK, method: 'GET', json: undefined });
    const path = '/dukcapil/36-71/call?secret=tersembunyi';
    expect(asked).toEqual([
      { method: 'POST', path, type: 'application/json', user: 'u', body: '{"nik":"x"}' },
      { method: 'GET', path, type: undefined, user: undefined, body: '' },
    ]);
    expect(context.calls[0]).toMatchObject({ method: 'callVerify', keys: 1, outcome: 'ok' });
    expect(await connector.probe()).toEqual({
      reachable: true,
      credentials: 'UNKNOWN',
      detail: 'The service answers (HTTP status 200).',
    });
  });
});
