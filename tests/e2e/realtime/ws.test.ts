import { request } from 'node:http';
import { connect } from 'node:net';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { WebSocket } from 'ws';

import { startRealtimeGateway, type RealtimeGateway } from '../../support/realtime-gateway.ts';

const ALLOWED = 'https://aplikasi.example.go.id';

let graph: RealtimeGateway;
const clients: Client[] = [];
beforeAll(async () => {
  // The subgraph's stream is WebSocket here, and server-sent events in the test beside this one.
  graph = await startRealtimeGateway({
    protocol: 'ws',
    config: {
      cors: { origins: [ALLOWED] },
      limits: { bodyBytes: 2_000 },
      realtime: {
        operationsPerConnection: 2,
        connections: 3,
        connectionInitMs: 500,
        idleMs: 1_000,
        keepAliveMs: 5_000,
      },
    },
  });
});
afterAll(() => graph.stop());
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  await graph.feed.reaches(0);
  graph.asked.length = 0;
  graph.hold(undefined);
});

const address = () => graph.endpoint.replace('http:', 'ws:');

const clean = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value), (key, each: unknown) =>
        key === 'requestId' || key === 'locations' || key === 'message' ? undefined : each,
      );

function connectClient(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    url: address(),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...options,
  });
  clients.push(client);
  return client;
}

function run(client: Client, query: string, variables?: Record<string, unknown>) {
  const results = client.iterate({ query, ...(variables === undefined ? {} : { variables }) });
  return {
    next: async () => clean((await results.next()).value),
    isDone: async () => (await results.next()).done,
    leave: () => results.return?.(),
    refusal: async () => {
      const thrown: unknown = await results.next().then(
        () => undefined,
        (error: unknown) => error,
      );
      return clean(thrown);
    },
  };
}

/** A connection of a page or a program that keeps to nothing: how it is closed. */
function closeOf(
  act: (socket: WebSocket) => void,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const socket = new WebSocket(address(), 'graphql-transport-ws', { headers });
  socket.on('open', () => {
    act(socket);
  });
  return new Promise((resolve) => {
    socket.on('close', (code, reason) => {
      resolve([code, reason.toString()]);
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode);
      socket.terminate();
    });
    socket.on('error', () => undefined);
  });
}

const init = (payload?: unknown) => JSON.stringify({ type: 'connection_init', payload });

describe('a WebSocket', () => {
  it('is refused to pages of origins that are not allowed, and at other paths', async () => {
    const nothing = () => undefined;
    expect(await closeOf(nothing, { origin: 'https://evil.example' })).toBe(403);
    expect(await closeOf(nothing, { origin: 'null' })).toBe(403);
    const elsewhere = new WebSocket(address().replace('/graphql', '/'), 'graphql-transport-ws');
    await new Promise((resolve) => elsewhere.once('error', resolve));
    for (const origin of [ALLOWED, new URL(graph.endpoint).origin]) {
      const closed = closeOf(
        (socket) => {
          socket.close(1000);
        },
        { origin },
      );
      expect(await closed).toEqual([1000, '']);
    }
  });

  it('is closed with its reason: no init, a bad token, no init before an operation, too much at once', async () => {
    expect(await closeOf(() => undefined)).toEqual([4408, 'Connection initialisation timeout']);
    expect(
      await closeOf((socket) => {
        socket.send(init({ authorization: 'Bearer none' }));
      }),
    ).toEqual([4403, 'UNAUTHENTICATED']);
    expect(
      await closeOf((socket) => {
        socket.send(
          JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ product { id } }' } }),
        );
      }),
    ).toEqual([4401, 'Unauthorized']);
    expect(
      await closeOf((socket) => {
        socket.send('x'.repeat(3_000));
      }),
    ).toEqual([1009, '']);
    expect(graph.asked).toEqual([]);
  });

  it('is closed when nothing runs over it for a while', async () => {
    const closed = closeOf((socket) => {
      socket.send(init());
    });
    expect(await closed).toEqual([1000, 'idle']);
  });

  it('is refused where there are as many as may be', async () => {
    const open = [1, 2, 3].map(() => connectClient({ lazy: false }));
    await Promise.all(
      open.map((client) => new Promise((resolve) => client.on('connected', resolve))),
    );
    expect(await closeOf(() => undefined)).toBe(503);
  });

  it('leaves a request alone that offers another protocol', async () => {
    const body = JSON.stringify({ query: '{ product { name } }' });
    const socket = connect(Number(new URL(graph.endpoint).port), '127.0.0.1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket.write(body);
    const chunks: Buffer[] = [];
    for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    expect(text).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(text).toContain('{"data":{"product":{"name":"Kopi"}}}');
  });
});

