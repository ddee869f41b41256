import type { Sourced } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { SourceCall } from '../../connectors/connector.ts';

export interface Beds {
  readonly total: number;
  readonly occupied: number;
  readonly free: number;
}

export interface FacilityRow extends Sourced {
  readonly regionCode: RegionCode;
  readonly code: string;
  readonly name: string | null;
  readonly kind: string | null;
  /** Null where the facility reports none, or figures that contradict one another. */
  readonly beds: Beds | null;
  /** Null where the system does not say who works where. */
  readonly doctors: number | null;
}

export interface FacilityList extends Sourced {
  /** By code. */
  readonly facilities: readonly FacilityRow[];
}

/** The port Facility: one region's health facilities and their beds, all of it public. */
export interface FacilitySource {
  facilities(call: SourceCall): Promise<FacilityList>;
}
