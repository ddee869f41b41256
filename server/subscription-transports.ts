import { createSseTransport } from '../gateway/subscribe/sse-transport.ts';
import type { SubscriptionTransport } from '../gateway/subscribe/subscription-transport.ts';
import { createWsTransport } from '../gateway/subscribe/ws-transport.ts';
import type { GatewayConfig } from './gateway-config.ts';

/**
 * How subscriptions of the subgraphs are reached that are configured to serve them; nothing is contacted yet.
 *
 * @param subgraphs - the subgraphs by name, with the URLs that the supergraph states
 */
export function createSubscriptionTransports(
  config: GatewayConfig,
  subgraphs: ReadonlyMap<string, string>,
): ReadonlyMap<string, SubscriptionTransport> {
  const { eventSize: maxEventSize, keepAliveMs: pingMs } = config.realtime;
  return new Map(
    [...subgraphs].flatMap(([name, stated]) => {
      const { url = stated, subscriptions } = config.subgraphs[name] ?? {};
      if (subscriptions === undefined) return [];
      const at = subscriptions.url ?? url;
      return subscriptions.protocol === 'sse'
        ? [[name, createSseTransport({ url: toScheme(at, 'http'), maxEventSize })]]
        : [[name, createWsTransport({ url: toScheme(at, 'ws'), maxEventSize, pingMs })]];
    }),
  );
}

/** The same address in the scheme of a protocol, encrypted where it was. */
function toScheme(url: string, scheme: 'http' | 'ws'): string {
  return url.replace(/^(?:http|ws)(s?):/, `${scheme}$1:`);
}
