import DataLoader from 'dataloader';
import type { Provenance } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { EducationSources } from './education-sources.ts';
import type { PublishedClasses } from './publish-classes.ts';
import type { PupilRow, PupilSource } from './pupil-source.ts';
import type { RegionEducationRow } from './region-education.ts';
import type { SchoolRow, SchoolSource } from './school-source.ts';
import { notBound, toError, type Loaded } from '../shared/source-answers.ts';

/** One key of one region. */
export interface RegionKey {
  readonly regionCode: RegionCode;
  readonly key: string;
}

type RegionLoader<Value> = DataLoader<RegionKey, Value, string>;

/** The loaders of one request. */
export interface EducationLoaders {
  /** By NPSN. */
  readonly school: RegionLoader<SchoolRow>;
  /** By NPSN. */
  readonly classes: RegionLoader<PublishedClasses>;
  /** By NIK. */
  readonly pupilsByNik: RegionLoader<readonly PupilRow[]>;
  /** By peserta_didik_id. */
  readonly pupilById: RegionLoader<PupilRow | null>;
  readonly region: DataLoader<RegionCode, RegionEducationRow>;
  readonly standing: DataLoader<RegionCode, Provenance>;
}

export function createEducationLoaders(
  sources: EducationSources,
  call: SourceCall,
  accessTo: (regionCode: RegionCode) => RowAccess,
): EducationLoaders {
  const schoolsOf = (region: RegionCode): SchoolSource => {
    const source = sources.schools.get(region);
    if (source === undefined) throw notBound('School', region);
    return source;
  };
  const pupilsOf = (region: RegionCode): PupilSource => {
    const source = sources.pupils.get(region);
    if (source === undefined) throw notBound('Pupil', region);
    return source;
  };
  return {
    school: createRegionLoader((region, npsns) => schoolsOf(region).schools(call, npsns)),
    classes: createRegionLoader((region, npsns) => schoolsOf(region).classes(call, npsns)),
    pupilsByNik: createRegionLoader((region, niks) =>
      pupilsOf(region).pupilsByNik(accessTo(region), niks),
    ),
    pupilById: createRegionLoader((region, ids) =>
      pupilsOf(region).pupilsById(accessTo(region), ids),
    ),
    region: new DataLoader((regions) =>
      eachRegion(regions, (region) => schoolsOf(region).region(call)),
    ),
    standing: new DataLoader((regions) =>
      eachRegion(regions, (region) => pupilsOf(region).standing()),
    ),
  };
}

/**
 * A loader whose keys belong to regions: `load` is called once a region, all regions at the same time, and a region that
 * fails costs its own keys only.
 */
function createRegionLoader<Value>(
  load: (regionCode: RegionCode, keys: readonly string[]) => Promise<readonly Loaded<Value>[]>,
): RegionLoader<Value> {
  return new DataLoader<RegionKey, Value, string>(
    async (asked) => {
      const regions = [...new Set(asked.map(({ regionCode }) => regionCode))];
      const answers = new Map<RegionKey, Loaded<Value>>();
      await Promise.all(
        regions.map(async (regionCode) => {
          const own = asked.filter((one) => one.regionCode === regionCode);
          const keys = own.map(({ key }) => key);
          const [loaded] = await eachRegion([regionCode], (region) => load(region, keys));
          own.forEach((one, index) => {
            answers.set(one, loaded instanceof Error ? loaded : (loaded?.[index] as Loaded<Value>));
          });
        }),
      );
      return asked.map((one) => answers.get(one) as Loaded<Value>);
    },
    { cacheKeyFn: ({ regionCode, key }) => `${regionCode}/${key}` },
  );
}

function eachRegion<Value>(
  regions: readonly RegionCode[],
  load: (regionCode: RegionCode) => Promise<Value>,
): Promise<readonly Loaded<Value>[]> {
  return Promise.all(
    regions.map(async (region): Promise<Loaded<Value>> => {
      try {
        return await load(region);
      } catch (error) {
        return toError(error);
      }
    }),
  );
}
