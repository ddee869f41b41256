import { request, type IncomingMessage } from 'node:http';

import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { systemClock } from '../../../common/clock.ts';
import { createEnvelopeOpener, ENVELOPE_HEADER } from '../../../common/envelope/seal-envelope.ts';
import { startRealtimeGateway, type RealtimeGateway } from '../../support/realtime-gateway.ts';

const running: RealtimeGateway[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((graph) => graph.stop()));
});

async function start(
  settings: Parameters<typeof startRealtimeGateway>[0] = {},
): Promise<RealtimeGateway> {
  // What is bounded here is no planning: a thread for it, in each gateway, would take longer than the rest.
  const config = { planning: { threads: 0 }, ...settings.config };
  const graph = await startRealtimeGateway({ ...settings, config });
  running.push(graph);
  return graph;
}

/** Posts a subscription, and reads nothing of what comes. */
function openStream(
  endpoint: string,
  query: string,
  more: Readonly<Record<string, string>> = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...more };
    request(endpoint, { method: 'POST', headers }, (response) => {
      response.pause();
      resolve(response);
    })
      .on('error', reject)
      .end(JSON.stringify({ query }));
  });
}

async function readText(response: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of response) text += chunk.toString('utf8');
  return text;
}

const codesIn = (text: string): string[] =>
  [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code ?? '');

