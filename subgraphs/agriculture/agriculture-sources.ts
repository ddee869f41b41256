import type { Bindings, PortName, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { declarationOf } from '../shared/declaration-of.ts';
import { createErdkkAllocationSource } from './farmer-allocation-source.erdkk-workbook.ts';
import type { FarmerAllocationSource } from './farmer-allocation-source.ts';
import { createSipdpsPlantingSource } from './planting-source.sipdps.ts';
import { withMonthlyPlanting, type PublishedPlantingSource } from './published-planting-source.ts';
import { notBound } from '../shared/source-answers.ts';

interface SourceByPort {
  readonly FarmerAllocation: FarmerAllocationSource;
  readonly Planting: PublishedPlantingSource;
}

export type AgriculturePort = keyof SourceByPort & PortName;

/** The sources of every region, made once and shared by all requests. */
export interface AgricultureSources {
  /** Regions that have the port bound, in the bindings' order. */
  regionsWith(port: AgriculturePort): readonly RegionCode[];
  /**
   * @throws SourceError - `SOURCE_NOT_BOUND` where the region has no system for the port.
   */
  get<Port extends AgriculturePort>(port: Port, regionCode: RegionCode): SourceByPort[Port];
}

export interface SourcesOptions {
  readonly bindings: Bindings;
  readonly replicas: ReplicaStore;
  /** For what is published. */
  readonly cache: CacheStore;
  readonly clock: Clock;
}

/**
 * @throws InternalError - Where a port is bound to an adapter that does not serve it, or a harvested system declares no
 *   replica; the registry has checked that.
 */
export function createAgricultureSources(options: SourcesOptions): AgricultureSources {
  const sources: { readonly [Port in AgriculturePort]: Map<RegionCode, SourceByPort[Port]> } = {
    FarmerAllocation: new Map(),
    Planting: new Map(),
  };
  for (const [regionCode, { ports }] of options.bindings) {
    const { FarmerAllocation, Planting } = ports;
    if (FarmerAllocation) {
      sources.FarmerAllocation.set(regionCode, createAllocationSource(FarmerAllocation, options));
    }
    if (Planting) sources.Planting.set(regionCode, createPlantingSource(Planting, options));
  }
  return {
    regionsWith: (port) => [...sources[port].keys()],
    get(port, regionCode) {
      const source = sources[port].get(regionCode);
      if (source === undefined) throw notBound(port, regionCode);
      return source;
    },
  };
}

function createAllocationSource(
  binding: SystemBinding,
  { replicas, clock }: SourcesOptions,
): FarmerAllocationSource {
  if (binding.adapter !== 'erdkk-workbook') throw unserved(binding, 'FarmerAllocation');
  return createErdkkAllocationSource({ binding, replicas, clock });
}

function createPlantingSource(
  binding: SystemBinding,
  { replicas, cache, clock }: SourcesOptions,
): PublishedPlantingSource {
  if (binding.adapter !== 'sipdps') throw unserved(binding, 'Planting');
  const declaration = declarationOf(binding);
  const source = createSipdpsPlantingSource({ binding, declaration, replicas, clock });
  return withMonthlyPlanting(source, { cache, binding, clock });
}

function unserved(binding: SystemBinding, port: PortName): InternalError {
  return new InternalError(`the adapter ${binding.adapter} does not serve the port ${port}`);
}
