import type { SourceCall } from '../../connectors/connector.ts';
import type { PublishedPopulation } from './published-population.ts';

/**
 * The port PopulationStatistics: the population of one regency in figures that may be published. No cell under 10 and
 * none that would give such a cell away leaves an adapter, so that what it answers may be cached.
 */
export interface PopulationStatisticsSource {
  /**
   * @throws SourceError
   */
  statistics(call: SourceCall): Promise<PublishedPopulation>;
}
