/**
 * A store for public, unfiltered data. Keys name everything that decided the answer (see `cacheKey`) and never hold a
 * personal value. A store that is down is a miss, never an error.
 */
export interface CacheStore {
  /** The value, or undefined where it is unknown or expired. */
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
  close(): Promise<void>;
}
