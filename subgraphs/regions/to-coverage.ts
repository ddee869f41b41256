import {
  PORTS,
  type PortName,
  type RegionBindings,
  type SystemBinding,
} from '../../common/binding.ts';
import type { PortCoverage } from './generated/resolvers.ts';
import type { FindSourceState } from './source-state.ts';

/** What a regency has for every port, those that are not bound included. */
export function toCoverage(
  region: RegionBindings | undefined,
  nowMs: number,
  findState: FindSourceState,
): Promise<readonly PortCoverage[]> {
  return Promise.all(PORTS.map((port) => coverPort(port, region?.ports[port], nowMs, findState)));
}

async function coverPort(
  port: PortName,
  binding: SystemBinding | undefined,
  nowMs: number,
  findState: FindSourceState,
): Promise<PortCoverage> {
  const nothing = { asOf: null, gap: null };
  if (binding === undefined)
    return { port, system: null, controller: null, state: 'NOT_BOUND', ...nothing };
  const { system, controller } = binding;
  const closed = closedState(binding, nowMs);
  if (closed !== undefined) return { port, system, controller, state: closed, ...nothing };
  const { state, asOf = null, gap = null } = await findState(port, binding);
  return { port, system, controller, state, asOf, gap };
}

/** The owner's switch outranks a maintenance window. A window includes its beginning and not its end. */
function closedState(binding: SystemBinding, nowMs: number): 'OFF' | 'MAINTENANCE' | undefined {
  if (!binding.enabled) return 'OFF';
  const inMaintenance = binding.maintenance.some(
    ({ from, to }) => Date.parse(from) <= nowMs && nowMs < Date.parse(to),
  );
  return inMaintenance ? 'MAINTENANCE' : undefined;
}
