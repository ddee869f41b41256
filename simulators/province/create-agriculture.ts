import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Regency, Village } from './areas.ts';
import type { Random } from './create-random.ts';
import { createRandom } from './create-random.ts';
import { addDays } from './dates.ts';
import { inventName } from './names.ts';
import { WARGA_HOUSEHOLD } from './personas.ts';
import type {
  AgricultureWorld,
  FertiliserAllocation,
  Household,
  Person,
  PlantingReport,
} from './province.ts';

/** PETANI/PEKEBUN. */
const FARMER = 9;
/** Regencies whose plans are kept as workbooks. */
const PLANNED = new Set(['36.01', '36.02', '36.03', '36.04', '36.71', '36.73']);
/** Nothing is planted in Cilegon that anybody reports. */
const UNREPORTED = new Set(['36.72']);
/** More than this are reported nowhere, however many people there are. */
const MOST_REPORTS = 3_000;

const GROUPS = ['Tani Makmur', 'Sri Rejeki', 'Harapan Jaya', 'Mekar Sari', 'Sumber Tani'] as const;
const PLANNED_CROPS = ['Padi', 'Padi', 'Padi', 'Jagung', 'Kedelai', 'Cabai', 'Kopi'] as const;
const REPORTED_CROPS = [
  ...['Padi', 'Padi', 'Padi', 'Padi', 'Padi', 'Padi', 'Jagung', 'Jagung', 'Kedelai'],
  ...['Kacang Tanah', 'Ubi Kayu', 'Kacang Hijau'],
] as [string, ...string[]];
const VARIETIES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  Padi: ['Inpari 32', 'Ciherang', 'Mekongga'],
  Jagung: ['Bisi 18', 'NK 212'],
};

/** What agriculture's systems hold of one regency. Streams of its own: the people stay as they are. */
export function createAgriculture(context: {
  readonly seed: number;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly regency: Regency;
  readonly households: readonly Household[];
}): AgricultureWorld {
  const { seed, day, regency, households } = context;
  const year = Number(day.slice(0, 4));
  const plans = createRandom(seed, `${regency.code} allocations`);
  const reports = createRandom(seed, `${regency.code} planting`);
  const drawn = PLANNED.has(regency.code) ? drawAllocations(plans, regency, households, year) : [];
  const fixed = regency.code === '36.71' ? allocateToWarga(year) : [];
  return {
    allocations: [...fixed, ...drawn],
    plantingReports: UNREPORTED.has(regency.code) ? [] : drawReports(reports, context),
  };
}

/** A farmer's number is copied from his card, also the handful that are none. */
function drawAllocations(
  random: Random,
  regency: Regency,
  households: readonly Household[],
  year: number,
): FertiliserAllocation[] {
  return households.flatMap((household) =>
    household.members
      .filter((person) => person.occupation === FARMER && person.status === 0)
      .filter(() => random.chance(0.8))
      .flatMap((person) => {
        const village = regency.villages.find(({ code }) => code === household.address.villageCode);
        return village === undefined ? [] : allocate(random, person, village, year);
      }),
  );
}

/** Two years in a row for some; areas are between a tenth of a hectare and two. */
function allocate(
  random: Random,
  person: Person,
  village: Village,
  year: number,
): FertiliserAllocation[] {
  const hundredths = random.integer(10, 200);
  const seasons = random.integer(1, 3);
  const commodity = random.pick(PLANNED_CROPS);
  const group = `${random.pick(GROUPS)} ${random.integer(1, 4)}`;
  const years = random.chance(0.5) ? [year - 1, year] : [year];
  return years.map((planned) => ({
    nik: person.nik,
    name: person.name,
    motherName: person.motherName,
    year: planned,
    ...place(village),
    group,
    commodity,
    areaHectares: toDecimal(hundredths),
    seasons: Array.from({ length: seasons }, () => weigh(hundredths)),
  }));
}

