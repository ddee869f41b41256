import type { Clock } from '../common/clock.ts';
import type { ErrorCode } from '../common/errors/catalogue.ts';
import type { Logger } from '../common/logger.ts';
import type { RegionCode } from '../common/region-code.ts';
import type { SourceGate } from './resilience/source-gate.ts';

/** What a connector needs of the request that it works for. */
export interface SourceCall {
  readonly requestId: string;
  /** Milliseconds since the epoch; a call never waits longer, whatever the binding's own limit. */
  readonly deadlineAtMs: number;
  /** The caller's institution, which chooses credentials where the system gives each institution its own. */
  readonly institution: string | null;
}

/** One call that was made to a legacy system, for metrics and for tests that say what the sources were asked. */
export interface ObservedCall {
  readonly system: string;
  readonly regionCode: RegionCode;
  /** The adapter's name for it, such as `residentsByNik`. */
  readonly method: string;
  /** How many keys the call asked for. */
  readonly keys: number;
  readonly durationMs: number;
  readonly outcome: 'ok' | ErrorCode;
}

/** What every connector is made with. */
export interface ConnectorContext {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observe: (call: ObservedCall) => void;
  /**
   * The gates of everything that is connected to with this context: two connectors to the same system share its limits, its
   * queue and its breaker. Without it each connector has its own.
   */
  readonly gates?: Map<string, SourceGate>;
}

/** The result of trying a system, for `region doctor`. `detail` holds no secret and no personal value. */
export interface Probe {
  readonly reachable: boolean;
  readonly credentials: 'ACCEPTED' | 'REJECTED' | 'UNKNOWN';
  readonly detail: string;
}
