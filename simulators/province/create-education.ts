import type { Random } from './create-random.ts';
import type {
  EducationLevel,
  Person,
  Pupil,
  RegencyWorld,
  School,
  SchoolClass,
} from './province.ts';
import { createRandom } from './create-random.ts';
import { ageOn } from './dates.ts';
import { listRegencies } from './areas.ts';
import { inventName, inventStreet, misspell } from './names.ts';

export interface EducationOptions {
  readonly seed: number;
  /** The day that ages are counted on, YYYY-MM-DD. */
  readonly on: string;
  /** Schools a regency; default 3 to 5, by the regency. At least 3, so that every child has one. At most 999. */
  readonly schools?: number | undefined;
}

/** In this order a regency gets its schools. */
const LEVELS = ['SD', 'SMP', 'SMA', 'SD', 'SMK'] as const;
/** The first age of each stage, and its first grade; a stage is served by schools of these kinds. */
const STAGES: readonly { age: number; levels: readonly EducationLevel[] }[] = [
  { age: 6, levels: ['SD'] },
  { age: 12, levels: ['SMP'] },
  { age: 15, levels: ['SMA', 'SMK'] },
];
const OLDEST = 17;
/** A class is closed once it has this many; a grade is never divided while it has fewer than the second. */
const SMALLEST_CLASS = 12;
const LARGEST_CLASS = 32;

/** Gives every regency its schools, and its children of 6 to 17 a school; about one in 30 goes to one of the next regency. */
export function addEducation(
  worlds: readonly RegencyWorld[],
  options: EducationOptions,
): RegencyWorld[] {
  const drafts = worlds.map((world) => draftSchools(world, options));
  worlds.forEach((world, index) => {
    const random = createRandom(options.seed, `${world.code} enrolment`);
    const neighbour = drafts[(index + 1) % drafts.length] ?? [];
    for (const child of childrenOf(world, options.on)) {
      const schools = !isFixed(child) && random.chance(1 / 30) ? neighbour : drafts[index];
      enrol(random, schools ?? [], child, options.on);
    }
  });
  return worlds.map((world, index) => ({
    ...world,
    education: { schools: (drafts[index] ?? []).map((draft) => finish(draft, options)) },
  }));
}

interface SchoolDraft extends Omit<School, 'classes' | 'pupils' | 'leaver'> {
  readonly children: { readonly person: Person; readonly grade: number }[];
}

function draftSchools(world: RegencyWorld, options: EducationOptions): SchoolDraft[] {
  const random = createRandom(options.seed, `${world.code} schools`);
  const regency = listRegencies().find(({ code }) => code === world.code);
  const villages = regency?.villages ?? [{ code: `${world.code}.01.1001`, name: 'KELURAHAN' }];
  const drawn = random.integer(3, 5);
  return Array.from({ length: Math.max(options.schools ?? drawn, 3) }, (_, index) => {
    const level = LEVELS[index % LEVELS.length] ?? 'SD';
    const village = random.pick(villages as readonly [(typeof villages)[0], ...typeof villages]);
    const isPublic = random.chance(0.7);
    const number = index + 1;
    return {
      npsn: `209${world.code.slice(3)}${String(number).padStart(3, '0')}`,
      sekolahId: inventUuid(random),
      name: isPublic
        ? `${level} NEGERI ${number} ${village.name.toUpperCase()}`
        : `${level} SWASTA ${inventName(random, 1)}`,
      level,
      isPublic,
      villageCode: village.code,
      villageName: village.name,
      regencyName: world.name,
      street: inventStreet(random),
      postalCode: `${regency?.postalPrefix ?? '421'}${random.integer(10, 99)}`,
      children: [],
    };
  });
}

function childrenOf(world: RegencyWorld, on: string): Person[] {
  return world.households
    .flatMap(({ members }) => members)
    .filter(({ status, birthDate }) => {
      const age = ageOn(birthDate, on);
      return status === 0 && age >= 6 && age <= OLDEST;
    });
}

/** The fixed families have serials from 9001 up. */
function isFixed({ nik }: Person): boolean {
  return nik[12] === '9';
}

