import type { Logger } from '../common/logger.ts';
import type { CacheStore } from '../connectors/cache/cache-store.ts';
import { createMemoryCacheStore } from '../connectors/cache/create-memory-cache-store.ts';
import { createRedisCacheStore } from '../connectors/cache/create-redis-cache-store.ts';

/** The store of public, slow data: Redis where `REDIS_URL` names one, this process's memory otherwise. */
export function createCacheStore(
  environment: Readonly<Record<string, string | undefined>>,
  logger: Logger,
): CacheStore {
  const url = environment['REDIS_URL'];
  return url === undefined ? createMemoryCacheStore() : createRedisCacheStore({ url, logger });
}
