import type { HouseholdContext } from './create-household.ts';
import type { MemberPlan } from './plan-members.ts';
import type { Person, ReligionCode, UnrecordedElement } from './province.ts';
import type { Random } from './create-random.ts';
import { listRegencies, type Village } from './areas.ts';
import { createChangedAt } from './create-changed-at.ts';
import { addDays, yearOf } from './dates.ts';
import { inventName } from './names.ts';

interface Member {
  readonly plan: MemberPlan;
  readonly noKk: string;
  readonly village: Village;
  /** The members before him, the head first. */
  readonly family: readonly Person[];
}

export function createPerson(context: HouseholdContext, member: Member): Person {
  const { random, issuer, on } = context;
  const { plan, noKk, family } = member;
  const birthDate = addDays(on, -Math.floor(plan.age * 365.25) - random.integer(1, 364));
  const origin = chooseOrigin(context, member);
  return {
    nik: issuer.nik(origin.districtCode, birthDate, plan.sex),
    noKk,
    name: inventName(random, plan.sex),
    sex: plan.sex,
    birthPlace: origin.birthPlace,
    birthDate,
    religion: family[0]?.religion ?? chooseReligion(random),
    marital: plan.marital,
    relationship: plan.relationship,
    education: chooseEducation(random, plan.age),
    occupation: chooseOccupation(random, plan),
    bloodGroup: random.pick([1, 2, 3, 4, 13, 13]),
    ...nameParents(random, plan, family),
    birthCertificateNumber: nameCertificate(random, plan.age, birthDate),
    status: random.chance(0.02) ? (random.chance(0.5) ? 1 : 2) : 0,
    changedAt: createChangedAt(random, on),
    ...omitElements(random),
  };
}

/** Six adults in seven, and nearly all children, were first registered where they live; the others keep that number. */
function chooseOrigin(
  { random, regency }: HouseholdContext,
  { plan, village }: Member,
): { districtCode: string; birthPlace: string } {
  const local = { districtCode: village.code.slice(0, 8), birthPlace: regency.birthPlace };
  if (random.chance(plan.age < 18 ? 0.97 : 0.86)) return local;
  if (random.chance(0.5)) {
    const [first, ...others] = listRegencies();
    const other = first === undefined ? regency : random.pick([first, ...others]);
    return {
      districtCode: random.pick(other.villages).code.slice(0, 8),
      birthPlace: other.birthPlace,
    };
  }
  const [districtCode, birthPlace] = random.pick(ELSEWHERE);
  return { districtCode, birthPlace };
}

/** Districts of other provinces that people move to Banten from. */
const ELSEWHERE = [
  ['31.73.05', 'JAKARTA'],
  ['31.74.06', 'JAKARTA'],
  ['32.01.09', 'BOGOR'],
  ['32.73.12', 'BANDUNG'],
  ['33.02.24', 'BANYUMAS'],
  ['33.74.02', 'SEMARANG'],
  ['35.78.08', 'SURABAYA'],
  ['18.71.03', 'BANDAR LAMPUNG'],
  ['12.71.11', 'MEDAN'],
  ['13.71.04', 'PADANG'],
] as const satisfies readonly (readonly [string, string])[];

function chooseReligion(random: Random): ReligionCode {
  if (random.chance(0.94)) return 1;
  return random.pick([2, 2, 3, 4, 5, 5, 6, 7]);
}

/** 1 none yet, 2 not finished primary, 3 primary, 4 junior, 5 senior, 6–9 diplomas and bachelor's, 10 doctorate. */
function chooseEducation(random: Random, age: number): number {
  if (age < 7) return 1;
  if (age < 13) return 2;
  if (age < 16) return 3;
  if (age < 19) return 4;
  return random.pick([3, 3, 4, 4, 5, 5, 5, 5, 7, 8, 8, 9, 10]);
}

/** 1 none yet, 2 household, 3 student, 4 pensioner, 5 civil servant, 8 trade, 9 farming, 11 fishing, 15 employee, 19 labourer, 88 self-employed. */
function chooseOccupation(random: Random, { age, sex }: MemberPlan): number {
  if (age < 6) return 1;
  if (age < 19) return 3;
  if (age > 62) return random.pick([1, 4, 9]);
  if (sex === 2 && random.chance(0.5)) return 2;
  return random.pick([5, 8, 9, 11, 15, 15, 15, 19, 19, 88, 88]);
}

function nameParents(
  random: Random,
  plan: MemberPlan,
  family: readonly Person[],
): Pick<Person, 'motherName' | 'fatherName'> {
  const parents = plan.relationship === 4 ? family.filter((one) => one.relationship < 4) : [];
  return {
    motherName: parents.find((one) => one.sex === 2)?.name ?? inventName(random, 2),
    fatherName: parents.find((one) => one.sex === 1)?.name ?? inventName(random, 1),
  };
}

function nameCertificate(random: Random, age: number, birthDate: string): string | null {
  if (random.chance(age < 18 ? 0.08 : 0.6)) return null;
  return `AL.${random.integer(500, 899)}.${String(random.integer(1, 99_999)).padStart(7, '0')}/${yearOf(birthDate)}`;
}

const OMITTED: readonly [UnrecordedElement, ...UnrecordedElement[]] = [
  'birthPlace',
  'education',
  'occupation',
  'bloodGroup',
  'motherName',
  'fatherName',
];

function omitElements(random: Random): Pick<Person, 'unrecorded'> {
  return random.chance(0.02) ? { unrecorded: [random.pick(OMITTED)] } : {};
}
