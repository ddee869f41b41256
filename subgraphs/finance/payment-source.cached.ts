import type { SystemBinding } from '../../common/binding.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { PaymentSource } from './payment-source.ts';
import type { SourcedAmount } from './source-answers.ts';
import { readManyThrough } from './read-many-through.ts';
import { markRow } from './budget-source.cached.ts';

/** How long realisation is good for in a cache: the sum reads a year's payments, and anybody may ask for it. */
const TTL_MS = 60_000;

/**
 * Answers what is public of a payment source, its sums, from a cache where it can: else every anonymous request would make
 * the regency's books add up a year. Payment orders pass through; nothing of them is kept.
 */
export function withRealisationCache(
  source: PaymentSource,
  options: { readonly binding: SystemBinding; readonly cache: CacheStore },
): PaymentSource {
  const { cache } = options;
  const { adapter, version: bindingVersion, regionCode } = options.binding;
  const keyOf = (method: string) => (key: unknown) =>
    cacheKey({ adapter, bindingVersion, regionCode, method, arguments: key });
  const kept = { cache, ttlMs: TTL_MS, markCached: markRow<SourcedAmount> };
  return {
    ...source,
    realisations: (call, keys) =>
      readManyThrough({
        ...kept,
        keys,
        toKey: keyOf('realisations'),
        load: (missing) => source.realisations(call, missing),
      }),
    realisationsByLine: (call, keys) =>
      readManyThrough({
        ...kept,
        keys,
        toKey: keyOf('realisationsByLine'),
        load: (missing) => source.realisationsByLine(call, missing),
      }),
  };
}