describe('an operation over WebSocket', () => {
  it('is a query or a mutation as well', async () => {
    const client = connectClient();
    const query = run(client, '{ product { name stars } }');
    expect(await query.next()).toEqual({ data: { product: { name: 'Kopi', stars: 1 } } });
    expect(await query.isDone()).toBe(true);
    const mutation = run(client, 'mutation($name: String!) { rename(name: $name) }', { name: 'y' });
    expect(await mutation.next()).toEqual({ data: { rename: 'is y' } });
  });

  it('is refused as the same request over HTTP is', async () => {
    const client = connectClient();
    expect(await run(client, '{ nothing }').refusal()).toEqual([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', retryable: false } },
    ]);
    expect(await run(client, 'subscription { personalPrice { id } }').refusal()).toEqual([
      { extensions: { code: 'PURPOSE_REQUIRED', retryable: false } },
    ]);
    expect(graph.asked).toEqual([]);
  });

  it('is refused where as many run over its connection as may', async () => {
    const client = connectClient();
    const query = 'subscription { priceChanged { id } }';
    const [one, two] = [run(client, query), run(client, query)];
    const first = one.next();
    const second = two.next();
    await graph.feed.reaches(2);
    expect(await run(client, '{ product { id } }').refusal()).toMatchObject([
      { extensions: { code: 'SUBSCRIPTION_LIMIT' } },
    ]);
    graph.feed.send({ id: '1' });
    expect(await first).toEqual(await second);
    await one.leave();
    await graph.feed.reaches(1);
    expect(await run(client, '{ product { id } }').next()).toEqual({
      data: { product: { id: '1' } },
    });
  });

  it('is run with the token and the purpose that its connection was opened with', async () => {
    const client = connectClient({
      connectionParams: {
        Authorization: `Bearer ${graph.token({ scope: 'remarks' })}`,
        'Jawara-Purpose': 'PUBLIC_SERVICE',
      },
    });
    const events = run(client, 'subscription { personalPrice { name remark } }');
    const first = events.next();
    await graph.feed.reaches(1);
    graph.feed.send({ id: '2' });
    expect(await first).toEqual({ data: { personalPrice: { name: 'Teh', remark: 'good' } } });
    graph.feed.end();
    expect(await events.isDone()).toBe(true);
  });

  it('ends with its token', async () => {
    const token = graph.token({ exp: Date.now() / 1_000 + 1 });
    const client = connectClient({ connectionParams: { authorization: `Bearer ${token}` } });
    expect(await run(client, 'subscription { guardedPrice { id } }').refusal()).toEqual([
      { extensions: { code: 'SUBSCRIPTION_TOKEN_EXPIRED', retryable: false } },
    ]);
  });

  it('closes the stream of the subgraph when the client completes it, or is gone', async () => {
    const client = connectClient();
    const events = run(client, 'subscription { priceChanged { id stars } }');
    const first = events.next();
    await graph.feed.reaches(1);
    graph.feed.send({ id: '1' });
    expect(await first).toEqual({ data: { priceChanged: { id: '1', stars: 1 } } });
    await events.leave();
    await graph.feed.reaches(0);

    void run(client, 'subscription { priceChanged { id } }').refusal();
    await graph.feed.reaches(1);
    client.terminate();
    await graph.feed.reaches(0);
  });

  it('gives up what it asks when the client completes it', async () => {
    graph.hold('stars');
    const client = connectClient();
    const query = run(client, '{ product { stars } }');
    void query.refusal();
    const { gone } = await graph.held();
    await query.leave();
    await gone;
  });

  it('ends with an error where the subgraph breaks its WebSocket off', async () => {
    const events = run(connectClient(), 'subscription { priceChanged { id } }');
    const refusal = events.refusal();
    await graph.feed.reaches(1);
    graph.prices.breakSockets();
    expect(await refusal).toEqual([
      { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true } },
    ]);
  });

  it('passes the errors on that a subgraph ends a stream with', async () => {
    const events = run(connectClient(), 'subscription { priceChanged { id } }');
    const first = events.next();
    await graph.feed.reaches(1);
    graph.feed.fail(new Error('no more'));
    expect(await first).toMatchObject({
      data: { priceChanged: null },
      errors: [{ path: ['priceChanged'], extensions: { serviceName: 'prices' } }],
    });
  });
});

it('plain requests to the same address still say that there is nothing', async () => {
  const status = await new Promise((resolve, reject) => {
    request(new URL('/nothing', graph.endpoint), (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(404);
});
