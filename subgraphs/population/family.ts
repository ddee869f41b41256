import type { Sourced } from '../../common/provenance.ts';
import type { FamilyRelationship, Sex } from './generated/resolvers.ts';
import type { RegionCode } from '../../common/region-code.ts';

/** A member as the card shows him. */
export interface FamilyMemberRow {
  readonly nik: string;
  readonly name: string | null;
  readonly relationship: FamilyRelationship | null;
  readonly sex: Sex | null;
  /** ISO 8601. */
  readonly birthDate: string | null;
  /** The region whose register holds the row. */
  readonly regionCode: RegionCode;
}

/** A family as on its card; members in the card's order, never empty. */
export interface FamilyRow extends Sourced {
  readonly noKk: string;
  readonly members: readonly FamilyMemberRow[];
  /** When the register last changed one of the rows, RFC 3339. */
  readonly changedAt: string | null;
}
