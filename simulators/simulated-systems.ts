import type { SqlDialect } from '../common/binding.ts';

export const SECTORS = ['population', 'education', 'health', 'agriculture', 'finance'] as const;
export type Sector = (typeof SECTORS)[number];

interface Place {
  readonly regionCode: string;
  readonly sector: Sector;
}

/** A system that a regency has, and that is simulated here. */
export type SimulatedSystem =
  | (Place & { readonly kind: 'siak' | 'simda'; readonly dialect: SqlDialect })
  | (Place & { readonly kind: 'dukcapil' })
  | (Place & { readonly kind: 'dkb' | 'budget' | 'aid' | 'erdkk' })
  | (Place & { readonly kind: 'dapodik' | 'satusehat' | 'yankes' | 'sipdps' });

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

const inRegencies = (
  kind: 'dapodik' | 'satusehat' | 'yankes' | 'sipdps' | 'erdkk',
  sector: Sector,
  regencies: readonly string[],
): SimulatedSystem[] => regencies.map((regionCode) => ({ kind, regionCode, sector }));

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
  ...inRegencies('dapodik', 'education', [
    '36.01',
    '36.02',
    '36.03',
    '36.04',
    '36.71',
    '36.72',
    '36.73',
    '36.74',
  ]),
  ...inRegencies('satusehat', 'health', [
    '36.01',
    '36.02',
    '36.03',
    '36.71',
    '36.72',
    '36.73',
    '36.74',
  ]),
  ...inRegencies('yankes', 'health', ['36.01', '36.03', '36.04', '36.71', '36.72', '36.73']),
  ...inRegencies('erdkk', 'agriculture', ['36.01', '36.02', '36.03', '36.04', '36.71', '36.73']),
  ...inRegencies('sipdps', 'agriculture', ['36.01', '36.03', '36.04', '36.74']),
];

/** The variable's stem that a system's settings have: SIAK_3671 of `siak` in 36.71. */
export function variableStem({ kind, regionCode }: SimulatedSystem): string {
  return `${kind.toUpperCase()}_${regionCode.replace('.', '')}`;
}
