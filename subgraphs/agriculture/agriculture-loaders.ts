import DataLoader from 'dataloader';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { AgricultureSources } from './agriculture-sources.ts';
import type { AllocationsOfPerson } from './farmer-allocation-source.ts';
import type { PublishedYear } from './published-planting-source.ts';
import type { Loaded } from '../shared/source-answers.ts';

export interface PersonKey {
  readonly regionCode: RegionCode;
  readonly nik: string;
}

/** The loaders of one request. */
export interface AgricultureLoaders {
  /** One look-up of a region's replica, whatever the number of persons. */
  readonly allocations: DataLoader<PersonKey, AllocationsOfPerson, string>;
  readonly planting: DataLoader<RegionCode, PublishedYear | null>;
}

export function createAgricultureLoaders(
  sources: AgricultureSources,
  call: SourceCall,
  accessTo: (regionCode: RegionCode) => RowAccess,
): AgricultureLoaders {
  const loadPersons = async (regionCode: RegionCode, niks: readonly string[]) =>
    sources.get('FarmerAllocation', regionCode).allocationsByNik(call, accessTo(regionCode), niks);
  return {
    allocations: new DataLoader((keys) => loadByRegion(keys, loadPersons), {
      cacheKeyFn: ({ regionCode, nik }) => `${regionCode}/${nik}`,
    }),
    planting: new DataLoader((regions) =>
      Promise.all(
        regions.map((region) =>
          settle(async () => sources.get('Planting', region).latestYear(call)),
        ),
      ),
    ),
  };
}

/** Asks all regions at the same time; a region that fails costs its own keys only. */
async function loadByRegion<Value>(
  keys: readonly PersonKey[],
  load: (regionCode: RegionCode, niks: readonly string[]) => Promise<readonly Loaded<Value>[]>,
): Promise<readonly Loaded<Value>[]> {
  const answers = new Map<PersonKey, Loaded<Value>>();
  const regions = [...new Set(keys.map(({ regionCode }) => regionCode))];
  await Promise.all(
    regions.map(async (regionCode) => {
      const own = keys.filter((key) => key.regionCode === regionCode);
      const niks = own.map(({ nik }) => nik);
      const loaded = await settle(() => load(regionCode, niks));
      own.forEach((key, index) => {
        answers.set(key, loaded instanceof Error ? loaded : (loaded[index] as Loaded<Value>));
      });
    }),
  );
  return keys.map((key) => answers.get(key) as Loaded<Value>);
}

async function settle<T>(load: () => Promise<T>): Promise<T | Error> {
  try {
    return await load();
  } catch (error) {
    return error instanceof Error ? error : new Error('a source failed', { cause: error });
  }
}
