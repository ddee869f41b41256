import { z } from 'zod';
import { SourceError } from '../../common/errors/errors.ts';
import type { SystemBinding } from '../../common/binding.ts';

/** A char column: padded with blanks by some servers, and blank where nothing was entered. */
const text = z.string().transform((value) => {
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
});
const optionalText = text.nullable();
const code = z.number().int().nullable();
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .nullable();
const place = { NO_PROP: code, NO_KAB: code };

/** What a card shows of a person. */
const memberColumns = {
  NIK: z.string().transform((value) => value.trim()),
  NO_KK: optionalText,
  NAMA_LGKP: optionalText,
  JENIS_KLMIN: code,
  TGL_LHR: date,
  STAT_HBKEL: code,
  FLAG_STATUS: optionalText,
  TGL_UBAH: z.string().nullable(),
  ...place,
};

export const siakMemberRow = z.object(memberColumns);

/** A person with his card's address; the card's columns are null where DATA_KELUARGA has no such card. */
export const siakResidentRow = z.object({
  ...memberColumns,
  TMPT_LHR: optionalText,
  AGAMA: code,
  STAT_KWN: code,
  PDDK_AKH: code,
  JENIS_PKRJN: code,
  GOL_DRH: code,
  ALAMAT: optionalText,
  NO_RT: code,
  NO_RW: code,
  DUSUN: optionalText,
  KODE_POS: code,
  KK_NO_KK: optionalText,
  KK_NO_PROP: code,
  KK_NO_KAB: code,
  KK_NO_KEC: code,
  KK_NO_KEL: code,
});

export type SiakMemberRow = z.output<typeof siakMemberRow>;
export type SiakResidentRow = z.output<typeof siakResidentRow>;

/** The row, or the error that stands for it where it is not as recorded. What it holds is not repeated. */
export function parseSiakRow<Row>(
  schema: z.ZodType<Row>,
  row: unknown,
  binding: SystemBinding,
): Row | SourceError {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  return new SourceError('SOURCE_REPLY_INVALID', {
    system: binding.system,
    region: binding.regionCode,
  });
}
