import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseNik } from '../../common/nik.ts';
import type { ReplicaRecord, StoredRecord } from '../../connectors/replica/replica-store.ts';
import { cellText } from './cell-text.ts';
import type { PupilRow } from './pupil-source.ts';

/** The columns that are read; whatever else a school sends of a child is not. */
const rowSchema = z.object({
  peserta_didik_id: cellText,
  nama: cellText,
  nisn: cellText,
  nik: cellText,
  tanggal_masuk_sekolah: cellText,
  rombongan_belajar_id: cellText,
  tingkat_pendidikan_id: cellText,
  nama_rombel: cellText,
});

const PESERTA_DIDIK_ID = /^[0-9A-Za-z-]{1,64}$/;

/**
 * A harvested pupil; undefined where the row is none: without an identifier, or in no class, as those are who left and
 * whom nobody has taken out. A NIK or NISN that is none counts as missing; so does a day of entry that is none, or is yet to
 * come: it decides between two schools that claim the same pupil.
 *
 * @param today - YYYY-MM-DD.
 */
export function toPupilRecord(
  row: unknown,
  npsn: string,
  today: string,
): ReplicaRecord | undefined {
  const { data } = rowSchema.safeParse(row);
  const id = data?.peserta_didik_id;
  if (data === undefined || id === null || id === undefined || !PESERTA_DIDIK_ID.test(id)) return;
  if (data.rombongan_belajar_id === null) return;
  const nik = data.nik !== null && parseNik(data.nik).ok ? data.nik : null;
  const nisn = data.nisn !== null && /^\d{10}$/.test(data.nisn) ? data.nisn : null;
  const pesertaDidikId = id.toLowerCase();
  return {
    // The identifier itself says who it is, to whoever has the school's books.
    key: createHash('sha256').update(pesertaDidikId).digest('hex'),
    lookups: {
      pesertaDidikId,
      ...(nik === null ? {} : { nik }),
      ...(nisn === null ? {} : { nisn }),
    },
    sealed: {
      pesertaDidikId,
      nik,
      nisn,
      nameOnRecord: data.nama,
      enteredOn: readDay(data.tanggal_masuk_sekolah, today),
    },
    open: { npsn, grade: data.tingkat_pendidikan_id, className: data.nama_rombel },
  };
}

const storedSchema = z.object({
  pesertaDidikId: z.string(),
  nik: z.string().nullable(),
  nisn: z.string().nullable(),
  nameOnRecord: z.string().nullable(),
  enteredOn: z.string().nullable(),
  npsn: z.string(),
  grade: z.string().nullable(),
  className: z.string().nullable(),
});

/** A pupil read back, and since when he goes there, which decides between two schools that claim him. */
export type StoredPupil = Omit<PupilRow, 'provenance'> & {
  readonly enteredOn: string | null;
  readonly asOf: string;
};

export function toStoredPupil({ sealed, open, asOf }: StoredRecord): StoredPupil {
  return { ...storedSchema.parse({ ...sealed, ...open }), asOf };
}

/** A day that was, as YYYY-MM-DD, also where a time stands behind it; null where it is none. */
function readDay(text: string | null, today: string): string | null {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+Z?)?$/.exec(text ?? '') ?? [];
  if (day === undefined || day > today) return null;
  return z.iso.date().safeParse(day).success ? day : null;
}
