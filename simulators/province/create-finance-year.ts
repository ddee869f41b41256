import type { Random } from './create-random.ts';
import type { BudgetLine, BudgetStage, FinanceYear, SpendingUnit } from './province.ts';
import { ACCOUNTS, EXACTNESS_ACCOUNT, SPENDING_UNITS } from './budget-accounts.ts';
import { createExactnessPayment, createPayments } from './create-payments.ts';
import { toHundredths, toRupiah } from './rupiah.ts';

export interface FinanceContext {
  readonly random: Random;
  readonly regionCode: string;
  readonly fiscalYear: number;
  readonly stage: BudgetStage;
  /** YYYY-MM-DD: nothing is paid after this day. */
  readonly until: string;
}

/** Regencies with one budget line, and one payment, beyond 2^53: one on PostgreSQL, one on MariaDB, one in a workbook. */
const EXACTNESS_REGIONS = new Set(['36.02', '36.03', '36.04']);

/** Larger than 2^53, with cents: no double holds it. */
const EXACTNESS_AMOUNT = '90071992547409931.25';

/** One regency's budget of one year, and what was paid of it until a day. */
export function createFinanceYear(context: FinanceContext): FinanceYear {
  const budget = createBudget(context);
  const exact = EXACTNESS_REGIONS.has(context.regionCode);
  const payments = createPayments(context, budget);
  return {
    fiscalYear: context.fiscalYear,
    stage: context.stage,
    units: SPENDING_UNITS,
    budget: exact ? [...budget, createExactnessLine(context.stage)] : budget,
    payments:
      exact && payments.length > 0 ? [...payments, createExactnessPayment(context)] : payments,
  };
}

function createBudget({ random, stage }: FinanceContext): BudgetLine[] {
  return SPENDING_UNITS.flatMap((unit) =>
    ACCOUNTS.filter(() => random.chance(0.85)).map((account) =>
      createLine(random, unit, account, stage),
    ),
  );
}

function createLine(
  random: Random,
  unit: SpendingUnit,
  account: (typeof ACCOUNTS)[number],
  stage: BudgetStage,
): BudgetLine {
  const millions = random.integer(40, 9_000) * (unit.urusan === 1 ? 12 : 3);
  const original = BigInt(millions) * 100_000_000n + BigInt(random.integer(0, 99_999_999));
  const amended = stage !== 'ORIGINAL' && random.chance(0.3);
  return {
    unit,
    ...account,
    original: toRupiah(original),
    amended: amended ? toRupiah((original * BigInt(random.integer(70, 140))) / 100n) : null,
  };
}

function createExactnessLine(stage: BudgetStage): BudgetLine {
  const unit = SPENDING_UNITS.at(-1);
  if (unit === undefined) throw new Error('there are no spending units');
  const amended = toRupiah(toHundredths(EXACTNESS_AMOUNT) + 2n);
  return {
    unit,
    ...EXACTNESS_ACCOUNT,
    original: EXACTNESS_AMOUNT,
    amended: stage === 'ORIGINAL' ? null : amended,
  };
}
