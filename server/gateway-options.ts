import type { Clock } from '../common/clock.ts';
import type { EnvelopeRoot } from '../common/envelope/seal-envelope.ts';
import type { Logger } from '../common/logger.ts';
import type { StockEngine } from '../federation/stock-engine.ts';
import type { SubgraphTransport } from '../gateway/fetch/transport.ts';
import type { PlanningOutcome } from '../gateway/plan/plan-operation.ts';
import type { GatewayConfig } from './gateway-config.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly config: GatewayConfig;
  /** Seals envelopes; undefined where no subgraph gets any. */
  readonly envelopeRoot: EnvelopeRoot | undefined;
  /** How a subgraph is reached, given its name and the URL that the supergraph states. */
  readonly createTransport: (name: string, url: string) => SubgraphTransport;
  readonly production: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Runs the plans; default: our own engine. */
  readonly stockEngine?: StockEngine | undefined;
  readonly onFetch?: (fetch: {
    readonly subgraph: string;
    readonly durationMs: number;
    readonly ok: boolean;
  }) => void;
  /** Told of every call that was not made, since an equal one was in flight. */
  readonly onSharedCall?: (subgraph: string) => void;
  /** Told of every operation that was planned, by how it ended. */
  readonly onPlanning?: (outcome: PlanningOutcome) => void;
}
