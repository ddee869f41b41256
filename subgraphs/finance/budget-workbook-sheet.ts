import { z } from 'zod';
import type { SheetDefinition } from '../../connectors/workbook/workbook-connector.ts';
import { ACCOUNT_CODE, parseCode, UNIT_CODE } from './dotted-code.ts';
import { fiscalYearCell, moneyCell } from './workbook-cells.ts';

const STAGES = { APBD: 'ORIGINAL', PERGESERAN: 'SHIFTED', PERUBAHAN: 'AMENDED' } as const;

const rowSchema = z.object({
  fiscalYear: fiscalYearCell,
  regionCode: z.string(),
  stage: z
    .string()
    .transform((text) => text.trim().toUpperCase())
    .pipe(z.enum(['APBD', 'PERGESERAN', 'PERUBAHAN'], 'the stage is APBD, PERGESERAN or PERUBAHAN'))
    .transform((stage) => STAGES[stage]),
  unitCode: z
    .string()
    .refine(
      (code) => parseCode(UNIT_CODE, code) !== undefined,
      'a unit code is written like 1.01.01.01',
    ),
  unitName: z.string().min(1, 'a unit has a name'),
  accountCode: z
    .string()
    .refine(
      (code) => parseCode(ACCOUNT_CODE, code) !== undefined,
      'an account code is written like 5.1.02.01.01.0001',
    ),
  accountName: z.string().nullish(),
  budget: moneyCell,
});

export type BudgetWorkbookRow = z.output<typeof rowSchema>;

/** The workbook of a budget: one row per stage, unit and account. */
export const budgetSheet: SheetDefinition<BudgetWorkbookRow> = {
  name: 'budget',
  columns: {
    TAHUN: { property: 'fiscalYear', kind: 'integer', required: true },
    KODE_WILAYAH: { property: 'regionCode', kind: 'text', required: true },
    TAHAP: { property: 'stage', kind: 'text', required: true },
    KODE_SUB_UNIT: { property: 'unitCode', kind: 'text', required: true },
    NAMA_SUB_UNIT: { property: 'unitName', kind: 'text', required: true },
    KODE_REKENING: { property: 'accountCode', kind: 'text', required: true },
    NAMA_REKENING: { property: 'accountName', kind: 'text', required: false },
    ANGGARAN: { property: 'budget', kind: 'decimal', required: true },
  },
  row: rowSchema,
  key: (row) =>
    [row.regionCode, row.fiscalYear, row.stage, row.unitCode, row.accountCode].join('/'),
};
