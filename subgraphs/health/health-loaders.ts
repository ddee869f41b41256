import DataLoader from 'dataloader';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { FacilityList } from './facility-source.ts';
import type { HealthRecord } from './health-record-source.ts';
import type { HealthSources } from './health-sources.ts';
import type { Loaded } from '../shared/source-answers.ts';

export interface RecordKey {
  readonly regionCode: RegionCode;
  readonly nik: string;
}

/** The loaders of one request. */
export interface HealthLoaders {
  readonly record: DataLoader<RecordKey, HealthRecord | null, string>;
  readonly facilities: DataLoader<RegionCode, FacilityList>;
}

/** A region that fails costs its own keys only; all regions are asked at the same time. */
export function createHealthLoaders(
  sources: HealthSources,
  call: SourceCall,
  accessTo: (regionCode: RegionCode) => RowAccess,
): HealthLoaders {
  const recordsOf = async (regionCode: RegionCode, niks: readonly string[]) =>
    sources.get('HealthRecord', regionCode).recordsByNik(call, accessTo(regionCode), niks);
  return {
    record: new DataLoader((keys) => loadByRegion(keys, recordsOf), {
      cacheKeyFn: ({ regionCode, nik }) => `${regionCode} ${nik}`,
    }),
    facilities: new DataLoader((regions) =>
      Promise.all(
        regions.map((region) =>
          settle(async () => sources.get('Facility', region).facilities(call)),
        ),
      ),
    ),
  };
}

async function loadByRegion(
  keys: readonly RecordKey[],
  load: (
    regionCode: RegionCode,
    niks: readonly string[],
  ) => Promise<readonly Loaded<HealthRecord | null>[]>,
): Promise<readonly Loaded<HealthRecord | null>[]> {
  const answers = new Map<RecordKey, Loaded<HealthRecord | null>>();
  const regions = new Set(keys.map(({ regionCode }) => regionCode));
  await Promise.all(
    [...regions].map(async (regionCode) => {
      const own = keys.filter((key) => key.regionCode === regionCode);
      const loaded = await settle(() =>
        load(
          regionCode,
          own.map(({ nik }) => nik),
        ),
      );
      own.forEach((key, index) => {
        answers.set(key, loaded instanceof Error ? loaded : (loaded[index] ?? null));
      });
    }),
  );
  return keys.map((key) => answers.get(key) ?? null);
}

async function settle<T>(load: () => Promise<T>): Promise<T | Error> {
  try {
    return await load();
  } catch (error) {
    return error instanceof Error ? error : new Error('a source failed', { cause: error });
  }
}
