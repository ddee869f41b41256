import type { Regency } from './areas.ts';
import type { FinanceContext } from './create-finance-year.ts';
import type { NumberIssuer } from './issue-numbers.ts';
import type { BudgetStage, Household, PaymentOrder, Province, RegencyWorld } from './province.ts';
import { listRegencies } from './areas.ts';
import { addConflicts } from './add-conflicts.ts';
import { createAgriculture } from './create-agriculture.ts';
import { createAid } from './create-aid.ts';
import { addEducation } from './create-education.ts';
import { createFinanceYear } from './create-finance-year.ts';
import { createHealth } from './create-health.ts';
import { createHousehold } from './create-household.ts';
import { createStrayPayment } from './create-payments.ts';
import { createRandom } from './create-random.ts';
import { EXAMPLE_HOUSEHOLDS, nameExamples } from './fixed-examples.ts';
import { FIXED_HOUSEHOLDS, nameFailures } from './fixed-failures.ts';
import { createNumberIssuer } from './issue-numbers.ts';
import { WARGA_HOUSEHOLD } from './personas.ts';

export interface ProvinceOptions {
  /** Another seed, other people. Default 3671. */
  readonly seed?: number;
  /** About how many persons, the fixed ones not counted. Default 5,000; tried up to 1,000,000. */
  readonly residents?: number;
  /** Schools a regency, 3 to 999; default 3 to 5. */
  readonly schools?: number;
  /**
   * The instant the world is stated at, RFC 3339. People are the same within one calendar year (ages are counted on its
   * first day); what has been paid grows with the day.
   */
  readonly asOf: string;
}

/** How far each regency's budget of the current year has come. */
const STAGES: Readonly<Record<string, BudgetStage>> = {
  '36.01': 'AMENDED',
  '36.03': 'AMENDED',
  '36.71': 'AMENDED',
  '36.73': 'SHIFTED',
  '36.74': 'SHIFTED',
};

/** The synthetic province: the same options give the same world, whose people are all invented. */
export function createProvince({
  seed = 3671,
  residents = 5_000,
  schools,
  asOf,
}: ProvinceOptions): Province {
  const instant = new Date(asOf).toISOString();
  const issuer = createNumberIssuer(createRandom(seed, 'numbers'));
  const worlds = listRegencies().map((regency) =>
    createRegency({ seed, residents, day: instant.slice(0, 10), regency, issuer }),
  );
  const settled = addConflicts(createRandom(seed, 'conflicts'), issuer, worlds);
  const on = `${instant.slice(0, 4)}-01-01`;
  const taught = addEducation(settled, { seed, on, schools });
  return {
    seed,
    residents,
    asOf: instant,
    regencies: new Map(taught.map((world) => [world.code, world])),
    test: {
      warga: WARGA_HOUSEHOLD.members[0] ?? missing(),
      wargaHousehold: WARGA_HOUSEHOLD,
      byFailure: nameFailures(),
      examples: nameExamples(),
    },
  };
}

interface RegencyContext {
  readonly seed: number;
  readonly residents: number;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly regency: Regency;
  readonly issuer: NumberIssuer;
}

function createRegency(context: RegencyContext): RegencyWorld {
  const { seed, day, regency } = context;
  const households = [...fixedHouseholds(regency.code, false), ...drawHouseholds(context)];
  const fiscalYear = Number(day.slice(0, 4));
  const random = createRandom(seed, `${regency.code} aid`);
  return {
    code: regency.code,
    name: regency.name,
    households,
    finance: createFinance(seed, regency.code, day),
    aid: createAid({ random, regionCode: regency.code, households, fiscalYear, until: day }),
    health: createHealth({
      seed,
      day,
      households,
      regionCode: regency.code,
      regionName: regency.name,
    }),
    agriculture: createAgriculture({ seed, day, regency, households }),
    strayHouseholds: fixedHouseholds(regency.code, true),
    strayPayments: createStrayPayments(seed, regency.code, day),
  };
}

function fixedHouseholds(regionCode: string, stray: boolean): Household[] {
  return [...FIXED_HOUSEHOLDS, ...EXAMPLE_HOUSEHOLDS]
    .filter((placed) => placed.regionCode === regionCode && (placed.stray === true) === stray)
    .map((placed) => placed.household);
}

function drawHouseholds({ seed, residents, day, regency, issuer }: RegencyContext): Household[] {
  const random = createRandom(seed, `${regency.code} households`);
  const on = `${day.slice(0, 4)}-01-01`;
  const households: Household[] = [];
  let left = Math.round((residents * regency.share) / 100);
  while (left > 0) {
    const household = createHousehold({ random, issuer, regency, on }, left);
    households.push(household);
    left -= household.members.length;
  }
  return households;
}

function createFinance(seed: number, regionCode: string, day: string): RegencyWorld['finance'] {
  const year = (fiscalYear: number, stage: BudgetStage) =>
    createFinanceYear(financeContext(seed, regionCode, day, fiscalYear, stage));
  const fiscalYear = Number(day.slice(0, 4));
  return {
    ...year(fiscalYear, STAGES[regionCode] ?? 'ORIGINAL'),
    earlier: [year(fiscalYear - 1, 'AMENDED')],
  };
}

function financeContext(
  seed: number,
  regionCode: string,
  day: string,
  fiscalYear: number,
  stage: BudgetStage,
): FinanceContext {
  const random = createRandom(seed, `${regionCode} finance ${fiscalYear}`);
  return { random, regionCode, fiscalYear, stage, until: day };
}

/** One payment of another regency in the books of each year, as in Banten's SIPD of 2021. */
function createStrayPayments(seed: number, regionCode: string, day: string): PaymentOrder[] {
  const ownerCode = regionCode === '36.71' ? '36.03' : '36.71';
  const thisYear = Number(day.slice(0, 4));
  return [thisYear, thisYear - 1]
    .map((fiscalYear) => financeContext(seed, regionCode, day, fiscalYear, 'ORIGINAL'))
    .map((context) => createStrayPayment(context.random, context, ownerCode))
    .filter((payment) => payment !== undefined);
}

function missing(): never {
  throw new Error("warga's household has no members");
}
