import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { createWorkbookConnector } from '../../../connectors/workbook/create-workbook-connector.ts';
import { createWorkbookBudgetSource } from '../../../subgraphs/finance/budget-source.budget-workbook.ts';
import { budgetSheet } from '../../../subgraphs/finance/budget-workbook-sheet.ts';
import { ACCOUNT_CODE, formatCode, UNIT_CODE } from '../../../subgraphs/finance/dotted-code.ts';
import { bindingOf, call, createObserver, REGION } from './bindings.ts';
import { ACCOUNT_NAMES, BUDGET_ROWS, UNITS, type BudgetRow } from './budget-rows.ts';
import { describeBudgetSource } from './describe-budget-source.ts';

const HEADER = [
  'TAHUN',
  'KODE_WILAYAH',
  'TAHAP',
  'KODE_SUB_UNIT',
  'NAMA_SUB_UNIT',
  'KODE_REKENING',
  'NAMA_REKENING',
  'ANGGARAN',
];
type Cells = readonly (string | number | null)[];

const STAGES = { 4: 'APBD', 5: 'PERGESERAN', 6: 'PERUBAHAN' } as const;

/** A draft has no word in a workbook, so it is not written. */
function toCells({ year, stage, unit, account, amount }: BudgetRow): readonly Cells[] {
  if (stage === 3) return [];
  const unitCode = formatCode(UNIT_CODE, unit);
  const accountCode = formatCode(ACCOUNT_CODE, account);
  const unitName = UNITS.find(({ code }) => code === unitCode)?.name ?? '';
  const accountName =
    ACCOUNT_NAMES.find((named) => named.account.join() === account.join())?.name ?? null;
  return [[year, REGION, STAGES[stage], unitCode, unitName, accountCode, accountName, amount]];
}

async function open(rows: readonly Cells[]) {
  const folder = await mkdtemp(join(tmpdir(), 'jawara-budget-'));
  const cells = [HEADER, ...rows].map((row) => row.map((cell) => cell ?? null));
  await writeFile(join(folder, 'apbd.xlsx'), await writeXlsxFile(cells).toBuffer());
  const { context, calls } = createObserver();
  const binding = bindingOf('budget-workbook', { kind: 'workbook', folder });
  const connector = createWorkbookConnector(binding, budgetSheet, context);
  const dropped: unknown[] = [];
  const onDroppedRow = (row: unknown) => dropped.push(row);
  return {
    source: createWorkbookBudgetSource({ binding, connector, onDroppedRow }),
    connector,
    calls,
    dropped,
    close: () => rm(folder, { recursive: true }),
  };
}

describeBudgetSource('budget-workbook', () => open(BUDGET_ROWS.flatMap(toCells)));

describe("a workbook's budgets", () => {
  const good: Cells = [
    2026,
    REGION,
    'APBD',
    '1.01.01.01',
    'Dinas',
    '5.1.01.01.01.0001',
    'Gaji',
    '1.00',
  ];
  const change = (index: number, cell: string | number | null): Cells =>
    good.map((old, at) => (at === index ? cell : old));
  let opened: Awaited<ReturnType<typeof open>>;
  afterEach(() => opened.close());

  describe('of a file with faulty rows', () => {
    beforeEach(async () => {
      opened = await open([
        change(0, 1999),
        change(2, 'RKA'),
        change(3, '1.1.1.1'),
        change(5, '5.1.1'),
        change(7, '1.005'),
        change(7, Number('12345678901234567')),
        change(7, null),
        good,
        good,
        change(1, '36.02'),
      ]);
    });

    it('rejects each with its reason, and takes the others', async () => {
      const { rejected } = await opened.connector.snapshot(call);
      expect(
        rejected.map(({ rowNumber, column, reason }) => `${rowNumber} ${column}: ${reason}`),
      ).toEqual([
        '2 TAHUN: a fiscal year lies between 2000 and 2100',
        '3 TAHAP: the stage is APBD, PERGESERAN or PERUBAHAN',
        '4 KODE_SUB_UNIT: a unit code is written like 1.01.01.01',
        '5 KODE_REKENING: an account code is written like 5.1.02.01.01.0001',
        '6 ANGGARAN: an amount has at most two decimals',
        expect.stringMatching(/^7 ANGGARAN: a number of more than 15 digits/),
        '8 ANGGARAN: empty',
        expect.stringMatching(/^10 null: /),
      ]);
      expect(await opened.source.summaries(call, [2026])).toMatchObject([{ budget: '1.00' }]);
    });

    it("drops another region's row, and counts it once for as long as the file stays the same", async () => {
      await opened.source.summaries(call, [2026]);
      await opened.source.latestFiscalYear(call);
      const row = { system: 'budget-workbook', regionCode: REGION, port: 'Budget' };
      expect(opened.dropped).toEqual([row]);
    });
  });

  it('looks at the folder once for many keys, and is a replica as of the file', async () => {
    opened = await open([good]);
    const answers = await opened.source.summaries(call, [2024, 2025, 2026]);
    expect(opened.calls).toMatchObject([{ method: 'budgetSnapshot', outcome: 'ok' }]);
    expect(answers[2]).toMatchObject({
      provenance: { state: 'REPLICA', system: 'budget-workbook' },
    });
  });
});
