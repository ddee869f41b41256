import type { Sourced } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { PupilRow } from './pupil-source.ts';
import type { RegionEducationRow } from './region-education.ts';

/* What the resolvers hand to one another; the fields that are missing are resolved when they are asked for. */

export interface RegionParent {
  readonly code: string;
}

export type RegionEducationParent = RegionEducationRow & { readonly regionCode: RegionCode };

/** A bound school; nothing of it has been asked yet. */
export interface SchoolParent {
  readonly regionCode: RegionCode;
  readonly npsn: string;
}

export interface ResidentParent {
  /** Null where the population register has a person without a number. */
  readonly nik?: string | null | undefined;
}

export interface ResidentEducationParent extends Sourced {
  readonly enrolments: readonly PupilRow[];
}
