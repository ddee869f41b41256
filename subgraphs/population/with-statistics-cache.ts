import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import { loadAndKeep, readThrough } from '../../connectors/cache/read-through.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import { orAborted, startDeadline } from '../../connectors/resilience/deadline.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import type { AdapterContext } from './adapter-context.ts';
import type { PopulationStatisticsSource } from './population-statistics-source.ts';
import type { PublishedPopulation } from './published-population.ts';

/** How long published figures are good for: a population changes slowly, and counting it is the register's dearest query. */
const FRESH_MS = 3_600_000;
/** How long they are kept, to be answered while they are counted anew. */
const KEPT_MS = 24 * FRESH_MS;
/** The least time between two counts behind an answer, so that a register that cannot count is not asked by every request. */
const RECOUNT_AFTER_MS = 60_000;

/**
 * Keeps what a source published, which is public; what came from the cache says so, and as of when it was counted.
 *
 * Figures older than an hour are answered at once, as STALE, and counted anew behind the answer; after a day without a
 * count they are gone. So the register's size is felt by the first request alone. That one waits until its own deadline;
 * the count goes on until the binding's, for whoever asks next.
 */
export function withStatisticsCache(
  source: PopulationStatisticsSource,
  cache: CacheStore,
  { binding, clock }: Pick<AdapterContext, 'binding' | 'clock'>,
): PopulationStatisticsSource {
  const key = cacheKey({
    adapter: binding.adapter,
    bindingVersion: binding.version,
    regionCode: binding.regionCode,
    method: 'statistics',
    arguments: {},
  });
  let recountAtMs = 0;

  /** The count has the binding's whole time: it is not only the present request's. */
  function count(call: SourceCall): Promise<PublishedPopulation> {
    const deadlineAtMs = clock.nowMs() + binding.limits.timeoutMs;
    return source.statistics({ ...call, deadlineAtMs });
  }

  function recountBehind(call: SourceCall): void {
    if (clock.nowMs() < recountAtMs) return;
    recountAtMs = clock.nowMs() + RECOUNT_AFTER_MS;
    // Its failure is the connector's to observe; what is kept goes on being answered.
    loadAndKeep(cache, key, KEPT_MS, () => count(call), clock).catch(() => undefined);
  }

  async function waitFor<T>(work: Promise<T>, call: SourceCall): Promise<T> {
    const { signal, stop } = startDeadline(call.deadlineAtMs - clock.nowMs());
    return orAborted(work, signal, () => sourceError(binding, 'SOURCE_TIMEOUT')).finally(stop);
  }

  return {
    async statistics(call) {
      const known = readThrough(cache, key, KEPT_MS, () => count(call), clock);
      const { value, cachedAt, fromCache } = await waitFor(known, call);
      if (!fromCache) return value;
      const stale = clock.nowMs() - Date.parse(cachedAt) >= FRESH_MS;
      if (stale) recountBehind(call);
      return {
        ...value,
        provenance: { ...value.provenance, state: stale ? 'STALE' : 'CACHED' },
      };
    },
  };
}
