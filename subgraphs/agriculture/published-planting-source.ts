import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { Sourced } from '../../common/provenance.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import { createMonthlyFigures } from '../shared/monthly-figures.ts';
import type { PlantingSource } from './planting-source.ts';
import { publishPlanting, type CommodityArea } from './publish-planting.ts';

/** A year's planting in figures that may be published. */
export interface PublishedYear extends Sourced {
  readonly year: number;
  /** Null where there are too few reports. */
  readonly hectares: string | null;
  readonly byCommodity: readonly CommodityArea[];
}

/** What the port Planting gives to the public. */
export interface PublishedPlantingSource {
  /**
   * @throws SourceError - as `PlantingSource.latestYear`.
   */
  latestYear(call: SourceCall): Promise<PublishedYear | null>;
}

/**
 * Publishes a source's planting once a calendar month (`createMonthlyFigures`): areas of two days would else show by their
 * difference what one report said. That nothing was ever reported is no figure, and not kept.
 */
export function withMonthlyPlanting(
  source: PlantingSource,
  options: { readonly cache: CacheStore; readonly binding: SystemBinding; readonly clock: Clock },
): PublishedPlantingSource {
  const figures = createMonthlyFigures<PublishedYear>({ ...options, method: 'planting' });

  async function count(call: SourceCall): Promise<PublishedYear> {
    const latest = await source.latestYear(call);
    if (latest === null) throw new NothingReported();
    const { year, byCommodity, provenance } = latest;
    return { year, ...publishPlanting(byCommodity), provenance };
  }

  return {
    async latestYear(call) {
      try {
        return await figures.get(call, {}, count);
      } catch (error) {
        if (error instanceof NothingReported) return null;
        throw error;
      }
    },
  };
}

class NothingReported extends Error {}
