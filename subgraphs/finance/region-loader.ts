import DataLoader from 'dataloader';
import type { RegionCode } from '../../common/region-code.ts';
import type { Loaded } from '../shared/source-answers.ts';

/** More keys than this are asked for in several calls, so that no query grows without bounds. */
const MAX_KEYS = 200;

export interface RegionKey {
  readonly regionCode: RegionCode;
}

export type RegionLoader<Key extends RegionKey, Value> = DataLoader<Key, Value, string>;

/**
 * A loader whose keys belong to regions: `load` is called once a region, all regions at the same time, and a region
 * that fails costs its own keys only. Keys are equal when their properties are.
 */
export function createRegionLoader<Key extends RegionKey, Value>(
  load: (regionCode: RegionCode, keys: readonly Key[]) => Promise<readonly Loaded<Value>[]>,
): RegionLoader<Key, Value> {
  return new DataLoader<Key, Value, string>((keys) => loadByRegion(keys, load), {
    maxBatchSize: MAX_KEYS,
    cacheKeyFn: (key) => JSON.stringify(Object.entries(key).sort()),
  });
}

async function loadByRegion<Key extends RegionKey, Value>(
  keys: readonly Key[],
  load: (regionCode: RegionCode, keys: readonly Key[]) => Promise<readonly Loaded<Value>[]>,
): Promise<readonly Loaded<Value>[]> {
  const answers = new Map<Key, Loaded<Value>>();
  const regions = [...new Set(keys.map(({ regionCode }) => regionCode))];
  await Promise.all(
    regions.map(async (regionCode) => {
      const own = keys.filter((key) => key.regionCode === regionCode);
      const loaded = await settle(() => load(regionCode, own));
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
