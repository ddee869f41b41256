import type { HealthFacility } from './province.ts';
import { createRandom, type Random } from './create-random.ts';

/** Hospitals that each regency has, and how many beds at least and at most. Puskesmas report none. */
const KINDS = [
  ['RSUD', 'B', 120, 320],
  ['RSU', 'C', 60, 160],
  ['RSU', 'C', 40, 120],
  ['RSIA', 'C', 20, 60],
] as const;
const PUSKESMAS = 14;

const PRIVATE_NAMES = ['Melati', 'Cempaka', 'Kenanga', 'Anggrek', 'Seruni', 'Dahlia'] as const;

/** The facilities of one regency: four hospitals, of which one does not report its beds, and its Puskesmas. */
export function createFacilities(context: {
  readonly seed: number;
  readonly regionCode: string;
  readonly regionName: string;
}): HealthFacility[] {
  const { seed, regionCode, regionName } = context;
  const random = createRandom(seed, `${regionCode} facilities`);
  const hospitals = KINDS.map(([kind, grade, least, most], index) =>
    createHospital(random, { regionCode, regionName, kind, grade, index }, least, most),
  );
  const puskesmas = Array.from({ length: PUSKESMAS }, (_, index): HealthFacility => ({
    ...place(regionCode, regionName, 10 + index),
    name: `Puskesmas ${regionName.replace(/^(Kabupaten|Kota) /, '')} ${index + 1}`,
    kind: 'PUSKESMAS',
    grade: '-',
    beds: null,
  }));
  return [...hospitals, ...puskesmas];
}

interface Plan {
  readonly regionCode: string;
  readonly regionName: string;
  readonly kind: string;
  readonly grade: string;
  readonly index: number;
}

function createHospital(random: Random, plan: Plan, least: number, most: number): HealthFacility {
  const { regionCode, regionName, kind, grade, index } = plan;
  const total = random.integer(least, most);
  const name = kind === 'RSUD' ? regionName : `${random.pick(PRIVATE_NAMES)} ${index}`;
  return {
    ...place(regionCode, regionName, 1 + index),
    name: `${kind} ${name}`,
    kind,
    grade,
    // The third hospital of each regency has never filled in its rooms.
    beds: index === 2 ? null : { total, occupied: random.integer(Math.round(total / 2), total) },
  };
}

/** A hospital of another regency that the service lists by mistake. */
export function createStrayFacility(regionCode: string): HealthFacility {
  const [code, name] =
    regionCode === '36.71' ? ['36.73', 'Kota Serang'] : ['36.71', 'Kota Tangerang'];
  return {
    ...place(code, name, 90),
    name: 'RSU Nyasar',
    kind: 'RSU',
    grade: 'D',
    beds: { total: 1_000, occupied: 1 },
  };
}

function place(
  regionCode: string,
  regionName: string,
  number: number,
): Pick<HealthFacility, 'id' | 'code' | 'town'> {
  const digits = regionCode.replace('.', '');
  return {
    id: number,
    code: `${digits}${String(number).padStart(3, '0')}`,
    // As the service writes it: a regency without its kind, a city with it, now and then with the province.
    town: `${regionName.replace(/^Kabupaten /, number % 2 === 0 ? '' : 'Kab. ')}${number % 5 === 0 ? ' Banten' : ''}`,
  };
}
