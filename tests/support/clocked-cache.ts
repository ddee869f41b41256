import type { Clock } from '../../common/clock.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';

/** A store whose keys expire by the test's clock: a day that a test lets pass is one for the cache too. */
export function createClockedCacheStore(clock: Clock): CacheStore {
  const entries = new Map<string, { readonly value: string; readonly untilMs: number }>();
  return {
    async get(key) {
      const entry = entries.get(key);
      return entry !== undefined && clock.nowMs() < entry.untilMs ? entry.value : undefined;
    },
    async set(key, value, ttlMs) {
      entries.set(key, { value, untilMs: clock.nowMs() + ttlMs });
    },
    async delete(key) {
      entries.delete(key);
    },
    async close() {
      entries.clear();
    },
  };
}
