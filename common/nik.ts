import type { Bilingual } from './errors/catalogue.ts';
import type { RegionCode } from './region-code.ts';

declare const brand: unique symbol;

/** A population identification number (Nomor Induk Kependudukan) whose form has been checked. */
export type Nik = string & { readonly [brand]: 'Nik' };

/** A family card's number (Nomor Kartu Keluarga) whose form has been checked. */
export type NoKk = string & { readonly [brand]: 'NoKk' };

export interface ParsedNik {
  readonly nik: Nik;
  /** Where the number was first issued. It says nothing about where the person lives now (PP 37/2007 Art 37). */
  readonly issuedIn: RegionCode;
  readonly sex: 'MALE' | 'FEMALE';
  /** Day and month of birth and the year's last two digits: the number does not carry the century. */
  readonly birth: { readonly day: number; readonly month: number; readonly yearOfCentury: number };
  readonly serial: string;
}

export type NikFault =
  'LENGTH' | 'DIGITS' | 'PROVINCE' | 'REGENCY' | 'DISTRICT' | 'DAY' | 'MONTH' | 'DATE' | 'SERIAL';

export type NikResult =
  | { readonly ok: true; readonly value: ParsedNik }
  | { readonly ok: false; readonly fault: NikFault; readonly rule: Bilingual };

const RULES: Record<NikFault, Bilingual> = {
  LENGTH: { en: 'a NIK has 16 digits', id: 'NIK terdiri atas 16 angka' },
  DIGITS: { en: 'a NIK consists of digits only', id: 'NIK hanya boleh berisi angka' },
  PROVINCE: {
    en: 'digits 1–2 are no province of Indonesia',
    id: 'angka ke-1 dan ke-2 bukan kode provinsi di Indonesia',
  },
  REGENCY: {
    en: 'digits 3–4 are no regency (01–99)',
    id: 'angka ke-3 dan ke-4 bukan kode kabupaten/kota (01–99)',
  },
  DISTRICT: {
    en: 'digits 5–6 are no district (01–99)',
    id: 'angka ke-5 dan ke-6 bukan kode kecamatan (01–99)',
  },
  DAY: {
    en: 'digits 7–8 are no day of birth (01–31, women 41–71)',
    id: 'angka ke-7 dan ke-8 bukan tanggal lahir (01–31, perempuan 41–71)',
  },
  MONTH: {
    en: 'digits 9–10 are no month (01–12)',
    id: 'angka ke-9 dan ke-10 bukan bulan (01–12)',
  },
  DATE: {
    en: 'digits 7–12 are no calendar date in any century',
    id: 'angka ke-7 sampai ke-12 bukan tanggal yang ada pada abad mana pun',
  },
  SERIAL: {
    en: 'digits 13–16 are no serial number (0001–9999)',
    id: 'angka ke-13 sampai ke-16 bukan nomor urut (0001–9999)',
  },
};

/** What a family card's number has to be. */
export const NO_KK_RULE: Bilingual = {
  en: 'a family card number has 16 digits',
  id: 'nomor kartu keluarga terdiri atas 16 angka',
};

/** Kemendagri's province codes, with those that issued numbers before provinces were split. */
const PROVINCES = new Set(
  '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96'.split(
    ' ',
  ),
);

/**
 * Reads a NIK: PP KK CC DDMMYY NNNN, where a woman's day of birth is raised by 40.
 *
 * Regencies and districts are not looked up: a number keeps the codes of its time of issue, and codes have changed.
 * A date counts when it exists in 19YY or in 20YY (29 February in one of the two is enough).
 */
export function parseNik(text: string): NikResult {
  const fault = findFault(text);
  if (fault !== undefined) return { ok: false, fault, rule: RULES[fault] };
  const day = Number(text.slice(6, 8));
  return {
    ok: true,
    value: {
      nik: text as Nik,
      issuedIn: `${text.slice(0, 2)}.${text.slice(2, 4)}.${text.slice(4, 6)}` as RegionCode,
      sex: day > 40 ? 'FEMALE' : 'MALE',
      birth: {
        day: day > 40 ? day - 40 : day,
        month: Number(text.slice(8, 10)),
        yearOfCentury: Number(text.slice(10, 12)),
      },
      serial: text.slice(12),
    },
  };
}

function findFault(text: string): NikFault | undefined {
  if (!/^\d*$/.test(text)) return 'DIGITS';
  if (text.length !== 16) return 'LENGTH';
  if (!PROVINCES.has(text.slice(0, 2))) return 'PROVINCE';
  if (text.slice(2, 4) === '00') return 'REGENCY';
  if (text.slice(4, 6) === '00') return 'DISTRICT';
  const rawDay = Number(text.slice(6, 8));
  const day = rawDay > 40 ? rawDay - 40 : rawDay;
  if (day < 1 || day > 31) return 'DAY';
  const month = Number(text.slice(8, 10));
  if (month < 1 || month > 12) return 'MONTH';
  const year = Number(text.slice(10, 12));
  if (!isDate(1900 + year, month, day) && !isDate(2000 + year, month, day)) return 'DATE';
  if (text.slice(12) === '0000') return 'SERIAL';
  return undefined;
}

function isDate(year: number, month: number, day: number): boolean {
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The family card's number, or undefined: 16 digits, not beginning with zeros. Its date is not checked: cards were renumbered. */
export function parseNoKk(text: unknown): NoKk | undefined {
  return typeof text === 'string' && /^[1-9]\d{15}$/.test(text) ? (text as NoKk) : undefined;
}

/** A NIK or NoKk with its last four digits showing: `************1234`. */
export function maskNumber(number: string): string {
  return '*'.repeat(Math.max(0, number.length - 4)) + number.slice(-4);
}
