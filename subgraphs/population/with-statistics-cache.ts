import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { createMonthlyFigures } from '../shared/monthly-figures.ts';
import type { AdapterContext } from './adapter-context.ts';
import type { PopulationStatisticsSource } from './population-statistics-source.ts';
import type { PublishedPopulation } from './published-population.ts';

/** Publishes a source's figures once a calendar month, as `createMonthlyFigures` says. */
export function withStatisticsCache(
  source: PopulationStatisticsSource,
  cache: CacheStore,
  { binding, clock }: Pick<AdapterContext, 'binding' | 'clock'>,
): PopulationStatisticsSource {
  const options = { cache, binding, clock, method: 'statistics' };
  const figures = createMonthlyFigures<PublishedPopulation>(options);
  return {
    statistics: (call) => figures.get(call, {}, (counting) => source.statistics(counting)),
  };
}
