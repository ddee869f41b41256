import {
  PORTS,
  type PortName,
  type RegionBindings,
  type SystemBinding,
} from '../common/binding.ts';
import type { Clock } from '../common/clock.ts';
import type { Language } from '../common/errors/catalogue.ts';
import type { RegionCode } from '../common/region-code.ts';
import { checkRegion, toRegionPath, type CheckedRegion } from '../registry/read-registry.ts';
import { adviseOn } from './doctor-advice.ts';
import { GOOD_STATES, type RegionReport, type SystemReport } from './region-report.ts';
import type { EffectiveEnvironment } from './simulator-environment.ts';
import type { Trial, TrySystem } from './try-system.ts';

export interface DoctorOptions {
  readonly region: RegionCode;
  /** The registry's folder. */
  readonly folder: string;
  readonly environment: EffectiveEnvironment;
  readonly language: Language;
  readonly clock: Clock;
  readonly trySystem: TrySystem;
  /** Told before each system that is tried. */
  readonly onProgress: (system: string) => void;
}

/**
 * Examines one region: its file as the server would read it, then every system that it binds, one after the other. A
 * system that is switched off or in maintenance is not asked. Nothing is changed anywhere.
 */
export async function examineRegion(options: DoctorOptions): Promise<RegionReport> {
  const { bindings, faults } = await readBoth(options);
  const systems: SystemReport[] = [];
  for (const [binding, ports] of systemsOf(bindings)) {
    options.onProgress(binding.system);
    systems.push(await examineSystem(binding, ports, options));
  }
  return {
    region: options.region,
    name: bindings?.name ?? null,
    well: faults.length === 0 && systems.every(({ state }) => GOOD_STATES.has(state)),
    faults,
    systems,
    notBound: bindings === undefined ? [] : PORTS.filter((port) => !(port in bindings.ports)),
  };
}

/** Faults as the server has them; bindings also where only its policy refuses them, so that they can be tried. */
async function readBoth(options: DoctorOptions): Promise<CheckedRegion> {
  const { variables, simulated } = options.environment;
  const read = (evidenceKept: boolean) =>
    checkRegion(toRegionPath(options.folder, options.region), {
      environment: variables,
      simulatedVariables: simulated,
      production: variables['NODE_ENV'] === 'production',
      evidenceKept,
    });
  const { faults } = await read(false);
  const { bindings } = await read(true);
  return { faults, bindings };
}

function systemsOf(
  bindings: RegionBindings | undefined,
): readonly (readonly [SystemBinding, readonly PortName[]])[] {
  const systems = new Map<SystemBinding, PortName[]>();
  for (const port of PORTS) {
    const binding = bindings?.ports[port];
    if (binding !== undefined) systems.set(binding, [...(systems.get(binding) ?? []), port]);
  }
  return [...systems];
}

async function examineSystem(
  binding: SystemBinding,
  ports: readonly PortName[],
  options: DoctorOptions,
): Promise<SystemReport> {
  const closed = closedState(binding, options.clock.nowMs());
  const trial: Trial = closed ?? (await options.trySystem(binding, ports));
  const { system, adapter, controller, contact, simulated, limits } = binding;
  return {
    ...{ system, adapter, ports, controller, contact, simulated },
    state: trial.state,
    detail: trial.detail,
    testNik: trial.testNik,
    limits,
    remark: binding.remark ?? null,
    advice: adviseOn(trial.state, binding, options.language),
  };
}

function closedState(binding: SystemBinding, nowMs: number): Trial | undefined {
  if (!binding.enabled) {
    return { state: 'OFF', detail: 'Switched off in its file.', testNik: 'NOT_TRIED' };
  }
  const window = binding.maintenance.find(
    ({ from, to }) => Date.parse(from) <= nowMs && nowMs < Date.parse(to),
  );
  return window === undefined
    ? undefined
    : { state: 'MAINTENANCE', detail: `In maintenance until ${window.to}.`, testNik: 'NOT_TRIED' };
}
