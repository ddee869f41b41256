import type { CoverageState, Regency } from './read-coverage.ts';
import { portsOf, type Sector } from './sectors.ts';

export interface CoverageSummary {
  readonly regencies: number;
  /** Regencies whose register of residents is read directly and answers. */
  readonly livePopulation: number;
  /** Systems that are down for every port that they serve; each counts once a regency. */
  readonly systemsDown: number;
  /** Regencies in which no bound system answers. */
  readonly regenciesDown: number;
}

const GIVES_DATA: ReadonlySet<CoverageState> = new Set(['LIVE', 'REPLICA', 'STALE']);

export function summarizeCoverage(regencies: readonly Regency[]): CoverageSummary {
  return {
    regencies: regencies.length,
    livePopulation: regencies.filter(hasLivePopulation).length,
    systemsDown: regencies.reduce((sum, regency) => sum + systemsDown(regency).size, 0),
    regenciesDown: regencies.filter(isDown).length,
  };
}

/** Whether there are bound systems and none of them answers. */
export function isDown({ coverage }: Regency): boolean {
  const bound = (coverage ?? []).filter(({ state }) => state !== 'NOT_BOUND');
  return bound.length > 0 && bound.every(({ state }) => state === 'DOWN');
}

/** How many regencies give at least something of the sector, of whatever age. */
export function countWithData(regencies: readonly Regency[], sector: Sector): number {
  return regencies.filter((regency) =>
    portsOf(regency, sector).some(({ state }) => GIVES_DATA.has(state)),
  ).length;
}

function hasLivePopulation({ coverage }: Regency): boolean {
  return (coverage ?? []).some(({ port, state }) => port === 'Resident' && state === 'LIVE');
}

function systemsDown({ coverage }: Regency): ReadonlySet<string> {
  const down = new Set<string>();
  const alive = new Set<string>();
  for (const { state, system, port } of coverage ?? []) {
    (state === 'DOWN' ? down : alive).add(system ?? port);
  }
  return new Set([...down].filter((system) => !alive.has(system)));
}
