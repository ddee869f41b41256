import DataLoader from 'dataloader';
import type { RegionCode } from '../../common/region-code.ts';

/** One DataLoader a region, made when it is first asked: keys of one request are asked together and once. */
export function batchByRegion<Value>(
  loadMany: (region: RegionCode, keys: readonly string[]) => Promise<readonly (Value | Error)[]>,
): (region: RegionCode, key: string) => Promise<Value> {
  const batches = new Map<RegionCode, DataLoader<string, Value>>();
  return (region, key) => {
    const batch =
      batches.get(region) ?? new DataLoader<string, Value>(async (keys) => loadMany(region, keys));
    batches.set(region, batch);
    return batch.load(key);
  };
}
