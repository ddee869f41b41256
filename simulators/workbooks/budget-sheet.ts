import type { BudgetLine, BudgetStage, FinanceYear, RegencyWorld } from '../province/province.ts';
import type { Sheet, SheetCell } from './sheet.ts';
import { INEXACT_NUMBER, toAmountCell } from './sheet.ts';

const STAGES: Record<BudgetStage, string> = {
  ORIGINAL: 'APBD',
  SHIFTED: 'PERGESERAN',
  AMENDED: 'PERUBAHAN',
};

/** One workbook a year: the original budget, and the stage reached since as a whole; faulty rows at its end. */
export function createBudgetSheets(world: RegencyWorld): Sheet[] {
  return [world.finance, ...world.finance.earlier].map((year) => ({
    fileName: `apbd-${year.fiscalYear}.xlsx`,
    header: [
      'TAHUN',
      'KODE_WILAYAH',
      'TAHAP',
      'KODE_SUB_UNIT',
      'NAMA_SUB_UNIT',
      'KODE_REKENING',
      'NAMA_REKENING',
      'ANGGARAN',
    ],
    rows: [...budgetRows(world.code, year), ...faultyRows(world.code, year)],
  }));
}

function budgetRows(regionCode: string, year: FinanceYear): SheetCell[][] {
  const toRow = (stage: BudgetStage) => (line: BudgetLine) => [
    ...place(regionCode, year, stage),
    ...describe(line),
    toAmountCell(stage === 'ORIGINAL' ? line.original : (line.amended ?? line.original)),
  ];
  const original = year.budget.map(toRow('ORIGINAL'));
  return year.stage === 'ORIGINAL'
    ? original
    : [...original, ...year.budget.map(toRow(year.stage))];
}

/** Another regency's row, a missing amount, a number beyond exactness, an account that is none, a row that is there twice. */
function faultyRows(regionCode: string, year: FinanceYear): SheetCell[][] {
  const [line] = year.budget;
  if (line === undefined) return [];
  const here = place(regionCode, year, 'ORIGINAL');
  const [code = '', name = ''] = describe(line);
  return [
    [...place('36.71', year, 'ORIGINAL'), ...describe(line), 1_000_000],
    [...here, code, name, '5.1.02.99.01.0001', 'Belanja tanpa jumlah', null],
    [...here, code, name, '5.1.02.99.01.0002', 'Belanja terlalu besar', INEXACT_NUMBER],
    [...here, code, name, '5.1.2', 'Belanja tanpa rincian', 2_500_000],
    [...here, ...describe(line), 4_000_000],
  ];
}

function place(regionCode: string, year: FinanceYear, stage: BudgetStage): SheetCell[] {
  return [year.fiscalYear, regionCode, STAGES[stage]];
}

/** Codes as Permendagri 90/2019 writes them: 1.01.01.01 and 5.1.02.01.01.0001. */
function describe({ unit, account, accountName }: BudgetLine): string[] {
  const two = (part: number) => String(part).padStart(2, '0');
  const [first, second, third, fourth, fifth, sixth] = account;
  return [
    [unit.urusan, two(unit.bidang), two(unit.unit), two(unit.sub)].join('.'),
    unit.name,
    [first, second, two(third), two(fourth), two(fifth), String(sixth).padStart(4, '0')].join('.'),
    accountName,
  ];
}
