import type { Issuer } from './start-issuer.ts';

/** What the measured program is started with, over its IPC channel: a URL may hold a password. */
export interface StandOrder {
  readonly kind: 'start';
  readonly registerUrl: string;
  readonly issuer: Pick<Issuer, 'issuer' | 'jwksUri' | 'audience'>;
  /** The root of the envelopes, base64: the load generator asks the subgraph itself too. */
  readonly envelopeSecret: string;
}

/** What the load generator asks of it afterwards. `forget` empties the cache of published figures. */
export type StandQuestion = StandOrder | { readonly kind: 'facts' | 'forget' | 'stop' };

export interface StandFacts {
  /** The gateway. */
  readonly endpoint: string;
  /** The subgraph `population`. */
  readonly subgraph: string;
  /** Calls to the source since the last question for facts, by the adapter's method. */
  readonly calls: Readonly<Record<string, number>>;
  /** Processor time of the program since it began, in ms. */
  readonly cpuMs: number;
  /** VmRSS, and the most that it ever was, in MB. */
  readonly memoryMb: number;
  readonly mostMemoryMb: number;
}

export const ENVELOPE_KID = 'scale';
