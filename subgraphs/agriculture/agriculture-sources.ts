import type { Bindings, PortName, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import type { AgricultureConnectors } from './agriculture-connectors.ts';
import { declarationOf } from './declaration-of.ts';
import { createErdkkSheet } from './erdkk-sheet.ts';
import { createErdkkAllocationSource } from './farmer-allocation-source.erdkk-workbook.ts';
import type { FarmerAllocationSource } from './farmer-allocation-source.ts';
import { createSipdpsPlantingSource } from './planting-source.sipdps.ts';
import type { PlantingSource } from './planting-source.ts';
import { readProvinceDirectory } from './regency-directory.ts';
import { notBound, type OnDroppedRow } from '../shared/source-answers.ts';

interface SourceByPort {
  readonly FarmerAllocation: FarmerAllocationSource;
  readonly Planting: PlantingSource;
}

export type AgriculturePort = keyof SourceByPort & PortName;

/** The sources of every region, made once and shared by all requests. */
export interface AgricultureSources {
  has(port: AgriculturePort, regionCode: RegionCode): boolean;
  /** Regions that have the port bound, in the bindings' order. */
  regionsWith(port: AgriculturePort): readonly RegionCode[];
  /**
   * @throws SourceError - `SOURCE_NOT_BOUND` where the region has no system for the port.
   */
  get<Port extends AgriculturePort>(port: Port, regionCode: RegionCode): SourceByPort[Port];
}

export interface SourcesOptions {
  readonly bindings: Bindings;
  readonly connectors: AgricultureConnectors;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
  readonly onDroppedRow: OnDroppedRow;
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
    has: (port, regionCode) => sources[port].has(regionCode),
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
  { connectors, onDroppedRow }: SourcesOptions,
): FarmerAllocationSource {
  if (binding.adapter !== 'erdkk-workbook') throw unserved(binding, 'FarmerAllocation');
  const { regencies } = readProvinceDirectory(binding.regionCode.slice(0, 2));
  const connector = connectors.workbook(binding, createErdkkSheet(regencies));
  return createErdkkAllocationSource({ binding, connector, onDroppedRow });
}

function createPlantingSource(
  binding: SystemBinding,
  { replicas, clock }: SourcesOptions,
): PlantingSource {
  if (binding.adapter !== 'sipdps') throw unserved(binding, 'Planting');
  const declaration = declarationOf(binding);
  return createSipdpsPlantingSource({ binding, declaration, replicas, clock });
}

function unserved(binding: SystemBinding, port: PortName): InternalError {
  return new InternalError(`the adapter ${binding.adapter} does not serve the port ${port}`);
}