describe('subscriptions', () => {
  it('are refused where a subgraph is not configured to serve them', async () => {
    const graph = await start({ protocol: undefined });
    const stream = await openStream(graph.endpoint, 'subscription { priceChanged { id } }');
    expect(codesIn(await readText(stream))).toEqual(['SUBSCRIPTION_NOT_SERVED']);
    expect(graph.asked).toEqual([]);
  });

  it('are refused over the number that may run, and one that ends makes room', async () => {
    const graph = await start({ config: { realtime: { subscriptions: 1 } } });
    const query = 'subscription { priceChanged { id } }';
    const first = await openStream(graph.endpoint, query);
    await graph.feed.reaches(1);
    const second = await openStream(graph.endpoint, query);
    expect(codesIn(await readText(second))).toEqual(['SUBSCRIPTION_LIMIT']);
    first.destroy();
    await graph.feed.reaches(0);
    await openStream(graph.endpoint, query);
    await graph.feed.reaches(1);
  });

  it('are refused over the number that one caller may run, whoever else runs as many', async () => {
    const graph = await start({
      config: {
        listen: { addressHeader: 'X-Forwarded-For' },
        realtime: { subscriptionsPerCaller: 1 },
      },
    });
    const query = 'subscription { priceChanged { id } }';
    const anonymous = { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' };
    const callers: readonly Record<string, string>[] = [
      anonymous,
      { 'x-forwarded-for': '203.0.113.9, 198.51.100.2' },
      { ...anonymous, authorization: `Bearer ${graph.token({ sub: 'one' })}` },
      { ...anonymous, authorization: `Bearer ${graph.token({ sub: 'other' })}` },
    ];
    const first = await openStream(graph.endpoint, query, callers[0]);
    for (const caller of callers.slice(1)) await openStream(graph.endpoint, query, caller);
    await graph.feed.reaches(4);
    // Another token of the same subject, and another address that a client has written himself, are the same caller.
    const again = { authorization: `Bearer ${graph.token({ sub: 'one', scope: 'remarks' })}` };
    const forged = { 'x-forwarded-for': '192.0.2.1, 198.51.100.2' };
    for (const caller of [...callers, again, forged]) {
      const refused = await openStream(graph.endpoint, query, caller);
      expect(codesIn(await readText(refused))).toEqual(['CALLER_LIMIT']);
    }
    expect(graph.feed.opened).toBe(4);
    first.destroy();
    await graph.feed.reaches(3);
    await openStream(graph.endpoint, query, anonymous);
    await graph.feed.reaches(4);
  });

  it('end where a client takes events more slowly than they come, with what waited', async () => {
    const graph = await start({ config: { realtime: { waitingEvents: 5 } } });
    graph.hold('stars');
    const stream = await openStream(graph.endpoint, 'subscription { priceChanged { id stars } }');
    await graph.feed.reaches(1);
    // The first is being worked on, five wait, and the next is one too many.
    graph.feed.send({ id: '1' });
    const { release } = await graph.held();
    for (let count = 0; count < 6; count += 1) graph.feed.send({ id: '2' });
    await graph.feed.reaches(0);
    graph.hold(undefined);
    release();
    const text = await readText(stream);
    expect(text.match(/"stars":\d/g)).toEqual([
      '"stars":1',
      ...new Array<string>(5).fill('"stars":2'),
    ]);
    expect(codesIn(text)).toEqual(['SUBSCRIPTION_TOO_SLOW']);
    expect(text).toMatch(/event: complete\ndata:\n\n$/);
  });

  it('end where a subgraph sends an event that is too large', async () => {
    const graph = await start({ config: { realtime: { eventSize: 60 } } });
    const stream = await openStream(
      graph.endpoint,
      'subscription { priceChanged { id name price must } }',
    );
    await graph.feed.reaches(1);
    graph.feed.send({ id: '1' });
    expect(codesIn(await readText(stream))).toEqual(['DOWNSTREAM_SERVICE_ERROR']);
    await graph.feed.reaches(0);
  });

  it('get a sign of life while nothing comes', async () => {
    const graph = await start({ config: { realtime: { keepAliveMs: 20 } } });
    const stream = await openStream(graph.endpoint, 'subscription { priceChanged { id } }');
    let text = '';
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      text += chunk.toString('utf8');
      if (text.length > 12) break;
    }
    expect(text).toMatch(/^(:\n\n){4,}$/);
  });

  it('are complete when the server stops, over both protocols', async () => {
    const graph = await start();
    const query = 'subscription { priceChanged { id } }';
    const sse = createSseClient({ url: graph.endpoint, retryAttempts: 0 }).iterate({ query });
    const ws = createWsClient({
      url: graph.endpoint.replace('http:', 'ws:'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    }).iterate({ query });
    const ends = [sse.next(), ws.next()];
    await graph.feed.reaches(2);
    await graph.stopGateway();
    expect(await Promise.all(ends)).toMatchObject([{ done: true }, { done: true }]);
    await graph.feed.reaches(0);
  });

  it('end when the server begins to drain, saying that they may be begun again, and hold it up no longer', async () => {
    const graph = await start();
    const query = 'subscription { priceChanged { id } }';
    const sse = await openStream(graph.endpoint, query);
    const client = createWsClient({
      url: graph.endpoint.replace('http:', 'ws:'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => undefined,
    });
    const closed = new Promise((resolve) => {
      client.on('closed', (event) => {
        resolve((event as { code: number }).code);
      });
    });
    const ws = client.iterate({ query });
    const ended = ws.next().catch((errors: unknown) => errors);
    await graph.feed.reaches(2);
    const drained = graph.drainGateway();
    expect(codesIn(await readText(sse))).toEqual(['SUBSCRIPTION_SERVER_DRAINS']);
    expect(await ended).toMatchObject([
      { extensions: { code: 'SUBSCRIPTION_SERVER_DRAINS', retryable: true } },
    ]);
    expect(await closed).toBe(1001);
    await graph.feed.reaches(0);
    await drained;
  });

  it('are counted in the metrics, and told of by how they ended', async () => {
    const graph = await start({ config: { metrics: { port: 0 } } });
    const { metrics } = graph;
    const stream = await openStream(graph.endpoint, 'subscription { priceChanged { id } }');
    await graph.feed.reaches(1);
    expect(await metrics()).toContain('jawara_subscriptions 1');
    graph.feed.end();
    await readText(stream);
    expect(await metrics()).toContain('jawara_subscriptions 0');
    expect(await metrics()).toContain('jawara_streams_total{protocol="sse",outcome="ok"} 1');
  });

  it.each(['sse', 'ws'] as const)(
    'are asked for over %s with an envelope, and each event’s fetches with one of their own',
    async (protocol) => {
      const root = Buffer.alloc(32, 7).toString('base64url');
      const graph = await start({
        protocol,
        environment: { ENVELOPE_ROOT: root },
        pricesConfig: { envelope: true },
        config: { envelopes: { kid: 'first', root: '${ENVELOPE_ROOT}' } },
      });
      const token = graph.token();
      const events = createSseClient({
        url: graph.endpoint,
        retryAttempts: 0,
        headers: { authorization: `Bearer ${token}` },
      }).iterate({ query: 'subscription { priceChanged { id author { name } } }' });
      const first = events.next();
      await graph.feed.reaches(1);
      graph.feed.send({ id: '1' });
      await first;
      const open = createEnvelopeOpener({
        subgraph: 'prices',
        roots: [{ kid: 'first', secret: Buffer.from(root, 'base64url') }],
        clock: systemClock,
      });
      const [question] = graph.asked;
      const envelope = open(question?.headers[ENVELOPE_HEADER]?.toString(), question?.body ?? '');
      expect(envelope).toMatchObject({ subgraph: 'prices', regions: ['36.71'] });
      // The subgraph beside it is not configured to get any.
      expect(graph.asked[1]?.headers[ENVELOPE_HEADER]).toBeUndefined();
      await events.return?.();
      await graph.feed.reaches(0);
    },
  );
});

describe('WebSocket connections', () => {
  const init = (socket: WebSocket, token?: string) => {
    const payload = token === undefined ? {} : { authorization: `Bearer ${token}` };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
  };
  /** What becomes of a connection: a status, `ready`, or the code and reason it was closed with. */
  const connect = (graph: RealtimeGateway, token?: string) => {
    const socket = new WebSocket(graph.endpoint.replace('http:', 'ws:'), 'graphql-transport-ws');
    const became = new Promise<unknown>((resolve) => {
      socket.on('open', () => {
        init(socket, token);
      });
      socket.on('message', () => {
        resolve('ready');
      });
      socket.on('close', (code, reason) => {
        resolve([code, reason.toString()]);
      });
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode);
        socket.terminate();
      });
      socket.on('error', () => undefined);
    });
    const leave = () =>
      new Promise((left) => {
        socket.once('close', left).close();
      });
    return { became, leave };
  };

  it('are refused over the number of one address, until one of them says who it is', async () => {
    const graph = await start({ config: { realtime: { connectionsPerCaller: 1 } } });
    const anonymous = connect(graph);
    expect(await anonymous.became).toBe('ready');
    expect(await connect(graph).became).toBe(429);
    await anonymous.leave();
    const known = connect(graph, graph.token({ sub: 'one' }));
    expect(await known.became).toBe('ready');
    expect(await connect(graph).became).toBe('ready');
  });

  it('are closed over the number of one subject, wherever he is', async () => {
    const graph = await start({ config: { realtime: { connectionsPerCaller: 1 } } });
    const first = connect(graph, graph.token({ sub: 'one' }));
    expect(await first.became).toBe('ready');
    expect(await connect(graph, graph.token({ sub: 'one' })).became).toEqual([
      1013,
      'CALLER_LIMIT',
    ]);
    expect(await connect(graph, graph.token({ sub: 'other' })).became).toBe('ready');
    await first.leave();
    expect(await connect(graph, graph.token({ sub: 'one' })).became).toBe('ready');
  });
});

describe('@defer', () => {
  it('is no directive of the schema where it is switched off', async () => {
    const graph = await start({ config: { realtime: { defer: false } } });
    const response = await fetch(graph.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ product { ... @defer { id } } }' }),
    });
    expect(await response.text()).toContain('GRAPHQL_VALIDATION_FAILED');
  });
});
