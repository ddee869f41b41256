import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { Loaded } from '../shared/source-answers.ts';

/**
 * Answers many keys from a cache, and those that it does not hold in one load, which are then kept; Errors are not. A
 * kept text that cannot be read is as good as none.
 */
export async function readManyThrough<Key, Value>(options: {
  readonly cache: CacheStore;
  readonly ttlMs: number;
  readonly keys: readonly Key[];
  readonly toKey: (key: Key) => string;
  /** One answer per key, in key order. */
  readonly load: (missing: readonly Key[]) => Promise<readonly Loaded<Value>[]>;
  readonly markCached: (value: Value) => Value;
}): Promise<readonly Loaded<Value>[]> {
  const { cache, ttlMs, keys, toKey, load, markCached } = options;
  const kept = await Promise.all(
    keys.map(async (key) => toKept<Value>(await cache.get(toKey(key)))),
  );
  const missing = keys.filter((_key, index) => kept[index] === undefined);
  if (missing.length === 0) return kept.map((it) => markCached((it as Kept<Value>).value));
  const loaded = await load(missing);
  await Promise.all(
    missing.map(async (key, index) => {
      const value = loaded[index];
      if (value instanceof Error) return;
      await cache.set(toKey(key), JSON.stringify({ value }), ttlMs);
    }),
  );
  const fresh = loaded.values();
  return kept.map((it) =>
    it === undefined ? (fresh.next().value as Loaded<Value>) : markCached(it.value),
  );
}

/** Around the value, so that null can be told from nothing. */
interface Kept<Value> {
  readonly value: Value;
}

function toKept<Value>(text: string | undefined): Kept<Value> | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Kept<Value>;
  } catch {
    return undefined;
  }
}
