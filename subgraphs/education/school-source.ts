import type { Provenance, Sourced } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { PublishedClasses } from './publish-classes.ts';
import type { RegionEducationRow } from './region-education.ts';
import type { Loaded } from '../shared/source-answers.ts';

/** What a school says of itself. */
export interface SchoolFacts {
  readonly npsn: string;
  readonly name: string | null;
  /** The kind of school, such as SD. */
  readonly level: string | null;
  readonly status: 'PUBLIC' | 'PRIVATE' | null;
  /** Null where the school's own code is none of Kemendagri's. */
  readonly villageCode: RegionCode | null;
}

export interface SchoolRow extends SchoolFacts, Sourced {}

/** A class and how many pupils it has, which is not to be published when few. */
export interface ClassSize {
  readonly name: string;
  readonly grade: string | null;
  readonly pupils: number;
}

/** The port School: the schools of one regency. All of it is public, and fit to be published. */
export interface SchoolSource {
  /** Of all bound schools, in order. */
  readonly npsns: readonly string[];
  /** What is said of a school that does not answer and was never harvested: `STALE`, as of now. */
  unanswered(): Provenance;
  /**
   * One answer per school, in key order: live, or as last harvested (`STALE`) where the school does not answer. An Error
   * where it does not and was never harvested. Only bound schools may be asked for.
   */
  schools(call: SourceCall, npsns: readonly string[]): Promise<readonly Loaded<SchoolRow>[]>;
  /** The same for the schools' classes, small ones suppressed. */
  classes(call: SourceCall, npsns: readonly string[]): Promise<readonly Loaded<PublishedClasses>[]>;
  /**
   * The regency's figures, from what was harvested; only schools that never were are asked.
   *
   * @throws SourceError - where nothing is known of any school.
   */
  region(call: SourceCall): Promise<RegionEducationRow>;
}
