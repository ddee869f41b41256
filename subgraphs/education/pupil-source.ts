import type { Sourced } from '../../common/provenance.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { Provenance } from '../../common/provenance.ts';
import type { Loaded } from '../shared/source-answers.ts';

/** A pupil as his school has him on record. */
export interface PupilRow extends Sourced {
  readonly pesertaDidikId: string;
  readonly nik: string | null;
  readonly nisn: string | null;
  readonly nameOnRecord: string | null;
  readonly npsn: string;
  readonly grade: string | null;
  readonly className: string | null;
}

/** The port Pupil: who goes to the schools of one regency. Nothing of it is cached. */
export interface PupilSource {
  /**
   * Each person's enrolments, in key order; empty where no school has him. A NIK that `access` does not open is answered
   * by the Error `FORBIDDEN` without being looked up.
   */
  pupilsByNik(
    access: RowAccess,
    niks: readonly string[],
  ): Promise<readonly Loaded<readonly PupilRow[]>[]>;
  /**
   * One pupil per identifier, in key order; null where there is none. A caller without the region's rows finds himself
   * and his wards only, and `FORBIDDEN` for everybody else: nobody else's row is read to find that out.
   */
  pupilsById(
    access: RowAccess,
    pesertaDidikIds: readonly string[],
  ): Promise<readonly Loaded<PupilRow | null>[]>;
  /**
   * As of when it is known that somebody goes to no school: the oldest harvest; `STALE` where a school's is too old or
   * was never made.
   *
   * @throws SourceError - `SOURCE_UNAVAILABLE` where no school was ever harvested.
   */
  standing(): Promise<Provenance>;
}
