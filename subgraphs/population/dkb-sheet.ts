import { z } from 'zod';
import type { SheetDefinition } from '../../connectors/workbook/workbook-connector.ts';
import { AGE_GROUPS } from './age-groups.ts';

const count = z
  .number({ error: 'not a whole number' })
  .int('not a whole number')
  .min(0, 'negative');

const rowSchema = z.object({
  period: z.string().regex(/^\d{4}-S[12]$/, 'a period is written 2026-S1'),
  regionCode: z.string().regex(/^\d{2}\.\d{2}$/, 'a regency is written 36.01'),
  ageGroup: z.enum(AGE_GROUPS as unknown as [string, ...string[]], {
    error: 'not one of the age groups 0-4 to 75+',
  }),
  male: count,
  female: count,
});

export type DkbRow = z.output<typeof rowSchema>;

/** The semester's published aggregate (Data Kependudukan Bersih), one row an age group. */
export const dkbSheet: SheetDefinition<DkbRow> = {
  name: 'dkb',
  columns: {
    PERIODE: { property: 'period', kind: 'text', required: true },
    KODE_WILAYAH: { property: 'regionCode', kind: 'text', required: true },
    KELOMPOK_UMUR: { property: 'ageGroup', kind: 'text', required: true },
    'LAKI-LAKI': { property: 'male', kind: 'integer', required: true },
    PEREMPUAN: { property: 'female', kind: 'integer', required: true },
  },
  row: rowSchema,
  key: (row) => `${row.period} ${row.regionCode} ${row.ageGroup}`,
};
