import type { BudgetWorkbookRow } from './budget-workbook-sheet.ts';
import { isLaterStage } from './budget-stage.ts';
import { compareCodes, EXPENDITURE } from './dotted-code.ts';
import type { BudgetStage } from './generated/resolvers.ts';
import { sumMoney, type Money } from './money.ts';

export interface IndexedLine {
  readonly accountCode: string;
  readonly accountName: string | null;
  readonly budget: Money;
}

export interface IndexedUnit {
  readonly code: string;
  readonly name: string;
  readonly budget: Money;
  /** By account code. */
  readonly lines: readonly IndexedLine[];
}

/** A year's expenditure budget at its latest stage. */
export interface IndexedYear {
  readonly fiscalYear: number;
  readonly stage: BudgetStage;
  readonly budget: Money;
  /** By code. */
  readonly units: ReadonlyMap<string, IndexedUnit>;
}

/** One region's budgets, by fiscal year, of a workbook's rows. Amounts are summed exactly. */
export function indexBudgetRows(
  rows: readonly BudgetWorkbookRow[],
): ReadonlyMap<number, IndexedYear> {
  const expenditure = rows.filter(({ accountCode }) => accountCode.startsWith(`${EXPENDITURE}.`));
  const byYear = groupBy(expenditure, ({ fiscalYear }) => fiscalYear);
  return new Map([...byYear].map(([year, ofYear]) => [year, indexYear(year, ofYear)]));
}

function indexYear(fiscalYear: number, rows: readonly BudgetWorkbookRow[]): IndexedYear {
  const stage = rows.reduce<BudgetStage>(
    (latest, row) => (isLaterStage(row.stage, latest) ? row.stage : latest),
    'ORIGINAL',
  );
  const shown = rows.filter((row) => row.stage === stage);
  const units = [...groupBy(shown, ({ unitCode }) => unitCode)]
    .map(([code, ofUnit]) => indexUnit(code, ofUnit))
    .sort((one, other) => compareCodes(one.code, other.code));
  return {
    fiscalYear,
    stage,
    budget: sumMoney(shown.map(({ budget }) => budget)),
    units: new Map(units.map((unit) => [unit.code, unit])),
  };
}

function indexUnit(code: string, rows: readonly BudgetWorkbookRow[]): IndexedUnit {
  const lines = [...groupBy(rows, ({ accountCode }) => accountCode)].map(
    ([accountCode, ofAccount]) => ({
      accountCode,
      accountName: ofAccount[0]?.accountName ?? null,
      budget: sumMoney(ofAccount.map(({ budget }) => budget)),
    }),
  );
  return {
    code,
    name: rows[0]?.unitName ?? code,
    budget: sumMoney(rows.map(({ budget }) => budget)),
    lines: lines.sort((one, other) => compareCodes(one.accountCode, other.accountCode)),
  };
}

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
