import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { Provenance, ProvenanceState } from '../../common/provenance.ts';
import type { OnDroppedRow } from './dropped-row.ts';

/** What every adapter of this subgraph is made with, besides its connector. */
export interface AdapterContext {
  readonly binding: SystemBinding;
  readonly clock: Clock;
  readonly onDroppedRow: OnDroppedRow;
}

/** The provenance of what a binding's system said; `asOf` is an RFC 3339 instant. */
export function toProvenance(
  binding: SystemBinding,
  asOf: string,
  state: ProvenanceState = 'LIVE',
): Provenance {
  const { system, regionCode, controller } = binding;
  return { system, regionCode, asOf, state, controller };
}

/** The present instant, RFC 3339. */
export function toInstant(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
