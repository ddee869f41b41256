import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BudgetSource } from '../../../subgraphs/finance/budget-source.ts';
import type { SourcePage } from '../../../subgraphs/finance/source-answers.ts';
import { call, REGION } from './bindings.ts';
import { BEYOND_DOUBLES, UNITS } from './budget-rows.ts';

export interface BudgetFixture {
  readonly source: BudgetSource;
  close(): Promise<void>;
}

const EDUCATION = '1.01.01.01';
const CLINIC_9 = '1.02.01.09';

/** What every implementation of the port Budget does, filled with `BUDGET_ROWS`. */
export function describeBudgetSource(name: string, create: () => Promise<BudgetFixture>): void {
  describe(`the port Budget, served by ${name}`, () => {
    let fixture: BudgetFixture;
    let source: BudgetSource;
    beforeAll(async () => {
      fixture = await create();
      source = fixture.source;
    });
    afterAll(async () => {
      await fixture.close();
    });

    it('never takes a draft for a budget', async () => {
      expect(await source.latestFiscalYear(call)).toBe(2026);
      expect(await source.summaries(call, [2027])).toEqual([null]);
      const key = { unitCode: EDUCATION, fiscalYear: 2027 };
      expect(await source.unitBudgets(call, [key])).toEqual([null]);
      expect(
        (await source.unitsPage(call, { fiscalYear: 2027, first: 5, after: null })).rows,
      ).toEqual([]);
    });

    it('answers null for a year without a budget, in key order', async () => {
      const [y2024, y2026, y2025] = await source.summaries(call, [2024, 2026, 2025]);
      expect(y2024).toBeNull();
      expect(y2026).toMatchObject({ fiscalYear: 2026, stage: 'AMENDED' });
      expect(y2025).toMatchObject({ fiscalYear: 2025, stage: 'SHIFTED', budget: '12.50' });
    });

    it('sums expenditure alone, exactly beyond 2^53', async () => {
      const [summary] = await source.summaries(call, [2026]);
      expect(summary).toMatchObject({ budget: '9007199254742494.00' });
    });

    it('answers null for units that there are not, and for codes that cannot be', async () => {
      const codes = [
        '9.99.99.99',
        EDUCATION,
        '',
        '1.1.1.1',
        `${EDUCATION}.01`,
        "'; --",
        '1.99999.01.01',
      ];
      const units = await source.unitsByCode(call, codes);
      expect(units.map((unit) => (unit as { name?: string } | null)?.name ?? null)).toEqual([
        null,
        'Dinas Pendidikan',
        null,
        null,
        null,
        null,
        null,
      ]);
    });

    it('knows a unit that has a budget in another year only', async () => {
      const [unit] = await source.unitsByCode(call, ['2.07.01.01']);
      expect(unit).toMatchObject({ code: '2.07.01.01', name: 'Dinas Tenaga Kerja' });
      const keys = [2026, 2025].map((fiscalYear) => ({ unitCode: '2.07.01.01', fiscalYear }));
      expect(await source.unitBudgets(call, keys)).toEqual([
        null,
        expect.objectContaining({ amount: '12.50' }),
      ]);
    });

    it('gives the units of a year by their numbers, each on one page', async () => {
      const pages = await readAll((after: string | null) =>
        source.unitsPage(call, { fiscalYear: 2026, first: 2, after }),
      );
      expect(pages.map(({ rows }) => rows.map(({ code }) => code))).toEqual([
        [UNITS[0].code, UNITS[1].code],
        [UNITS[2].code],
      ]);
    });

    it('has no page after one that is exactly full', async () => {
      const page = await source.unitsPage(call, { fiscalYear: 2026, first: 3, after: null });
      expect(page).toMatchObject({ hasNext: false, rows: { length: 3 } });
    });

    it('gives the lines of several units, each with its own page', async () => {
      const keys = [
        { unitCode: CLINIC_9, fiscalYear: 2026, first: 50, after: null },
        { unitCode: EDUCATION, fiscalYear: 2026, first: 2, after: null },
        { unitCode: EDUCATION, fiscalYear: 2026, first: 2, after: '5.1.01.01.01.0001' },
        { unitCode: '9.99.99.99', fiscalYear: 2026, first: 2, after: null },
        { unitCode: 'none', fiscalYear: 2026, first: 2, after: null },
      ];
      const pages = await source.linesPages(call, keys);
      const seen = (pages as readonly SourcePage<{ accountCode: string; budget: string }>[]).map(
        ({ rows, hasNext }) => [hasNext, ...rows.map((row) => `${row.accountCode} ${row.budget}`)],
      );
      expect(seen).toEqual([
        [false, '5.1.01.01.01.0001 200.00'],
        [true, `5.1.01.01.01.0001 ${BEYOND_DOUBLES}`, '5.1.02.01.01.0009 0.10'],
        [false, '5.1.02.01.01.0009 0.10', '5.1.02.01.01.0010 1000.65'],
        [false],
        [false],
      ]);
    });

    it('names an account where its name is known, and null where it is not', async () => {
      const key = { unitCode: EDUCATION, fiscalYear: 2026, first: 50, after: null };
      const [page] = await source.linesPages(call, [key]);
      expect(
        (page as SourcePage<{ accountName: string | null }>).rows.map((row) => row.accountName),
      ).toEqual(['Belanja Gaji Pokok PNS', 'Belanja Kertas dan Cover', null]);
    });

    it('says of everything where it comes from', async () => {
      const [summary] = await source.summaries(call, [2026]);
      const [unit] = await source.unitsByCode(call, [EDUCATION]);
      const [budget] = await source.unitBudgets(call, [{ unitCode: EDUCATION, fiscalYear: 2026 }]);
      for (const answer of [summary, unit, budget]) {
        const provenance = { regionCode: REGION, controller: 'BPKD Kota Tangerang' };
        expect(answer).toMatchObject({ provenance });
      }
    });
  });
}

async function readAll<Row extends { readonly code: string }>(
  read: (after: string | null) => Promise<SourcePage<Row>>,
): Promise<readonly SourcePage<Row>[]> {
  const pages = [await read(null)];
  while (pages.at(-1)?.hasNext === true) pages.push(await read(pages.at(-1)!.rows.at(-1)!.code));
  return pages;
}
