import { LRUCache } from 'lru-cache';
import type { CacheStore } from './cache-store.ts';

export interface MemoryCacheOptions {
  /** Bound over all keys and values, in bytes of UTF-16; default 32 MB. The least recently used goes first. */
  readonly maxBytes?: number;
}

/** A store in this process; gone with it. An entry larger than the whole store is not kept. */
export function createMemoryCacheStore(options: MemoryCacheOptions = {}): CacheStore {
  const maxSize = options.maxBytes ?? 32_000_000;
  const entries = new LRUCache<string, string>({
    maxSize,
    maxEntrySize: maxSize,
    sizeCalculation: (value, key) => Math.max(2 * (value.length + key.length), 1),
    ttlResolution: 1,
  });
  return {
    get: async (key) => entries.get(key),
    async set(key, value, ttlMs) {
      if (ttlMs > 0) entries.set(key, value, { ttl: Math.ceil(ttlMs) });
      else entries.delete(key);
    },
    async delete(key) {
      entries.delete(key);
    },
    async close() {
      entries.clear();
    },
  };
}
