import { PORTS, type RegionBindings, type SystemBinding } from '../../common/binding.ts';
import type { CoverageState, PortCoverage } from './generated/resolvers.ts';

/** What a regency has for every port, those that are not bound included. */
export function toCoverage(
  region: RegionBindings | undefined,
  nowMs: number,
): readonly PortCoverage[] {
  return PORTS.map((port) => {
    const binding = region?.ports[port];
    return {
      port,
      system: binding?.system ?? null,
      state: stateOf(binding, nowMs),
      controller: binding?.controller ?? null,
    };
  });
}

/** The owner's switch outranks a maintenance window. A window includes its beginning and not its end. */
function stateOf(binding: SystemBinding | undefined, nowMs: number): CoverageState {
  if (binding === undefined) return 'NOT_BOUND';
  if (!binding.enabled) return 'OFF';
  const inMaintenance = binding.maintenance.some(
    ({ from, to }) => Date.parse(from) <= nowMs && nowMs < Date.parse(to),
  );
  return inMaintenance ? 'MAINTENANCE' : 'BOUND';
}
