import { createSseTransport } from '../gateway/subscribe/sse-transport.ts';
import type { SubscriptionTransport } from '../gateway/subscribe/subscription-transport.ts';
import { createWsTransport } from '../gateway/subscribe/ws-transport.ts';
import type { GatewayConfig } from './gateway-config.ts';

/**
 * How subscriptions of a subgraph are reached; undefined where it is not configured to serve any. Nothing is contacted
 * yet.
 *
 * @param stated - the URL that the supergraph states
 * @throws Error - where that is what counts, and is none.
 */
export function createSubscriptionTransport(
  config: GatewayConfig,
  name: string,
  stated: string,
): SubscriptionTransport | undefined {
  const { eventSize: maxEventSize, keepAliveMs: pingMs } = config.realtime;
  const { url = stated, subscriptions } = config.subgraphs[name] ?? {};
  if (subscriptions === undefined) return undefined;
  const at = subscriptions.url ?? url;
  return subscriptions.protocol === 'sse'
    ? createSseTransport({ url: toScheme(at, 'http'), maxEventSize })
    : createWsTransport({ url: toScheme(at, 'ws'), maxEventSize, pingMs });
}

/** The same address in the scheme of a protocol, encrypted where it was. */
function toScheme(url: string, scheme: 'http' | 'ws'): string {
  return url.replace(/^(?:http|ws)(s?):/, `${scheme}$1:`);
}
