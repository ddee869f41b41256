import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { Provenance } from '../../common/provenance.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { SqlConnector } from '../../connectors/sql/sql-connector.ts';
import type { BudgetLineRow, BudgetSource, LinesPageKey, UnitYear } from './budget-source.ts';
import { stageOf } from './budget-stage.ts';
import { ACCOUNT_CODE, formatCode, parseCode, UNIT_CODE } from './dotted-code.ts';
import { readAmount } from './read-amount.ts';
import {
  selectLatestYear,
  selectLines,
  selectSummaries,
  selectUnitBudgets,
  selectUnits,
  selectUnitsPage,
} from './simda-budget-queries.ts';
import { accountKeyOf, unitKeyOf, type SimdaDatabase } from './simda-database.ts';
import { provenanceOf, type Loaded } from '../shared/source-answers.ts';
import { toSourcePage, type SourcePage } from './source-answers.ts';

export interface SimdaSourceOptions {
  readonly binding: SystemBinding;
  readonly connector: SqlConnector<SimdaDatabase>;
  readonly clock: Clock;
}

/**
 * Budgets of SIMDA Keuangan. One query for N keys, whatever the method; of `linesPages` one for all first pages and one
 * for each later page. Sums are the database's own, exact. A code that no SIMDA could hold is answered without asking.
 */
export function createSimdaBudgetSource(options: SimdaSourceOptions): BudgetSource {
  const { binding, connector, clock } = options;
  const now = (): Provenance =>
    provenanceOf(binding, new Date(clock.nowMs()).toISOString(), 'LIVE');

  return {
    async latestFiscalYear(call) {
      const method = { name: 'latestFiscalYear', keys: 0 };
      const [row] = await connector.run(call, method, (db) => selectLatestYear(db));
      // An aggregate of no rows is null, which Kysely's types do not say.
      const year = row?.Tahun as number | null | undefined;
      return year ?? null;
    },

    async summaries(call, fiscalYears) {
      const method = { name: 'budgetSummaries', keys: fiscalYears.length };
      const rows = await connector.run(call, method, (db) => selectSummaries(db, fiscalYears));
      const provenance = now();
      return fiscalYears.map((fiscalYear) => {
        const row = rows.find(({ Tahun }) => Tahun === fiscalYear);
        if (row === undefined) return null;
        const budget = readAmount(binding, row.Total);
        return { fiscalYear, stage: stageOf(row.Kd_Perubahan), budget, provenance };
      });
    },

    async unitsByCode(call, codes) {
      const units = distinctUnits(codes);
      if (units.length === 0) return codes.map(() => null);
      const method = { name: 'unitsByCode', keys: units.length };
      const rows = await connector.run(call, method, (db) => selectUnits(db, units));
      const provenance = now();
      const byCode = new Map(rows.map((row) => [formatCode(UNIT_CODE, unitKeyOf(row)), row]));
      return codes.map((code) => {
        const row = byCode.get(code);
        return row === undefined ? null : { code, name: row.Nm_Sub_Unit, provenance };
      });
    },

    async unitsPage(call, { fiscalYear, first, after }) {
      const position = after === null ? undefined : parseCode(UNIT_CODE, after);
      const method = { name: 'unitsPage', keys: 1 };
      const rows = await connector.run(call, method, (db) =>
        selectUnitsPage(db, { fiscalYear, first, after: position }),
      );
      const provenance = now();
      const units = rows.map((row) => ({
        code: formatCode(UNIT_CODE, unitKeyOf(row)),
        name: row.Nm_Sub_Unit,
        provenance,
      }));
      return toSourcePage(units, first);
    },

    async unitBudgets(call, keys) {
      const units = distinctUnits(keys.map(({ unitCode }) => unitCode));
      if (units.length === 0) return keys.map(() => null);
      const asked = { units, fiscalYears: distinctYears(keys) };
      const method = { name: 'unitBudgets', keys: keys.length };
      const rows = await connector.run(call, method, (db) => selectUnitBudgets(db, asked));
      const provenance = now();
      const amounts = new Map(
        rows.map((row) => [
          toKey({ unitCode: formatCode(UNIT_CODE, unitKeyOf(row)), fiscalYear: row.Tahun }),
          readAmount(binding, row.Total),
        ]),
      );
      return keys.map((key) => {
        const amount = amounts.get(toKey(key));
        return amount === undefined ? null : { amount, provenance };
      });
    },

    async linesPages(call, keys) {
      const firstPages = keys.filter(({ after }) => after === null);
      const inOneQuery = readLines(options, now, call, firstPages);
      return Promise.all(
        keys.map(async (key): Promise<Loaded<SourcePage<BudgetLineRow>>> => {
          const lines = key.after === null ? inOneQuery : readLines(options, now, call, [key]);
          return toSourcePage((await lines).get(toKey(key)) ?? [], key.first);
        }),
      );
    },
  };
}

/** Lines by unit and year, at least one more than each key's page holds; all keys begin after the same account. */
async function readLines(
  { binding, connector }: SimdaSourceOptions,
  now: () => Provenance,
  call: SourceCall,
  keys: readonly LinesPageKey[],
): Promise<ReadonlyMap<string, readonly BudgetLineRow[]>> {
  const units = distinctUnits(keys.map(({ unitCode }) => unitCode));
  if (units.length === 0) return new Map();
  const after = keys[0]?.after ?? null;
  const asked = {
    units,
    fiscalYears: distinctYears(keys),
    after: after === null ? undefined : parseCode(ACCOUNT_CODE, after),
    limit: Math.max(...keys.map(({ first }) => first)) + 1,
  };
  const method = { name: 'budgetLines', keys: keys.length };
  const rows = await connector.run(call, method, (db) => selectLines(db, asked));
  const provenance = now();
  const byUnit = new Map<string, BudgetLineRow[]>();
  for (const row of rows) {
    const unitCode = formatCode(UNIT_CODE, unitKeyOf(row));
    const key = toKey({ unitCode, fiscalYear: row.Tahun });
    const lines = byUnit.get(key) ?? [];
    if (lines.length === 0) byUnit.set(key, lines);
    lines.push({
      accountCode: formatCode(ACCOUNT_CODE, accountKeyOf(row)),
      accountName: row.Nm_Rek90_6,
      budget: readAmount(binding, row.Total),
      provenance,
    });
  }
  return byUnit;
}

function toKey({ unitCode, fiscalYear }: UnitYear): string {
  return `${fiscalYear}/${unitCode}`;
}

/** The units that codes name, each once, without those that no SIMDA could hold. */
export function distinctUnits(codes: readonly string[]): readonly (readonly number[])[] {
  return [...new Set(codes)].flatMap((code) => {
    const unit = parseCode(UNIT_CODE, code);
    return unit === undefined ? [] : [unit];
  });
}

export function distinctYears(keys: readonly { readonly fiscalYear: number }[]): readonly number[] {
  return [...new Set(keys.map(({ fiscalYear }) => fiscalYear))];
}
