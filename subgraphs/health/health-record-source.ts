import type { Sourced } from '../../common/provenance.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { ImmunizationStatus } from './generated/resolvers.ts';
import type { Loaded } from '../shared/source-answers.ts';

export interface ImmunizationRow {
  /** Null where the record names the vaccine in words alone. */
  readonly vaccineCode: string | null;
  readonly vaccine: string | null;
  /** YYYY-MM-DD in Indonesia's western time; null where the day is not known. */
  readonly occurredOn: string | null;
  readonly doseNumber: number | null;
  readonly status: ImmunizationStatus;
}

/** What one region's system holds of a person. Encounters, diagnoses and the mother's name are never read. */
export interface HealthRecord extends Sourced {
  readonly ihsNumber: string;
  /** Latest first, those without a day last. */
  readonly immunizations: readonly ImmunizationRow[];
}

/** The port HealthRecord: a person's record in one region's system. Nothing of it is cached. */
export interface HealthRecordSource {
  /**
   * One answer per NIK, in key order; null for a person whom the system does not know. A NIK that `access` does not open
   * is answered by the Error `FORBIDDEN` and not looked up; a record that the system refuses to show by `SOURCE_REFUSED`.
   */
  recordsByNik(
    call: SourceCall,
    access: RowAccess,
    niks: readonly string[],
  ): Promise<readonly Loaded<HealthRecord | null>[]>;
}
