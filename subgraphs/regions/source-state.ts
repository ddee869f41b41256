import type { PortName, SystemBinding } from '../../common/binding.ts';

/** How a bound system that is open does at this moment. */
export interface SourceState {
  readonly state: 'LIVE' | 'REPLICA' | 'STALE' | 'DOWN' | 'BOUND';
  /** The instant as of which its data is stated, RFC 3339. */
  readonly asOf?: string;
  /** Parts that are missing or too old, such as schools of a fleet. */
  readonly gap?: { readonly missing: number; readonly of: number };
}

/** Finds out how a system does, quickly and without burdening it. It never rejects: what is unknown is `BOUND`. */
export type FindSourceState = (port: PortName, binding: SystemBinding) => Promise<SourceState>;

/** Where nobody watches the systems. */
export const unknownState: FindSourceState = () => Promise.resolve({ state: 'BOUND' });