/** 250 kg of urea, 275 kg of NPK and 500 kg of organic fertiliser for a hectare. */
function weigh(hundredths: number): FertiliserAllocation['seasons'][number] {
  return {
    ureaKg: toDecimal(hundredths * 250),
    npkKg: toDecimal(hundredths * 275),
    organicKg: toDecimal(hundredths * 500),
  };
}

/** The persona's rice field in Cipondoh: 0.35 ha, two seasons. */
function allocateToWarga(year: number): FertiliserAllocation[] {
  const [warga] = WARGA_HOUSEHOLD.members;
  if (warga === undefined) return [];
  const { nik, name, motherName } = warga;
  return [
    {
      nik,
      name,
      motherName,
      year,
      ...place({ code: WARGA_HOUSEHOLD.address.villageCode, name: 'Cipondoh' }),
      group: 'Tani Makmur Cipondoh',
      commodity: 'Padi',
      areaHectares: '0.35',
      seasons: [weigh(35), weigh(35)],
    },
  ];
}

function drawReports(
  random: Random,
  {
    day,
    regency,
    households,
  }: {
    readonly day: string;
    readonly regency: Regency;
    readonly households: readonly Household[];
  },
): PlantingReport[] {
  const people = households.reduce((sum, { members }) => sum + members.length, 0);
  const count = Math.min(MOST_REPORTS, 12 + Math.round(people / 15));
  const reporters = Array.from({ length: 4 }, () => inventReporter(random));
  return Array.from({ length: count }, () => {
    const reporter = random.pick(reporters as [Reporter, ...Reporter[]]);
    return drawReport(random, reporter, random.pick(regency.villages), day);
  });
}

type Reporter = Pick<PlantingReport, 'reporterName' | 'reporterNip'>;

/** A civil servant: date of birth, month of appointment, sex, serial. */
function inventReporter(random: Random): Reporter {
  const sex = random.pick([1, 2]);
  const born = addDays('1975-01-01', random.integer(0, 7_000)).replaceAll('-', '');
  const appointed = `${random.integer(2005, 2020)}${String(random.integer(1, 12)).padStart(2, '0')}`;
  const serial = String(random.integer(1, 20)).padStart(3, '0');
  return {
    reporterName: inventName(random, sex),
    reporterNip: `${born}${appointed}${sex}${serial}`,
  };
}

/** Of the last two years, up to the instant of the world. */
function drawReport(
  random: Random,
  reporter: Reporter,
  village: Village,
  day: string,
): PlantingReport {
  const commodity = random.pick(REPORTED_CROPS);
  const reportedOn = addDays(day, -random.integer(0, 540));
  const [latitude, longitude] = [random.integer(60_000, 69_999), random.integer(50_000, 79_999)];
  return {
    ...reporter,
    ...place(village),
    reportedOn,
    visitedOn: addDays(reportedOn, -random.integer(0, 6)),
    commodity,
    variety: random.pick(VARIETIES[commodity] ?? ['Lokal']),
    landCategory: random.pick(['Sawah', 'Sawah', 'Bukan Sawah']),
    areaHectares: toDecimal(random.integer(8, 1_250)),
    daysAfterPlanting: random.integer(1, 60),
    latitude: `-6.${latitude}`,
    longitude: `106.${longitude}`,
  };
}

function place({ code, name }: Village): Pick<PlantingReport, 'villageName' | 'districtName'> {
  return { villageName: name, districtName: districtNames().get(code.slice(0, 8)) ?? '' };
}

function toDecimal(hundredths: number): string {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '');
}

let cached: ReadonlyMap<string, string> | undefined;

/** Banten's districts by code (`idn-area-data`, data under ODbL 1.0). */
function districtNames(): ReadonlyMap<string, string> {
  cached ??= new Map(
    readFileSync(createRequire(import.meta.url).resolve('idn-area-data/data/districts.csv'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('36.'))
      .map((line) => {
        const [code = '', , name = ''] = line.trimEnd().split(',');
        return [code, name];
      }),
  );
  return cached;
}
