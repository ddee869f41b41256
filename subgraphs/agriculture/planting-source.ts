import type { Sourced } from '../../common/provenance.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { Hectares } from './exact-hectares.ts';

/** The planted area of one year in one regency. */
export interface PlantedYear extends Sourced {
  readonly year: number;
  readonly hectares: Hectares;
  /** In the order of the commodities' names. */
  readonly byCommodity: readonly {
    readonly commodity: string;
    readonly hectares: Hectares;
    readonly reports: number;
  }[];
}

/** The port Planting: what was reported as planted in one regency. Public and aggregated. */
export interface PlantingSource {
  /**
   * The latest year that has reports; null where nothing was ever reported, which is not the same as nothing planted.
   *
   * @throws SourceError - `SOURCE_UNAVAILABLE` before the first harvest is whole, `SOURCE_TIMEOUT`, `SOURCE_OFF`.
   */
  latestYear(call: SourceCall): Promise<PlantedYear | null>;
}
