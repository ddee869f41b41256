import type { Sourced } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type {
  FamilyRelationship,
  MaritalStatus,
  ResidentStatus,
  Sex,
} from './generated/resolvers.ts';

/** A region as this subgraph refers to it; the subgraph `regions` knows the rest. */
export interface RegionReference {
  readonly code: RegionCode;
}

export interface AddressRow {
  readonly street: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly hamlet: string | null;
  readonly postalCode: string | null;
  readonly village: RegionReference | null;
}

/** A resident as one region's register has him. What the register does not know, or codes as nothing known, is null. */
export interface ResidentRow extends Sourced {
  readonly nik: string;
  readonly noKk: string | null;
  readonly name: string | null;
  readonly sex: Sex | null;
  readonly birthPlace: string | null;
  /** ISO 8601. */
  readonly birthDate: string | null;
  readonly maritalStatus: MaritalStatus | null;
  readonly religion: string | null;
  readonly educationLevel: string | null;
  readonly occupation: string | null;
  readonly bloodGroup: string | null;
  readonly relationship: FamilyRelationship | null;
  readonly status: ResidentStatus | null;
  readonly address: AddressRow | null;
  /** When the register last changed the row, RFC 3339; null where the system does not say. Chooses between two rows. */
  readonly changedAt: string | null;
}
