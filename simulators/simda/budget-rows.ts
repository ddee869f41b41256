import type { BudgetLine, BudgetStage, FinanceYear, SpendingUnit } from '../province/province.ts';
import type { Row } from '../sql/table.ts';
import { toHundredths, toRupiah } from '../province/rupiah.ts';

/** `Kd_Perubahan`: 3 is the draft before the budget (pra-RKA), which nobody may be shown. */
const DRAFT = 3;
const ORIGINAL = 4;
const STAGES: Record<BudgetStage, number> = { ORIGINAL, SHIFTED: 5, AMENDED: 6 };

/** `No_ID` counts on from here: the real keys are bigints, and a double does not hold them. */
const FIRST_ID = 9_007_199_254_740_993n;

/** The rows of `Ta_RASK_Arsip`: the whole budget once for the draft, the original and each stage reached since. */
export function toBudgetRows(year: FinanceYear): Row[] {
  const reached = [DRAFT, ORIGINAL, STAGES.SHIFTED, STAGES.AMENDED].filter(
    (stage) => stage <= STAGES[year.stage],
  );
  return reached.flatMap((stage) =>
    year.budget.map((line, index) => [
      year.fiscalYear,
      stage,
      ...unitCodes(line.unit),
      String(FIRST_ID + BigInt(index)),
      ...line.account,
      line.accountName,
      amountAt(line, stage, STAGES[year.stage]),
    ]),
  );
}

/** A draft asks for a tenth more than was granted; an amendment shows only from the stage reached. */
function amountAt(line: BudgetLine, stage: number, reached: number): string {
  if (stage === DRAFT) return toRupiah((toHundredths(line.original) * 11n) / 10n);
  return stage === reached ? (line.amended ?? line.original) : line.original;
}

export function unitCodes(unit: SpendingUnit): number[] {
  return [unit.urusan, unit.bidang, unit.unit, unit.sub];
}

/** The key of a payment's line; see `FIRST_ID`. */
export function toLineId(index: number): string {
  return String(FIRST_ID + BigInt(index));
}
