import type { FleetServer, SystemBinding } from '../../../common/binding.ts';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { createMemoryCacheStore } from '../../../connectors/cache/create-memory-cache-store.ts';
import type { ObservedCall, SourceCall } from '../../../connectors/connector.ts';
import type { ReplicaStore } from '../../../connectors/replica/replica-store.ts';
import { createDapodikFleet } from '../../../subgraphs/education/dapodik-fleet.ts';
import { createMemoryReplicas } from './memory-replicas.ts';

export const NOW = '2026-09-21T03:00:00.000Z';
export const REGION = '36.73' as RegionCode;

export function fleetBinding(
  servers: readonly FleetServer[],
  overrides: Partial<SystemBinding> = {},
): SystemBinding {
  return {
    system: 'dapodik',
    adapter: 'dapodik',
    regionCode: REGION,
    regionName: 'Kota Serang',
    controller: 'Dinas Pendidikan dan Kebudayaan Kota Serang',
    contact: 'disdik@example.test',
    connection: { kind: 'fleet', servers },
    limits: { perMinute: 10_000, perDay: 100_000, concurrent: 8, queued: 50, timeoutMs: 500 },
    maintenance: [],
    enabled: true,
    simulated: true,
    replica: { owner: 'Dinas Pendidikan', everyMinutes: 60, retentionDays: 30 },
    version: 'v1',
    ...overrides,
  };
}

/** What an adapter of Dapodik is made with, over real sockets, and what it asked. */
export function createFixture(
  servers: readonly FleetServer[],
  overrides: Partial<SystemBinding> = {},
  replicas: ReplicaStore = createMemoryReplicas(),
) {
  const clock = createFrozenClock(NOW);
  const calls: ObservedCall[] = [];
  const dropped: unknown[] = [];
  const binding = fleetBinding(servers, overrides);
  const context = {
    clock,
    logger: silentLogger,
    observe: (observed: ObservedCall) => calls.push(observed),
  };
  const fleet = createDapodikFleet(binding, context);
  const call = (): SourceCall => ({
    requestId: 'request-1',
    deadlineAtMs: clock.nowMs() + 5_000,
    institution: null,
  });
  return {
    binding,
    fleet,
    clock,
    calls,
    dropped,
    call,
    replicas,
    declaration: binding.replica!,
    cache: createMemoryCacheStore(),
    onDroppedRow: (row: unknown) => dropped.push(row),
  };
}