function enrol(random: Random, schools: readonly SchoolDraft[], person: Person, on: string): void {
  const age = ageOn(person.birthDate, on);
  const stage = STAGES.findLast((candidate) => candidate.age <= age);
  const fitting = schools.filter(({ level }) => stage?.levels.includes(level));
  fitting[random.integer(0, fitting.length - 1)]?.children.push({ person, grade: age - 5 });
}

function finish({ children, ...school }: SchoolDraft, options: EducationOptions): School {
  const random = createRandom(options.seed, `${school.npsn} pupils`);
  const year = Number(options.on.slice(0, 4));
  const classes: SchoolClass[] = [];
  const pupils: Pupil[] = [];
  for (const group of groupByClass(children)) {
    const schoolClass = openClass(random, group, classes);
    classes.push(schoolClass);
    for (const child of group) pupils.push(createPupil(random, child, schoolClass, year));
  }
  return { ...school, classes, pupils, leaver: createLeaver(random, year) };
}

type Child = SchoolDraft['children'][number];

/** Grades in their order: small ones are taught together, large ones divided. */
function groupByClass(children: readonly Child[]): Child[][] {
  const groups: Child[][] = [];
  let open: Child[] = [];
  for (const child of children.toSorted((one, other) => one.grade - other.grade)) {
    const nextGrade = open.at(-1)?.grade !== child.grade;
    if ((nextGrade && open.length >= SMALLEST_CLASS) || open.length >= LARGEST_CLASS) {
      groups.push(open);
      open = [];
    }
    open.push(child);
  }
  return open.length > 0 ? [...groups, open] : groups;
}

function openClass(
  random: Random,
  group: readonly Child[],
  before: readonly SchoolClass[],
): SchoolClass {
  const grade = group[0]?.grade ?? 1;
  const parallel = before.filter((other) => other.grade === grade).length;
  return {
    rombonganBelajarId: inventUuid(random),
    name: `Kelas ${grade}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[parallel % 26] ?? ''}`,
    grade,
    teacher: { ptkId: inventUuid(random), name: inventName(random, random.pick([1, 2])) },
  };
}

/** One in 20 is on record without a NIK, one in 15 under another spelling; never the fixed families' children. */
function createPupil(
  random: Random,
  { person, grade }: Child,
  { rombonganBelajarId }: SchoolClass,
  year: number,
): Pupil {
  const [withoutNik, misspelt] = [random.chance(0.05), random.chance(1 / 15)];
  const fixed = isFixed(person);
  return {
    pesertaDidikId: inventUuid(random),
    registrasiId: inventUuid(random),
    anggotaRombelId: inventUuid(random),
    rombonganBelajarId,
    nik: withoutNik && !fixed ? null : person.nik,
    nisn: `00${person.birthDate.slice(2, 4)}${random.integer(900_000, 999_999)}`,
    nameOnRecord: misspelt && !fixed ? misspell(person.name) : person.name,
    sex: person.sex,
    birthPlace: person.birthPlace,
    birthDate: person.birthDate,
    religion: person.religion,
    motherName: person.motherName,
    fatherName: person.fatherName,
    grade,
    enteredOn: `${year - ((grade - 1) % 3) - 1}-07-15`,
  };
}

/** Somebody who left years ago and whom nobody has taken out: in no class, in no register. */
function createLeaver(random: Random, year: number): Pupil {
  const sex = random.pick([1, 2]);
  return {
    pesertaDidikId: inventUuid(random),
    registrasiId: inventUuid(random),
    anggotaRombelId: null,
    rombonganBelajarId: null,
    nik: null,
    nisn: `00${String(year - 20).slice(2)}${random.integer(900_000, 999_999)}`,
    nameOnRecord: inventName(random, sex),
    sex,
    birthPlace: 'SERANG',
    birthDate: `${year - 20}-04-01`,
    religion: 1,
    motherName: inventName(random, 2),
    fatherName: inventName(random, 1),
    grade: 12,
    enteredOn: `${year - 9}-07-15`,
  };
}

/** A version 4 UUID of the stream; nobody's. */
function inventUuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.integer(0, 15).toString(16)).join('');
  const variant = random.pick(['8', '9', 'a', 'b']);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
