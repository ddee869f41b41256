import type { RegionCode } from './region-code.ts';

export type ProvenanceState = 'LIVE' | 'REPLICA' | 'CACHED' | 'STALE' | 'CONFLICTING';

/** Where a value comes from. GraphQL: `Provenance`. */
export interface Provenance {
  /** The binding's system name, such as `siak`. */
  readonly system: string;
  readonly regionCode: RegionCode;
  /** RFC 3339, UTC. */
  readonly asOf: string;
  readonly state: ProvenanceState;
  /** The owning agency. */
  readonly controller: string;
}

/** A value with where it comes from. */
export interface Sourced {
  readonly provenance: Provenance;
}
