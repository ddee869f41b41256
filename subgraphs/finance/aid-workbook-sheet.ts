import { z } from 'zod';
import { parseNik } from '../../common/nik.ts';
import type { SheetDefinition } from '../../connectors/workbook/workbook-connector.ts';
import { fiscalYearCell, moneyCell } from './workbook-cells.ts';

/** The NIK's rule that is broken becomes the reject list's reason, in English as all of that list; no rule repeats the number. */
const nikCell = z.string().transform((text, context) => {
  const parsed = parseNik(text);
  if (parsed.ok) return parsed.value.nik;
  context.addIssue({ code: 'custom', message: parsed.rule.en });
  return z.NEVER;
});

const rowSchema = z.object({
  nik: nikCell,
  programme: z.string().min(1, 'aid has a programme'),
  fiscalYear: fiscalYearCell,
  amount: moneyCell,
  paidOn: z.string().nullish(),
  regionCode: z.string(),
});

export type AidWorkbookRow = z.output<typeof rowSchema>;

/** A row as it comes back from the replica. */
export const storedAidRow = z.object({
  nik: z.string(),
  programme: z.string(),
  fiscalYear: z.number(),
  amount: z.string(),
  paidOn: z.string().nullish(),
  regionCode: z.string(),
});

export type StoredAidRow = z.output<typeof storedAidRow>;

/**
 * The workbook of aid recipients: one row per person, programme, year and payment. The recipient's name is not read:
 * nothing answers it.
 */
export const aidSheet: SheetDefinition<AidWorkbookRow> = {
  name: 'aid',
  columns: {
    NIK: { property: 'nik', kind: 'digits', required: true },
    PROGRAM: { property: 'programme', kind: 'text', required: true },
    TAHUN: { property: 'fiscalYear', kind: 'integer', required: true },
    JUMLAH: { property: 'amount', kind: 'decimal', required: true },
    TANGGAL_BAYAR: { property: 'paidOn', kind: 'date', required: false },
    KODE_WILAYAH: { property: 'regionCode', kind: 'text', required: true },
  },
  row: rowSchema,
  key: (row) =>
    [row.regionCode, row.nik, row.programme, row.fiscalYear, row.paidOn ?? ''].join('/'),
};
