import type { SqlDialect } from '../common/binding.ts';

export type Sector = 'population' | 'finance';

interface Place {
  readonly regionCode: string;
  readonly sector: Sector;
}

/** A system that a regency has, and that is simulated here. */
export type SimulatedSystem =
  | (Place & { readonly kind: 'siak' | 'simda'; readonly dialect: SqlDialect })
  | (Place & { readonly kind: 'dukcapil' })
  | (Place & { readonly kind: 'dkb' | 'budget' | 'aid' });

const finance = (kind: 'budget' | 'aid', regionCode: string): SimulatedSystem => ({
  kind,
  regionCode,
  sector: 'finance',
});
const dukcapil = (regionCode: string): SimulatedSystem[] => [
  { kind: 'dukcapil', regionCode, sector: 'population' },
  { kind: 'dkb', regionCode, sector: 'population' },
];
const siak = (regionCode: string, dialect: SqlDialect): SimulatedSystem => ({
  kind: 'siak',
  regionCode,
  dialect,
  sector: 'population',
});
const simda = (regionCode: string, dialect: SqlDialect): SimulatedSystem => ({
  kind: 'simda',
  regionCode,
  dialect,
  sector: 'finance',
});

/** What stands behind which regency's bindings. */
export const SIMULATED_SYSTEMS: readonly SimulatedSystem[] = [
  ...dukcapil('36.01'),
  finance('budget', '36.01'),
  siak('36.02', 'mariadb'),
  simda('36.02', 'mariadb'),
  siak('36.03', 'postgresql'),
  simda('36.03', 'postgresql'),
  finance('aid', '36.03'),
  ...dukcapil('36.04'),
  finance('budget', '36.04'),
  siak('36.71', 'postgresql'),
  simda('36.71', 'postgresql'),
  finance('aid', '36.71'),
  siak('36.72', 'mariadb'),
  finance('budget', '36.72'),
  ...dukcapil('36.73'),
  simda('36.73', 'postgresql'),
  siak('36.74', 'postgresql'),
  finance('budget', '36.74'),
];

/** The variable's stem that a system's settings have: SIAK_3671 of `siak` in 36.71. */
export function variableStem({ kind, regionCode }: SimulatedSystem): string {
  return `${kind.toUpperCase()}_${regionCode.replace('.', '')}`;
}
