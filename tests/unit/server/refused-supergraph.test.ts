import { afterEach, describe, expect, it } from '@jest/globals';

import { systemClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { createGateway, type Gateway } from '../../../server/create-gateway.ts';
import { gatewayConfigSchema } from '../../../server/gateway-config.ts';
import { compose } from '../../support/standalone-gateway.ts';

const running: Gateway[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close()));
});

const supergraphOf = (urls: Readonly<Record<string, string>>): string =>
  compose(
    Object.entries(urls).map(([name, url]) => ({
      name,
      url,
      sdl: `type Query { ${name}: Int } type Subscription { ${name}Changed: Int }`,
    })),
  );

/** A gateway whose transports write down that they are opened and closed; one to `http://broken` cannot be opened. */
function start(supergraphSdl: string) {
  const log: string[] = [];
  const gateway = createGateway({
    supergraphSdl,
    config: gatewayConfigSchema.parse({
      planning: { threads: 0 },
      subgraphs: { b: { subscriptions: { protocol: 'sse' } } },
    }),
    envelopeRoot: undefined,
    createTransport: (name, url) => {
      if (url === 'http://broken') throw new Error('it cannot be opened');
      log.push(`open ${name}`);
      return {
        send: () => Promise.reject(new Error('nobody asks')),
        close: () => Promise.resolve(void log.push(`close ${name}`)),
      };
    },
    production: false,
    clock: systemClock,
    logger: silentLogger,
  });
  running.push(gateway);
  return { gateway, log };
}

describe('a new supergraph that cannot be taken', () => {
  it.each([
    ['of which a later subgraph cannot be reached', { a: 'http://a', b: 'http://broken' }],
    ['of which a later subgraph’s subscriptions cannot be', { a: 'http://a', b: 'nowhere' }],
  ])('%s leaves nothing open that was opened for it', async (_what, urls) => {
    const { gateway, log } = start(supergraphOf({ old: 'http://old' }));
    await expect(gateway.replaceSupergraph(supergraphOf(urls))).rejects.toThrow();
    expect(log.filter((line) => line.startsWith('open'))).toContain('open a');
    expect(log.filter((line) => line.startsWith('close'))).toEqual(
      log.filter((line) => line.startsWith('open') && line !== 'open old').map(toClose),
    );
    expect([...gateway.supergraph.subgraphs.keys()]).toEqual(['old']);
  });

  it('leaves open what the old one uses too', async () => {
    const { gateway, log } = start(supergraphOf({ a: 'http://a' }));
    const next = supergraphOf({ a: 'http://a', b: 'http://broken' });
    await expect(gateway.replaceSupergraph(next)).rejects.toThrow('it cannot be opened');
    expect(log).toEqual(['open a']);
    await gateway.close();
    expect(log).toEqual(['open a', 'close a']);
  });
});

const toClose = (line: string): string => line.replace('open', 'close');
