import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { readThrough } from '../../connectors/cache/read-through.ts';
import type { FacilityList, FacilitySource } from './facility-source.ts';

/** How long a list of facilities is good for: somebody who looks for a free bed decides by the minute. */
const TTL_MS = 60_000;

/** Answers from a cache where it can; what comes from there says so (`CACHED`), its `asOf` stays when it was read. */
export function withFacilityCache(
  source: FacilitySource,
  options: { readonly binding: SystemBinding; readonly cache: CacheStore; readonly clock: Clock },
): FacilitySource {
  const { binding, cache, clock } = options;
  const { adapter, version: bindingVersion, regionCode } = binding;
  const key = cacheKey({
    ...{ adapter, bindingVersion, regionCode },
    ...{ method: 'facilities', arguments: {} },
  });
  return {
    async facilities(call) {
      const load = () => source.facilities(call);
      const { value, fromCache } = await readThrough(cache, key, TTL_MS, load, clock);
      return fromCache ? markCached(value) : value;
    },
  };
}

function markCached({ facilities, provenance }: FacilityList): FacilityList {
  const cached = { ...provenance, state: 'CACHED' } as const;
  return {
    facilities: facilities.map((row) => ({ ...row, provenance: cached })),
    provenance: cached,
  };
}
