import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean "limits"?` where one of `known` is close to `written`, else nothing. Case does not count. */
export function didYouMean(written: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const byLowerCase = new Map(known.map((word) => [word.toLowerCase(), word]));
  const nearest = closest(written.toLowerCase(), [...byLowerCase.keys()]);
  // A transposition counts as two; four letters may have one.
  const allowed = Math.ceil(Math.max(written.length, nearest.length) / 3);
  return distance(written.toLowerCase(), nearest) <= allowed
    ? `; did you mean "${byLowerCase.get(nearest) ?? nearest}"?`
    : '';
}
