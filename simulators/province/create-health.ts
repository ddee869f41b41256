import type {
  HealthFacility,
  HealthWorld,
  Household,
  Immunization,
  Patient,
  Person,
} from './province.ts';
import { createHash } from 'node:crypto';
import { createFacilities, createStrayFacility } from './create-facilities.ts';
import { createRandom, type Random } from './create-random.ts';
import { addDays, ageOn } from './dates.ts';
import { EXAMPLE_HOUSEHOLDS } from './fixed-examples.ts';
import { WARGA_HOUSEHOLD } from './personas.ts';
import { CHILDHOOD_VACCINES, GROWN_UP_VACCINES, VACCINES, type Vaccine } from './vaccines.ts';

export interface HealthContext {
  readonly seed: number;
  readonly regionCode: string;
  readonly regionName: string;
  readonly households: readonly Household[];
  /** YYYY-MM-DD */
  readonly day: string;
}

/** Whose record is refused to everybody, in 36.71: documentation shows the refusal with her. */
export const REFUSED_NIK = '3671114811889202';

/** The share of residents that the health sector knows. */
const KNOWN_SHARE = 0.9;

/** Persons who are always known, so that documentation and tests can name them. */
const ALWAYS_KNOWN = new Set(
  [WARGA_HOUSEHOLD, ...EXAMPLE_HOUSEHOLDS.map(({ household }) => household)].flatMap((household) =>
    household.members.map(({ nik }) => nik),
  ),
);

/**
 * What the health sector of one regency holds. Patients are made when they are first asked for: most runs never do, and
 * each person has a stream of his own, so that the others stay as they were.
 */
export function createHealth(context: HealthContext): HealthWorld {
  let patients: readonly Patient[] | undefined;
  const facilities: readonly HealthFacility[] = createFacilities(context);
  return {
    get patients() {
      patients ??= createPatients(context);
      return patients;
    },
    facilities,
    strayFacilities: [createStrayFacility(context.regionCode)],
  };
}

/** The national number of a patient, the same in every regency: `P` and 11 digits. */
function toIhsNumber(nik: string): string {
  const digest = createHash('sha256').update(`ihs ${nik}`).digest();
  return `P${String(digest.readUIntBE(0, 6) % 100_000_000_000).padStart(11, '0')}`;
}

function createPatients(context: HealthContext): Patient[] {
  return context.households
    .flatMap((household) => household.members)
    .filter((person) => /^\d{12}(?!0000)\d{4}$/.test(person.nik))
    .map((person) => ({ person, random: createRandom(context.seed, `health ${person.nik}`) }))
    .filter(({ person, random }) => random.chance(KNOWN_SHARE) || ALWAYS_KNOWN.has(person.nik))
    .map(({ person, random }) => createPatient(context, person, random));
}

function createPatient({ day }: HealthContext, person: Person, random: Random): Patient {
  const ihsNumber = toIhsNumber(person.nik);
  const given = FIXED_IMMUNIZATIONS[person.nik] ?? drawImmunizations(person, random, day);
  return {
    nik: person.nik,
    ihsNumber,
    name: person.name,
    sex: person.sex,
    birthDate: person.birthDate,
    refused: person.nik === REFUSED_NIK || (random.chance(0.01) && !ALWAYS_KNOWN.has(person.nik)),
    immunizations: given.map((immunization, index) => ({
      ...immunization,
      id: toUuid(`${ihsNumber} immunization ${index}`),
    })),
    changedAt: person.changedAt,
  };
}

type Given = Omit<Immunization, 'id'>;

const given = (vaccine: Vaccine, occurredOn: string, doseNumber: number): Given => ({
  ...vaccine,
  occurredOn,
  doseNumber,
  status: 'completed',
});

/** Of `warga` and of his two minor children one record each. */
const FIXED_IMMUNIZATIONS: Readonly<Record<string, readonly Given[]>> = {
  '3671051705809001': [given(VACCINES.covid, '2021-08-14', 1)],
  '3671057009129004': [given(VACCINES.measles, '2013-07-02', 1)],
  '3671050302179005': [given(VACCINES.bcg, '2017-03-06', 1)],
};

function drawImmunizations(person: Person, random: Random, day: string): Given[] {
  const child = ageOn(person.birthDate, day) < 18;
  const vaccines = child ? CHILDHOOD_VACCINES : GROWN_UP_VACCINES;
  return vaccines
    .filter(() => random.chance(child ? 0.7 : 0.25))
    .map(({ vaccine, afterDays, since }) => {
      const from = since ?? person.birthDate;
      const record = given(vaccine, addDays(from, afterDays + random.integer(0, 60)), 1);
      return withFlaw(record, random);
    })
    .filter(({ occurredOn }) => occurredOn <= day);
}

/** One record in twenty was entered in error or says why nothing was given; some know the year only, or no dose. */
function withFlaw(record: Given, random: Random): Given {
  const flaw = random.integer(1, 80);
  if (flaw <= 2) return { ...record, status: 'entered-in-error' };
  if (flaw <= 4) return { ...record, status: 'not-done', doseNumber: null };
  if (flaw <= 6) return { ...record, occurredOn: record.occurredOn.slice(0, 4) };
  return flaw <= 10 ? { ...record, doseNumber: null } : record;
}

/** A UUID (version 4 in form) that is the same for the same text. */
function toUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
