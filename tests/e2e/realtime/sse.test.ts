import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type ExecutionResult } from 'graphql-sse';

import { startRealtimeGateway, type RealtimeGateway } from '../../support/realtime-gateway.ts';

let graph: RealtimeGateway;
beforeAll(async () => {
  graph = await startRealtimeGateway({ config: { sharing: { requests: true } } });
});
afterAll(() => graph.stop());
afterEach(async () => {
  // Whatever a test opened is closed at the subgraph, or the next would count it.
  await graph.feed.reaches(0);
  graph.asked.length = 0;
  graph.hold(undefined);
});

/** What a client reads, without request ids. */
const clean = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, each: unknown) =>
    key === 'requestId' || key === 'locations' || key === 'message' ? undefined : each,
  );

function subscribe(query: string, headers: Record<string, string> = {}) {
  const client = createClient({ url: graph.endpoint, headers, retryAttempts: 0 });
  const results = client.iterate({ query });
  return {
    next: async () => clean((await results.next()).value as ExecutionResult),
    isDone: async () => (await results.next()).done,
    leave: async () => {
      await results.return?.();
      client.dispose();
    },
  };
}

describe('a subscription over server-sent events', () => {
  it('is refused as one JSON answer, saying what serves it', async () => {
    const response = await fetch(graph.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'subscription { priceChanged { price } }' }),
    });
    expect(response.status).toBe(406);
    const body = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect(body.errors[0]).toMatchObject({
      extensions: { code: 'SUBSCRIPTION_PROTOCOL_REQUIRED' },
    });
    expect(body.errors[0]?.message).toContain('text/event-stream');
    expect(graph.asked).toEqual([]);
  });

  it('joins the entities of another subgraph to each event', async () => {
    const events = subscribe('subscription { priceChanged { name price stars } }');
    const first = events.next();
    await graph.feed.reaches(1);
    graph.feed.send({ id: '1', price: 11 });
    expect(await first).toEqual({ data: { priceChanged: { name: 'Kopi', price: 11, stars: 1 } } });
    graph.feed.send({ id: '2', price: 21 });
    expect(await events.next()).toEqual({
      data: { priceChanged: { name: 'Teh', price: 21, stars: 2 } },
    });
    graph.feed.end();
    expect(await events.isDone()).toBe(true);
    expect(graph.asked.map(({ subgraph }) => subgraph)).toEqual(['prices', 'reviews', 'reviews']);
  });

  it.each([
    [
      'a field that is not there',
      'subscription { priceChanged { nothing } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a condition at its root that a variable decides',
      'subscription($a: Boolean! = true) { priceChanged @include(if: $a) { id } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'personal data without a purpose',
      'subscription { personalPrice { id } }',
      'PURPOSE_REQUIRED',
    ],
    [
      'what defers',
      'subscription { priceChanged { ... @defer { id } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('tells within the stream why it refuses %s, and asks nobody', async (_what, query, code) => {
    const events = subscribe(query);
    expect(await events.next()).toEqual({
      errors: [{ extensions: { code, retryable: false } }],
    });
    expect(await events.isDone()).toBe(true);
    expect(graph.asked).toEqual([]);
  });

  it('refuses a token that is none by a status, before anything is asked', async () => {
    const response = await fetch(graph.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: 'Bearer none',
      },
      body: JSON.stringify({ query: 'subscription { priceChanged { id } }' }),
    });
    expect(response.status).toBe(401);
    expect(graph.asked).toEqual([]);
  });

  it('cuts what the caller may not have, also of other subgraphs, and says so with each event', async () => {
    const query = 'subscription { priceChanged { id remark stars } }';
    const events = subscribe(query, { authorization: `Bearer ${graph.token({ scope: 'none' })}` });
    const first = events.next();
    await graph.feed.reaches(1);
    graph.feed.send({ id: '1' });
    expect(await first).toEqual({
      data: { priceChanged: { id: '1', remark: null, stars: 1 } },
      errors: [
        {
          path: ['priceChanged', 'remark'],
          extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', retryable: false },
        },
      ],
    });
    expect(graph.asked.filter(({ query: sent }) => sent.includes('remark'))).toEqual([]);
    await events.leave();
  });

  it('answers a subscription of which nothing may be had once, and asks nobody', async () => {
    const events = subscribe('subscription { guardedPrice { id } }');
    expect(await events.next()).toMatchObject({
      data: { guardedPrice: null },
      errors: [{ path: ['guardedPrice'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await events.isDone()).toBe(true);
    expect(graph.asked).toEqual([]);
  });

  it('lets a fault cost its own event, and goes on', async () => {
    const events = subscribe('subscription { priceChanged { id stars } }');
    const first = events.next();
    await graph.feed.reaches(1);
    graph.feed.send({ id: '3' });
    expect(await first).toMatchObject({
      data: { priceChanged: { id: '3', stars: null } },
      errors: [{ path: ['priceChanged', 'stars'], extensions: { serviceName: 'reviews' } }],
    });
    graph.feed.send({ id: 'broken' });
    expect(await events.next()).toMatchObject({
      data: { priceChanged: null },
      errors: [{ path: ['priceChanged'], extensions: { serviceName: 'prices' } }],
    });
    graph.feed.send({ id: '1' });
    expect(await events.next()).toEqual({ data: { priceChanged: { id: '1', stars: 1 } } });
    await events.leave();
  });

  it('ends with an error where the stream of the subgraph breaks, and does not open it again', async () => {
    const events = subscribe('subscription { priceChanged { id } }');
    const first = events.next();
    await graph.feed.reaches(1);
    const { opened } = graph.feed;
    graph.feed.fail(new Error('gone'));
    expect(await first).toEqual({
      errors: [{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true } }],
    });
    expect(await events.isDone()).toBe(true);
    expect(graph.feed.opened).toBe(opened);
  });

  it('ends when its token does, and closes the stream of the subgraph', async () => {
    const token = graph.token({ exp: Date.now() / 1_000 + 1 });
    const query = 'subscription { guardedPrice { id } }';
    const events = subscribe(query, { authorization: `Bearer ${token}` });
    const first = events.next();
    await graph.feed.reaches(1);
    graph.feed.send({ id: '1' });
    expect(await first).toEqual({ data: { guardedPrice: { id: '1' } } });
    expect(await events.next()).toEqual({
      errors: [{ extensions: { code: 'SUBSCRIPTION_TOKEN_EXPIRED', retryable: false } }],
    });
    expect(await events.isDone()).toBe(true);
    await graph.feed.reaches(0);
  });

  it('closes the stream of the subgraph when its client goes away', async () => {
    const events = subscribe('subscription { priceChanged { id } }');
    const first = events.next();
    await graph.feed.reaches(1);
    graph.feed.send({ id: '1' });
    await first;
    await events.leave();
    await graph.feed.reaches(0);
  });

  it('gives up what it asks for an event when its client goes away', async () => {
    graph.hold('stars');
    const events = subscribe('subscription { priceChanged { id stars } }');
    const first = events.next();
    first.catch(() => undefined);
    await graph.feed.reaches(1);
    graph.feed.send({ id: '1' });
    const { gone } = await graph.held();
    await events.leave();
    await gone;
    await graph.feed.reaches(0);
  });

  it('is answered by GET as well, and answers queries and mutations as events', async () => {
    const url = new URL(graph.endpoint);
    url.searchParams.set('query', '{ product { name } }');
    const response = await fetch(url, { headers: { accept: 'text/event-stream' } });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await response.text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"product":{"name":"Kopi"}}}\n\nevent: complete\ndata:\n\n',
    );
    const mutation = subscribe('mutation { rename(name: "x") }');
    expect(await mutation.next()).toEqual({ data: { rename: 'is x' } });
    expect(await mutation.isDone()).toBe(true);
  });

  it('lets no query after a mutation that is answered by events take what was asked before it', async () => {
    const ask = () =>
      fetch(graph.endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ product { name } }' }),
      });
    graph.hold('product');
    const before = ask();
    const first = await graph.held();
    const mutation = subscribe('mutation { rename(name: "x") }');
    expect(await mutation.next()).toEqual({ data: { rename: 'is x' } });
    const after = ask();
    const second = await graph.held();
    second.release();
    expect((await after).status).toBe(200);
    first.release();
    expect((await before).status).toBe(200);
  });

  it('refuses a mutation by GET', async () => {
    const url = new URL(graph.endpoint);
    url.searchParams.set('query', 'mutation { rename(name: "x") }');
    const response = await fetch(url, { headers: { accept: 'text/event-stream' } });
    expect(await response.text()).toContain('METHOD_NOT_ALLOWED');
    expect(graph.asked).toEqual([]);
  });
});
