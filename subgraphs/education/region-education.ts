import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { ProvenanceState, Sourced } from '../../common/provenance.ts';
import type { Figure } from '../shared/suppress-cells.ts';
import { countPupils, toCount } from './publish-classes.ts';
import { publishEnrolment } from './publish-enrolment.ts';
import { isStale } from './pupil-collection.ts';
import type { KnownSchool } from './school-summary.ts';
import { provenanceOf } from '../shared/source-answers.ts';

/** What the figures mean, in both languages: shown beside them. */
const DEFINITION =
  'Murid pada rombongan belajar sekolah yang terikat, menurut Dapodik sekolah masing-masing; sekolah yang belum pernah ' +
  'menjawab tidak terhitung. / Pupils in classes of the bound schools, by each school’s Dapodik; schools that have never ' +
  'answered are not counted.';

const UNKNOWN_LEVEL = 'LAINNYA';

export interface PublishedCount extends Figure {
  readonly asOf: string;
}

/** A regency's schools and pupils in figures that may be published. */
export interface RegionEducationRow extends Sourced {
  readonly definition: string;
  readonly schools: PublishedCount;
  readonly pupils: PublishedCount;
  readonly byLevel: readonly {
    readonly level: string;
    readonly schools: PublishedCount;
    readonly pupils: PublishedCount;
  }[];
  readonly staleSchools: number;
  readonly unknownSchools: number;
}

/** A school that is counted, and whether it was asked just now. */
export interface CountedSchool extends KnownSchool {
  readonly live: boolean;
}

/** Figures of `counted`, which is never empty, out of `bound` schools. They are as of the oldest school's. */
export function toRegionEducation(
  binding: SystemBinding,
  clock: Clock,
  bound: number,
  counted: readonly CountedSchool[],
): RegionEducationRow {
  const dates = counted.map(({ asOf }) => asOf);
  const asOf = dates.reduce((one, other) => (Date.parse(one) <= Date.parse(other) ? one : other));
  const staleSchools = counted.filter(
    (school) => !school.live && isStale(binding, school.asOf, clock),
  ).length;
  const unknownSchools = bound - counted.length;
  const enrolment = publishEnrolment(
    counted.map(({ level, classes }) => ({
      level: level ?? UNKNOWN_LEVEL,
      pupils: countPupils(classes),
    })),
  );
  const state: ProvenanceState =
    staleSchools + unknownSchools > 0
      ? 'STALE'
      : counted.every(({ live }) => live)
        ? 'LIVE'
        : 'REPLICA';
  // Schools are public: a count of them is never suppressed.
  const exact = (value: number) => toCount({ value, status: 'EXACT' }, { asOf });
  return {
    definition: DEFINITION,
    schools: exact(bound),
    pupils: toCount(enrolment.total, { asOf }),
    byLevel: enrolment.byLevel.map(({ level, schools, pupils }) => ({
      level,
      schools: exact(schools),
      pupils: toCount(pupils, { asOf }),
    })),
    staleSchools,
    unknownSchools,
    provenance: provenanceOf(binding, asOf, state),
  };
}
