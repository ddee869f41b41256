import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { startRealtimeGateway, type RealtimeGateway } from '../../support/realtime-gateway.ts';
import { until } from '../../support/standalone-gateway.ts';

const running: RealtimeGateway[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((graph) => graph.stop()));
});

async function start(formerSupergraphMs: number): Promise<RealtimeGateway> {
  const graph = await startRealtimeGateway({
    config: {
      planning: { threads: 0 },
      reload: { everyMs: 20 },
      realtime: { formerSupergraphMs },
    },
  });
  running.push(graph);
  return graph;
}

/** What a client gets from a protocol's own library: a result's codes of errors, or those that its stream ended with. */
function subscribe(graph: RealtimeGateway, protocol: 'sse' | 'ws') {
  const request = { query: 'subscription { priceChanged { id } }' };
  const events =
    protocol === 'sse'
      ? createSseClient({ url: graph.endpoint, retryAttempts: 0 }).iterate(request)
      : createWsClient({
          url: graph.endpoint.replace('http:', 'ws:'),
          webSocketImpl: WebSocket,
          retryAttempts: 0,
        }).iterate(request);
  return {
    next: async (): Promise<unknown> => {
      try {
        const { value } = (await events.next()) as {
          value: { data?: unknown; errors?: readonly { extensions?: unknown }[] };
        };
        return value.errors?.map(({ extensions }) => extensions) ?? value.data;
      } catch (errors) {
        return (errors as readonly { extensions: unknown }[]).map(({ extensions }) => extensions);
      }
    },
    leave: () => events.return?.(),
  };
}

const isReplaced = (graph: RealtimeGateway) => () =>
  graph.logged().some(({ msg }) => msg === 'the supergraph was replaced');

/** From now on only those with a token may have what was public. */
const guard = (sdl: string): string =>
  sdl.replace('priceChanged(id: ID): Product', 'priceChanged(id: ID): Product @authenticated');

describe('a subscription whose supergraph is replaced', () => {
  it.each(['sse', 'ws'] as const)(
    'over %s gets nothing more by what the old one allowed, is told to come again, and finds the new one',
    async (protocol) => {
      const graph = await start(0);
      const events = subscribe(graph, protocol);
      const first = events.next();
      await graph.feed.reaches(1);
      graph.feed.send({ id: '1' });
      expect(await first).toEqual({ priceChanged: { id: '1' } });
      const next = events.next();
      graph.replaceSupergraph(guard);
      expect(await next).toEqual([
        {
          code: 'SUBSCRIPTION_SUPERGRAPH_REPLACED',
          retryable: true,
          requestId: expect.any(String),
        },
      ]);
      await graph.feed.reaches(0);
      expect(await subscribe(graph, protocol).next()).toEqual([
        expect.objectContaining({ code: 'UNAUTHENTICATED' }),
      ]);
      expect(graph.feed.opened).toBe(1);
    },
  );

  it('goes on with the old one for as long as is configured', async () => {
    const graph = await start(600_000);
    const events = subscribe(graph, 'sse');
    const first = events.next();
    await graph.feed.reaches(1);
    graph.replaceSupergraph(guard);
    await until(isReplaced(graph));
    graph.feed.send({ id: '1' });
    expect(await first).toEqual({ priceChanged: { id: '1' } });
    await events.leave();
  });
});
