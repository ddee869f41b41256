import type {
  FamilyRelationship,
  MaritalStatus,
  ResidentStatus,
  Sex,
} from './generated/resolvers.ts';

/**
 * The code lists of population administration (the register's form F-1.01). A code that is not in its list is null: it
 * is not guessed at. Registers give codes; Dukcapil's service gives the lists' words.
 */
type CodeList<Value> = readonly (readonly [code: number, word: string, value: Value])[];

export const SEX: CodeList<Sex> = [
  [1, 'LAKI-LAKI', 'MALE'],
  [2, 'PEREMPUAN', 'FEMALE'],
];

export const MARITAL_STATUS: CodeList<MaritalStatus> = [
  [1, 'BELUM KAWIN', 'SINGLE'],
  [2, 'KAWIN', 'MARRIED'],
  [3, 'CERAI HIDUP', 'DIVORCED'],
  [4, 'CERAI MATI', 'WIDOWED'],
];

export const RELATIONSHIP: CodeList<FamilyRelationship> = [
  [1, 'KEPALA KELUARGA', 'HEAD'],
  [2, 'SUAMI', 'HUSBAND'],
  [3, 'ISTRI', 'WIFE'],
  [4, 'ANAK', 'CHILD'],
  [5, 'MENANTU', 'CHILD_IN_LAW'],
  [6, 'CUCU', 'GRANDCHILD'],
  [7, 'ORANG TUA', 'PARENT'],
  [8, 'MERTUA', 'PARENT_IN_LAW'],
  [9, 'FAMILI LAIN', 'OTHER_RELATIVE'],
  [10, 'PEMBANTU', 'DOMESTIC_HELP'],
  [11, 'LAINNYA', 'OTHER'],
];

export const STATUS: CodeList<ResidentStatus> = [
  [0, 'TERDAFTAR', 'ACTIVE'],
  [1, 'PINDAH', 'MOVED'],
  [2, 'MENINGGAL', 'DECEASED'],
];

export const RELIGION = listWords(
  'ISLAM',
  'KRISTEN',
  'KATHOLIK',
  'HINDU',
  'BUDHA',
  'KHONGHUCU',
  'LAINNYA',
);

export const EDUCATION = listWords(
  'TIDAK/BELUM SEKOLAH',
  'BELUM TAMAT SD/SEDERAJAT',
  'TAMAT SD/SEDERAJAT',
  'SLTP/SEDERAJAT',
  'SLTA/SEDERAJAT',
  'DIPLOMA I/II',
  'AKADEMI/DIPLOMA III/S. MUDA',
  'DIPLOMA IV/STRATA I',
  'STRATA II',
  'STRATA III',
);

export const BLOOD_GROUP = listWords(
  ...['A', 'B', 'AB', 'O', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-', 'TIDAK TAHU'],
);

/** What a code means; null for none, and for one that is not in the list. */
export function fromCode<Value>(list: CodeList<Value>, code: number | null): Value | null {
  return list.find(([known]) => known === code)?.[2] ?? null;
}

/** What a word (or a code written as text) means; null for none, and for one that is not in the list. */
export function fromWord<Value>(list: CodeList<Value>, text: string | null): Value | null {
  if (text === null) return null;
  if (/^\d+$/.test(text)) return fromCode(list, Number(text));
  const word = text.toUpperCase();
  return list.find(([, known]) => known === word)?.[2] ?? null;
}

/** The word that a list has for a value; undefined where it has none. */
export function toWord<Value>(list: CodeList<Value>, value: Value): string | undefined {
  return list.find(([, , known]) => known === value)?.[1];
}

/** A list whose words are shown as registered, numbered from 1. */
function listWords(...words: readonly string[]): CodeList<string> {
  return words.map((word, index) => [index + 1, word, word]);
}
