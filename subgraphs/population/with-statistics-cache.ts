import type { SystemBinding } from '../../common/binding.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import { readThrough } from '../../connectors/cache/read-through.ts';
import type { PopulationStatisticsSource } from './population-statistics-source.ts';

/** How long published figures are good for: a population changes slowly, and counting it is the register's dearest query. */
const STATISTICS_TTL_MS = 3_600_000;

/** Keeps what a source published, which is public; what came from the cache says so, and as of when it was counted. */
export function withStatisticsCache(
  source: PopulationStatisticsSource,
  cache: CacheStore,
  binding: SystemBinding,
): PopulationStatisticsSource {
  const key = cacheKey({
    adapter: binding.adapter,
    bindingVersion: binding.version,
    regionCode: binding.regionCode,
    method: 'statistics',
    arguments: {},
  });
  return {
    async statistics(call) {
      const load = () => source.statistics(call);
      const { value, fromCache } = await readThrough(cache, key, STATISTICS_TTL_MS, load);
      if (!fromCache) return value;
      return { ...value, provenance: { ...value.provenance, state: 'CACHED' } };
    },
  };
}
