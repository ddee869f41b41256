import { systemClock, type Clock } from '../../common/clock.ts';
import { SourceError } from '../../common/errors/errors.ts';
import type { CacheStore } from './cache-store.ts';

/** A value and when it was loaded. */
export interface Cached<T> {
  readonly value: T;
  /** When the value was loaded, RFC 3339. */
  readonly cachedAt: string;
  /** Whether it came out of the store; false where it was loaded for this call, or for an equal one in flight. */
  readonly fromCache: boolean;
}

/** Loads in flight, by store and key. */
const loading = new WeakMap<CacheStore, Map<string, Promise<Cached<unknown>>>>();

/**
 * The value under `key`, loaded by `load` where the store does not know it, and then kept for `ttlMs`. Equal loads of
 * this process that are in flight at the same time are one; whoever joins one shares its fate, but for what is the first
 * caller's own (his deadline, the bound on his operation): then a joiner loads for himself. Errors are never kept. The value must be JSON and is shared between callers: nobody may change it.
 *
 * The type is not checked again when the value is read back: let the key's `bindingVersion` and `method` change with it.
 */
export async function readThrough<T>(
  store: CacheStore,
  key: string,
  ttlMs: number,
  load: () => Promise<T>,
  clock: Clock = systemClock,
): Promise<Cached<T>> {
  const inFlight = loading.get(store) ?? new Map<string, Promise<Cached<unknown>>>();
  loading.set(store, inFlight);
  const joined = inFlight.get(key);
  if (joined !== undefined) {
    return (joined as Promise<Cached<T>>).catch((error: unknown) => {
      if (!isCallersOwn(error)) throw error;
      return readThrough(store, key, ttlMs, load, clock);
    });
  }
  const answer = getOrLoad(store, key, ttlMs, load, clock).finally(() => inFlight.delete(key));
  inFlight.set(key, answer);
  return answer;
}

/** Faults of the call that loaded, which say nothing of another. */
const CALLERS_OWN: ReadonlySet<string> = new Set(['SOURCE_TIMEOUT', 'SOURCE_OPERATION_LIMIT']);

function isCallersOwn(error: unknown): boolean {
  return error instanceof SourceError && CALLERS_OWN.has(error.code);
}

async function getOrLoad<T>(
  store: CacheStore,
  key: string,
  ttlMs: number,
  load: () => Promise<T>,
  clock: Clock,
): Promise<Cached<T>> {
  const kept = await readKept<T>(store, key);
  if (kept !== undefined) return kept;
  const value = await load();
  const cachedAt = new Date(clock.nowMs()).toISOString();
  await store.set(key, JSON.stringify({ value, cachedAt }), ttlMs);
  return { value, cachedAt, fromCache: false };
}

/** What the store holds under `key`, without loading it; its type is not checked again. */
export async function readKept<T>(store: CacheStore, key: string): Promise<Cached<T> | undefined> {
  const kept = parseKept(await store.get(key));
  return kept === undefined ? undefined : { ...kept, value: kept.value as T, fromCache: true };
}

/** Undefined where there is nothing, or nothing that we wrote. */
function parseKept(
  text: string | undefined,
): { readonly value: unknown; readonly cachedAt: string } | undefined {
  if (text === undefined) return undefined;
  try {
    const kept = JSON.parse(text) as {
      readonly value?: unknown;
      readonly cachedAt?: unknown;
    } | null;
    if (kept === null || !('value' in kept) || typeof kept.cachedAt !== 'string') return undefined;
    return { value: kept.value, cachedAt: kept.cachedAt };
  } catch {
    return undefined;
  }
}
