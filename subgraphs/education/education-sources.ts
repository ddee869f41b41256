import type { Bindings, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import type { EducationConnectors } from './education-connectors.ts';
import { createDapodikPupilSource } from './pupil-source.dapodik.ts';
import type { PupilSource } from './pupil-source.ts';
import { createDapodikSchoolSource } from './school-source.dapodik.ts';
import type { SchoolSource } from './school-source.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

/** The sources of every region, made once and shared by all requests. */
export interface EducationSources {
  readonly schools: ReadonlyMap<RegionCode, SchoolSource>;
  readonly pupils: ReadonlyMap<RegionCode, PupilSource>;
  /** The region that has a school bound under this NPSN. */
  readonly regionOfSchool: ReadonlyMap<string, RegionCode>;
}

export interface SourcesOptions {
  readonly bindings: Bindings;
  readonly connectors: EducationConnectors;
  readonly cache: CacheStore;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
  readonly onDroppedRow: OnDroppedRow;
}

/**
 * @throws InternalError - Where a port is bound to an adapter that does not serve it; the registry has checked that.
 */
export function createEducationSources(options: SourcesOptions): EducationSources {
  const schools = new Map<RegionCode, SchoolSource>();
  const pupils = new Map<RegionCode, PupilSource>();
  for (const [regionCode, { ports }] of options.bindings) {
    if (ports.School) {
      schools.set(regionCode, createDapodikSchoolSource(toDapodik(ports.School, options)));
    }
    if (ports.Pupil) {
      pupils.set(regionCode, createDapodikPupilSource(toDapodik(ports.Pupil, options)));
    }
  }
  const regionOfSchool = [...schools].flatMap(([regionCode, { npsns }]) =>
    npsns.map((npsn) => [npsn, regionCode] as const),
  );
  return { schools, pupils, regionOfSchool: new Map(regionOfSchool.reverse()) };
}

function toDapodik(binding: SystemBinding, options: SourcesOptions) {
  if (binding.adapter !== 'dapodik') {
    throw new InternalError(`the adapter ${binding.adapter} serves no port of education`);
  }
  return { ...options, binding, fleet: options.connectors.dapodik(binding) };
}
