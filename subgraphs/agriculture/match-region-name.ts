import { distance } from 'fastest-levenshtein';
import type { RegionCode } from '../../common/region-code.ts';
import type { NamedRegency } from './regency-directory.ts';

/** Which regency a name stands for; where it is not certain, the codes that it could stand for. */
export type RegionNameMatch =
  | { readonly kind: 'MATCHED'; readonly code: RegionCode }
  /** Several are called so, such as `Tangerang` without saying whether the regency or the city. */
  | { readonly kind: 'AMBIGUOUS'; readonly candidates: readonly RegionCode[] }
  /** None is called so; the candidates are those whose names are near, or differ in being a regency or a city. */
  | { readonly kind: 'UNKNOWN'; readonly candidates: readonly RegionCode[] };

type RegencyKind = 'KABUPATEN' | 'KOTA';

interface Reading {
  /** Undefined where the name does not say. */
  readonly kind: RegencyKind | undefined;
  /** Without blanks: they are typed as it comes. */
  readonly base: string;
}

const KIND_WORDS: Readonly<Record<string, RegencyKind>> = {
  KABUPATEN: 'KABUPATEN',
  KAB: 'KABUPATEN',
  KOTA: 'KOTA',
  KOTAMADYA: 'KOTA',
  KODYA: 'KOTA',
};
const SILENT_WORDS = new Set(['ADM', 'ADMINISTRASI']);
/** What people write for a name; each stands for one regency only. */
const ABBREVIATIONS: Readonly<Record<string, string>> = { TANGSEL: 'TANGERANGSELATAN' };

/**
 * Finds the regency or city that a written name stands for: `Kab. Tangerang`, `KABUPATEN TANGERANG`, `Tangerang (Kab)`
 * and `Tangerang, Kab.` are one. Case, blanks and punctuation do not count. A misspelled name is never taken for the
 * nearest one: figures of one regency would silently become another's.
 */
export function matchRegionName(
  written: string,
  regencies: readonly NamedRegency[],
): RegionNameMatch {
  const words = wordsOf(written);
  const readings = readingsOf(words);
  const codes = regencies
    .filter(({ name }) => readings.some((reading) => fits(reading, officialReading(name))))
    .map(({ code }) => code);
  const [first] = codes;
  if (first === undefined) return { kind: 'UNKNOWN', candidates: near(words, regencies) };
  return codes.length === 1
    ? { kind: 'MATCHED', code: first }
    : { kind: 'AMBIGUOUS', candidates: codes };
}

/** Whether a written name is the province's: `Banten`, `PROVINSI BANTEN`, `Prov. Banten`. */
export function isProvinceName(written: string, provinceName: string): boolean {
  const core = (name: string) =>
    wordsOf(name)
      .filter((word) => word !== 'PROVINSI' && word !== 'PROV' && word !== 'PROPINSI')
      .join('');
  return core(written) === core(provinceName);
}

function wordsOf(name: string): readonly string[] {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !SILENT_WORDS.has(word));
}

/** A word of kind may stand before or after, and may belong to the name itself: `Kabupaten Lima Puluh Kota`. */
function readingsOf(words: readonly string[]): readonly Reading[] {
  const plain = { kind: undefined, base: toBase(words) };
  const before = KIND_WORDS[words[0] ?? ''];
  const after = KIND_WORDS[words.at(-1) ?? ''];
  return [
    plain,
    ...(before === undefined ? [] : [{ kind: before, base: toBase(words.slice(1)) }]),
    ...(after === undefined ? [] : [{ kind: after, base: toBase(words.slice(0, -1)) }]),
  ];
}

function officialReading(name: string): Reading {
  const words = wordsOf(name);
  return { kind: KIND_WORDS[words[0] ?? ''], base: toBase(words.slice(1)) };
}

function toBase(words: readonly string[]): string {
  const base = words.join('');
  return ABBREVIATIONS[base] ?? base;
}

function fits(reading: Reading, official: Reading): boolean {
  return (
    reading.base === official.base && (reading.kind === undefined || reading.kind === official.kind)
  );
}

/** Those of the same name but another kind; where there is none, those that are one or two letters away. */
function near(words: readonly string[], regencies: readonly NamedRegency[]): readonly RegionCode[] {
  const core = toBase(words.filter((word) => KIND_WORDS[word] === undefined));
  if (core === '') return [];
  const within = (letters: number) =>
    regencies
      .filter(({ name }) => distance(core, officialReading(name).base) <= letters)
      .map(({ code }) => code);
  const same = within(0);
  return same.length > 0 ? same : within(Math.min(2, Math.floor(core.length / 3)));
}
