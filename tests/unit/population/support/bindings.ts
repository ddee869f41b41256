import type {
  Bindings,
  Connection,
  PortName,
  SourceLimits,
  SystemBinding,
} from '../../../../common/binding.ts';
import { createFrozenClock } from '../../../../common/clock.ts';
import { silentLogger } from '../../../../common/logger.ts';
import { parseRegionCode, type RegionCode } from '../../../../common/region-code.ts';
import type {
  ConnectorContext,
  ObservedCall,
  SourceCall,
} from '../../../../connectors/connector.ts';
import type { AdapterContext } from '../../../../subgraphs/population/adapter-context.ts';
import type { DroppedRow } from '../../../../subgraphs/population/dropped-row.ts';

/** The instant that every test of this subgraph stands at: 12 hours before midnight in UTC+7. */
export const NOW = '2026-11-21T05:00:00.000Z';

export function region(code: string): RegionCode {
  return parseRegionCode(code)!;
}

export function aBinding(
  adapter: SystemBinding['adapter'],
  regionCode: string,
  connection: Connection,
  limits: Partial<SourceLimits> = {},
): SystemBinding {
  return {
    system: adapter,
    adapter,
    regionCode: region(regionCode),
    regionName: `Wilayah ${regionCode}`,
    controller: `Disdukcapil ${regionCode}`,
    contact: 'contoh@example.id',
    connection,
    limits: {
      ...{ perMinute: 10_000, perDay: 100_000, concurrent: 4, queued: 50, timeoutMs: 5_000 },
      ...limits,
    },
    maintenance: [],
    enabled: true,
    simulated: true,
    version: `${adapter}-${regionCode}`,
  };
}

/** Bindings of regions to what serves their ports. */
export function bindingsOf(
  regions: Readonly<Record<string, Partial<Record<PortName, SystemBinding>>>>,
): Bindings {
  return new Map(
    Object.entries(regions).map(([code, ports]) => [
      region(code),
      { regionCode: region(code), name: `Wilayah ${code}`, ports },
    ]),
  );
}

export interface Observed {
  readonly calls: ObservedCall[];
  readonly dropped: DroppedRow[];
}

/** Contexts of an adapter and its connector that stand at NOW and note what happens. */
export function observing(
  binding: SystemBinding,
): Observed & { readonly connector: ConnectorContext; readonly adapter: AdapterContext } {
  const clock = createFrozenClock(NOW);
  const calls: ObservedCall[] = [];
  const dropped: DroppedRow[] = [];
  return {
    calls,
    dropped,
    connector: { clock, logger: silentLogger, observe: (call) => calls.push(call) },
    adapter: { binding, clock, onDroppedRow: (row) => dropped.push(row) },
  };
}

export function aCall(institution: string | null = null): SourceCall {
  return { requestId: 'request-1', deadlineAtMs: Date.parse(NOW) + 10_000, institution };
}
