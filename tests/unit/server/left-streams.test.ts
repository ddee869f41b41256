import { afterEach, expect, it } from '@jest/globals';

import { systemClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { Cancellation } from '../../../gateway/cancellation.ts';
import { createGateway, type Gateway } from '../../../server/create-gateway.ts';
import { gatewayConfigSchema } from '../../../server/gateway-config.ts';
import { compose } from '../../support/standalone-gateway.ts';

const supergraphAt = (url: string): string =>
  compose([
    { name: 'prices', url, sdl: 'type Query { now: Int } type Subscription { price: Int }' },
  ]);

const SUBSCRIPTION = {
  method: 'POST',
  query: 'subscription { price }',
  operationName: null,
  variables: {},
  extensions: {},
  mediaType: 'application/json',
  language: 'en',
  authorization: null,
  purpose: null,
  caseReference: null,
  explain: null,
  overrides: null,
  takes: { events: true, parts: false },
} as const;

const running: Gateway[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()));
});

function start() {
  const closed: string[] = [];
  const gateway = createGateway({
    supergraphSdl: supergraphAt('http://old'),
    config: gatewayConfigSchema.parse({
      planning: { threads: 0 },
      subgraphs: { prices: { subscriptions: { protocol: 'sse' } } },
    }),
    envelopeRoot: undefined,
    createTransport: (_name, url) => ({
      send: () => Promise.reject(new Error('nobody asks')),
      close: () => Promise.resolve(void closed.push(url)),
    }),
    production: false,
    clock: systemClock,
    logger: silentLogger,
  });
  running.push(gateway);
  return { gateway, closed };
}

it.each([['before'], ['after']])(
  'keeps no former supergraph for a client who went away %s his stream was opened, and never read it',
  async (when) => {
    const { gateway, closed } = start();
    const signal = new Cancellation();
    const opening = gateway.open(SUBSCRIPTION, { requestId: 'r', signal });
    if (when === 'before') signal.abort();
    expect((await opening).kind).toBe('EVENTS');
    signal.abort();
    await gateway.replaceSupergraph(supergraphAt('http://new'));
    expect(closed).toEqual(['http://old']);
  },
);

it('keeps the former supergraph for a stream whose client is still there', async () => {
  const { gateway, closed } = start();
  const signal = new Cancellation();
  await gateway.open(SUBSCRIPTION, { requestId: 'r', signal });
  await gateway.replaceSupergraph(supergraphAt('http://new'));
  expect(closed).toEqual([]);
});
