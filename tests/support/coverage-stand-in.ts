/** A province's coverage with every state, gap and absence in it, for the portal to draw. */

type Port = Readonly<Record<'port' | 'state', string>> & {
  readonly system: string | null;
  readonly asOf: string | null;
  readonly gap: { readonly missing: number; readonly of: number } | null;
  readonly controller: string | null;
};

const PORTS: readonly (readonly [port: string, system: string])[] = [
  ['Resident', 'siak'],
  ['Family', 'siak'],
  ['PopulationStatistics', 'siak'],
  ['FarmerAllocation', 'erdkk'],
  ['Planting', 'sipdps'],
  ['School', 'dapodik'],
  ['Pupil', 'dapodik'],
  ['Facility', 'yankes'],
  ['HealthRecord', 'satusehat'],
  ['Budget', 'simda'],
  ['Payment', 'simda'],
  ['AidRecipient', 'aid'],
];

const REPLICATED = new Set(['Pupil', 'Planting', 'FarmerAllocation', 'AidRecipient']);

/** 17:30 of the day before in UTC is already the next day in Banten. */
const AS_OF = '2026-11-20T17:30:00.000Z';

/** Regencies as the schema's root field gives them; 36.02 is wholly down, of 36.74 nothing can be told. */
export const COVERED_REGENCIES = [
  regency('36.01', 'Kabupaten Pandeglang', {
    Family: { state: 'NOT_BOUND' },
    Pupil: { state: 'STALE', gap: { missing: 3, of: 5 } },
    AidRecipient: { state: 'NOT_BOUND' },
  }),
  regency(
    '36.02',
    'Kabupaten Lebak',
    Object.fromEntries(PORTS.map(([port]) => [port, { state: 'DOWN' }])),
  ),
  regency('36.03', 'Kabupaten Tangerang', {}),
  regency('36.04', 'Kabupaten Serang', {
    HealthRecord: { state: 'MAINTENANCE' },
    Facility: { state: 'DOWN' },
    Planting: { state: 'STALE', gap: { missing: 1, of: 12 } },
  }),
  regency('36.71', 'Kota Tangerang', { Budget: { state: 'DOWN' }, Payment: { state: 'DOWN' } }),
  regency('36.72', 'Kota Cilegon', {
    FarmerAllocation: { state: 'NOT_BOUND' },
    Planting: { state: 'NOT_BOUND' },
    Payment: { state: 'OFF' },
  }),
  regency('36.73', 'Kota Serang', { Facility: { state: 'BOUND', asOf: null } }),
  { code: '36.74', name: 'Kota Tangerang Selatan', coverage: null },
];

function regency(code: string, name: string, changed: Readonly<Record<string, Partial<Port>>>) {
  const coverage = PORTS.map(([port, system]) => toPort(port, system, name, changed[port] ?? {}));
  return { code, name, coverage };
}

function toPort(port: string, system: string, regencyName: string, changed: Partial<Port>): Port {
  const state = changed.state ?? (REPLICATED.has(port) ? 'REPLICA' : 'LIVE');
  if (state === 'NOT_BOUND') {
    return { port, state, system: null, asOf: null, gap: null, controller: null };
  }
  const asOf = ['DOWN', 'OFF', 'MAINTENANCE'].includes(state) ? null : AS_OF;
  const controller = `Dinas ${regencyName}`;
  return { port, system, asOf, gap: null, controller, ...changed, state };
}
