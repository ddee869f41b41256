import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { readParts } from '../../support/read-parts.ts';
import { startRealtimeGateway, type RealtimeGateway } from '../../support/realtime-gateway.ts';

let graph: RealtimeGateway;
beforeAll(async () => {
  graph = await startRealtimeGateway({
    config: { planning: { threads: 0 }, explain: { scope: 'plan:read' } },
  });
}, 60_000);
afterAll(() => graph.stop());

const headersOf = (scope: string) => ({
  authorization: `Bearer ${graph.token({ scope })}`,
  'jawara-explain': 'plan',
});

interface Explained {
  readonly data?: unknown;
  readonly extensions?: {
    readonly explain?: {
      readonly plan: string | null;
      readonly fetches: readonly { readonly subgraph: string }[];
    };
  };
}

/** The first results of an operation: sends an event for each once the stream is open. */
async function results(
  protocol: 'sse' | 'ws',
  scope: string,
  query: string,
  events: readonly string[] = [],
): Promise<readonly Explained[]> {
  const client =
    protocol === 'sse'
      ? createSseClient({ url: graph.endpoint, headers: headersOf(scope), retryAttempts: 0 })
      : createWsClient({
          url: graph.endpoint.replace('http:', 'ws:'),
          webSocketImpl: WebSocket,
          connectionParams: headersOf(scope),
          retryAttempts: 0,
        });
  const iterator = client.iterate({ query });
  const received: Explained[] = [];
  for (const id of events.length === 0 ? [undefined] : events) {
    const next = iterator.next();
    if (id !== undefined) {
      await graph.feed.reaches(1);
      graph.feed.send({ id });
    }
    received.push((await next).value as Explained);
  }
  await iterator.return?.();
  await client.dispose();
  await graph.feed.reaches(0);
  return received;
}

const fetchesOf = ({ extensions }: Explained) =>
  extensions?.explain?.fetches.map(({ subgraph }) => subgraph);

describe.each(['sse', 'ws'] as const)('Jawara-Explain over %s', (protocol) => {
  it('tells nothing to a caller without the scope', async () => {
    expect(await results(protocol, 'other', '{ product { name stars } }')).toEqual([
      { data: { product: { name: 'Kopi', stars: 1 } } },
    ]);
    expect(
      await results(protocol, 'other', 'subscription { priceChanged { stars } }', ['1']),
    ).toEqual([{ data: { priceChanged: { stars: 1 } } }]);
  });

  it('tells the plan and the fetches of a query', async () => {
    const [told] = await results(protocol, 'plan:read', '{ product { name stars } }');
    expect(told?.data).toEqual({ product: { name: 'Kopi', stars: 1 } });
    expect(told?.extensions?.explain?.plan).toContain('Fetch(service: "reviews")');
    expect(fetchesOf(told!)).toEqual(['prices', 'reviews']);
  });

  it('tells with each event what was fetched for it', async () => {
    const query = 'subscription { priceChanged { name stars } }';
    const told = await results(protocol, 'plan:read', query, ['1', '2']);
    expect(told.map(({ data }) => data)).toEqual([
      { priceChanged: { name: 'Kopi', stars: 1 } },
      { priceChanged: { name: 'Teh', stars: 2 } },
    ]);
    expect(told.map(fetchesOf)).toEqual([['reviews'], ['reviews']]);
    expect(told[0]?.extensions?.explain?.plan).toContain('Subscription');
  });

  it('tells of an operation whole that could defer', async () => {
    const query = '{ product { name ... @defer { stars } } }';
    const [told] = await results(protocol, 'plan:read', query);
    expect(told?.data).toEqual({ product: { name: 'Kopi', stars: 1 } });
    expect(fetchesOf(told!)).toEqual(['prices', 'reviews']);
  });
});

describe('Jawara-Explain over multipart', () => {
  it('tells nothing with parts, and everything where there are none', async () => {
    const headers = { ...headersOf('plan:read'), accept: 'multipart/mixed, application/json' };
    const ask = (query: string) => readParts(graph.endpoint, { query }, headers);
    const parts = await ask('{ product { name ... @defer { stars } } }');
    expect(await parts.next()).toEqual({ hasNext: true, data: { product: { name: 'Kopi' } } });
    expect(await parts.next()).toEqual({
      hasNext: false,
      incremental: [{ data: { stars: 1 }, path: ['product'] }],
    });
    const response = await fetch(graph.endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ product { name } }' }),
    });
    expect(fetchesOf((await response.json()) as Explained)).toEqual(['prices']);
  });
});
