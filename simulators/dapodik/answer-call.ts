import type { Pupil, School } from '../province/province.ts';
import {
  toGtkRow,
  toPenggunaRow,
  toPesertaDidikRow,
  toRombelRow,
  toSekolahRow,
  type WireRow,
} from './wire-rows.ts';

export interface WireReply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly location?: string;
}

/** What a school's server knows. */
export interface SchoolBooks {
  readonly school: School;
  /** The leaver's row included. */
  readonly pupils: readonly Pupil[];
  readonly token: string;
  /** An old version that does not know `start` and begins every page at the first row. */
  readonly ignoresStart: boolean;
}

/** The errors' words are recorded; that they come with HTTP 200 is not, and is the hardest way to take them. */
export const ACCESS_DENIED = toText(
  'Access denied - You are not authorized to access this page. #1',
);
const NPSN_MISSING = toText('Parameter NPSN harap diisi');
const SCHOOL_UNKNOWN = toText('Sekolah tidak ditemukan');

/** What a school's server answers to one call; undefined where there is no such method. */
export function answerCall(
  books: SchoolBooks,
  call: { readonly url: string; readonly authorization: string | undefined },
): WireReply | undefined {
  const { pathname, searchParams } = new URL(call.url, 'http://school.invalid');
  const list = METHODS[pathname];
  if (list === undefined) return undefined;
  if (call.authorization !== `Bearer ${books.token}`) return ACCESS_DENIED;
  const npsn = searchParams.get('npsn');
  if (npsn === null || npsn === '') return NPSN_MISSING;
  if (npsn !== books.school.npsn) return SCHOOL_UNKNOWN;
  const { id, rows } = list(books);
  if (!Array.isArray(rows)) return toJson({ results: 1, id, start: 0, limit: 1, rows });
  const start = books.ignoresStart ? 0 : readNumber(searchParams.get('start'), 0);
  const limit = readNumber(searchParams.get('limit'), Math.max(rows.length, 1));
  const page = (rows as readonly WireRow[]).slice(start, start + limit);
  return toJson({ results: rows.length, id, start, limit, rows: page });
}

interface Listing {
  /** The name of the rows' key. */
  readonly id: string;
  readonly rows: WireRow | readonly WireRow[];
}

const METHODS: Readonly<Record<string, (books: SchoolBooks) => Listing>> = {
  '/WebService/getSekolah': ({ school }) => ({ id: 'sekolah_id', rows: toSekolahRow(school) }),
  '/WebService/getPesertaDidik': ({ school, pupils }) => ({
    id: 'registrasi_id',
    rows: pupils.map((pupil) => toPesertaDidikRow(pupil, classNameOf(school, pupil))),
  }),
  '/WebService/getRombonganBelajar': ({ school, pupils }) => ({
    id: 'rombongan_belajar_id',
    rows: school.classes.map((schoolClass) => toRombelRow(schoolClass, pupils)),
  }),
  '/WebService/getGtk': ({ school }) => ({
    id: 'ptk_terdaftar_id',
    rows: school.classes.map((schoolClass) => toGtkRow(schoolClass)),
  }),
  '/WebService/getPengguna': ({ school }) => ({
    id: 'pengguna_id',
    rows: school.classes.map((schoolClass) => toPenggunaRow(schoolClass, school.sekolahId)),
  }),
};

function classNameOf({ classes }: School, { rombonganBelajarId }: Pupil): string | null {
  return classes.find((one) => one.rombonganBelajarId === rombonganBelajarId)?.name ?? null;
}

function readNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : otherwise;
}

function toText(text: string): WireReply {
  return { status: 200, type: 'text/plain;charset=UTF-8', text };
}

function toJson(body: unknown): WireReply {
  return { status: 200, type: 'application/json', text: JSON.stringify(body) };
}
