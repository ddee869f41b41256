import type { Bindings, PortName, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { AdapterContext } from './adapter-context.ts';
import type { OnDroppedRow } from './dropped-row.ts';
import { createSiakFamilySource } from './family-source.siak.ts';
import type { FamilySource } from './family-source.ts';
import type { PopulationConnectors } from './population-connectors.ts';
import { createDkbStatisticsSource } from './population-statistics-source.dkb-workbook.ts';
import { createSiakStatisticsSource } from './population-statistics-source.siak.ts';
import type { PopulationStatisticsSource } from './population-statistics-source.ts';
import { createDukcapilResidentSource } from './resident-source.dukcapil.ts';
import { createSiakResidentSource } from './resident-source.siak.ts';
import type { ResidentSource } from './resident-source.ts';
import { withStatisticsCache } from './with-statistics-cache.ts';

type ByRegion<Source> = ReadonlyMap<RegionCode, Source>;

/** The sources behind this subgraph, by the region that binds them. */
export interface PopulationSources {
  readonly residents: ByRegion<ResidentSource>;
  readonly families: ByRegion<FamilySource>;
  readonly statistics: ByRegion<PopulationStatisticsSource>;
}

export interface SourcesOptions {
  readonly bindings: Bindings;
  readonly connectors: PopulationConnectors;
  readonly cache: CacheStore;
  readonly clock: Clock;
  readonly onDroppedRow: OnDroppedRow;
}

/**
 * @throws InternalError where a port is bound to an adapter that does not serve it: the registry should have refused it.
 */
export function createPopulationSources(options: SourcesOptions): PopulationSources {
  const { connectors } = options;
  return {
    residents: mapPort(options, 'Resident', {
      siak: (context) => createSiakResidentSource(connectors.siak(context.binding), context),
      dukcapil: (context) =>
        createDukcapilResidentSource(connectors.dukcapil(context.binding), context),
    }),
    families: mapPort(options, 'Family', {
      siak: (context) => createSiakFamilySource(connectors.siak(context.binding), context),
    }),
    statistics: mapPort(options, 'PopulationStatistics', {
      siak: (context) =>
        withStatisticsCache(
          createSiakStatisticsSource(connectors.siak(context.binding), context),
          options.cache,
          context,
        ),
      'dkb-workbook': (context) =>
        createDkbStatisticsSource(connectors.dkb(context.binding), context),
    }),
  };
}

function mapPort<Source>(
  options: SourcesOptions,
  port: PortName,
  adapters: Partial<Record<SystemBinding['adapter'], (context: AdapterContext) => Source>>,
): ByRegion<Source> {
  const { clock, onDroppedRow } = options;
  const sources = new Map<RegionCode, Source>();
  for (const [regionCode, { ports }] of options.bindings) {
    const binding = ports[port];
    if (binding === undefined) continue;
    const create = adapters[binding.adapter];
    if (create === undefined) {
      throw new InternalError(`no adapter ${binding.adapter} for ${port} of region ${regionCode}`);
    }
    sources.set(regionCode, create({ binding, clock, onDroppedRow }));
  }
  return sources;
}
