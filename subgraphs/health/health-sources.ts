import type { Bindings, PortName, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { FacilitySource } from './facility-source.ts';
import { createYankesFacilitySource } from './facility-source.yankes.ts';
import type { HealthConnectors } from './health-connectors.ts';
import { createSatusehatHealthRecordSource } from './health-record-source.satusehat.ts';
import type { HealthRecordSource } from './health-record-source.ts';
import { notBound, type OnDroppedRow } from '../shared/source-answers.ts';
import { withFacilityCache } from './with-facility-cache.ts';

interface SourceByPort {
  readonly HealthRecord: HealthRecordSource;
  readonly Facility: FacilitySource;
}

export type HealthPort = keyof SourceByPort & PortName;

/** The sources of every region, made once and shared by all requests. */
export interface HealthSources {
  /** Regions that have the port bound, in the bindings' order. */
  regionsWith(port: HealthPort): readonly RegionCode[];
  /**
   * @throws SourceError - `SOURCE_NOT_BOUND` where the region has no system for the port.
   */
  get<Port extends HealthPort>(port: Port, regionCode: RegionCode): SourceByPort[Port];
}

export interface SourcesOptions {
  readonly bindings: Bindings;
  readonly connectors: HealthConnectors;
  readonly cache: CacheStore;
  readonly clock: Clock;
  readonly onDroppedRow: OnDroppedRow;
}

/**
 * @throws InternalError - Where a port is bound to an adapter that does not serve it; the registry has checked that.
 */
export function createHealthSources(options: SourcesOptions): HealthSources {
  const sources: { readonly [Port in HealthPort]: Map<RegionCode, SourceByPort[Port]> } = {
    HealthRecord: new Map(),
    Facility: new Map(),
  };
  for (const [regionCode, { ports }] of options.bindings) {
    const { HealthRecord, Facility } = ports;
    if (HealthRecord) sources.HealthRecord.set(regionCode, createRecords(HealthRecord, options));
    if (Facility) sources.Facility.set(regionCode, createFacilities(Facility, options));
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

function createRecords(binding: SystemBinding, options: SourcesOptions): HealthRecordSource {
  if (binding.adapter !== 'satusehat') throw unserved(binding, 'HealthRecord');
  const { clock, connectors, onDroppedRow } = options;
  const connector = connectors.satusehat(binding);
  return createSatusehatHealthRecordSource({ binding, connector, clock, onDroppedRow });
}

function createFacilities(binding: SystemBinding, options: SourcesOptions): FacilitySource {
  if (binding.adapter !== 'yankes') throw unserved(binding, 'Facility');
  const { cache, clock, connectors, onDroppedRow } = options;
  const connector = connectors.yankes(binding);
  const source = createYankesFacilitySource({ binding, connector, clock, onDroppedRow });
  return withFacilityCache(source, { binding, cache, clock });
}

function unserved(binding: SystemBinding, port: PortName): InternalError {
  return new InternalError(`the adapter ${binding.adapter} does not serve the port ${port}`);
}
