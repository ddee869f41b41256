import { distance } from 'fastest-levenshtein';
import type { WireRecord } from './to-record.ts';

/** Elements that are compared by likeness; the reply says how like they are, in percent. */
const BY_LIKENESS = new Set(['NAMA_LGKP', 'TMPT_LHR', 'ALAMAT']);

const VERIFIABLE = new Set([
  ...['NO_KK', 'NAMA_LGKP', 'TMPT_LHR', 'TGL_LHR', 'JENIS_KLMIN', 'JENIS_PKRJN', 'ALAMAT'],
  ...['NO_RT', 'NO_RW', 'NO_PROP', 'PROP_NAME', 'NO_KAB', 'KAB_NAME'],
  ...['NO_KEC', 'KEC_NAME', 'NO_KEL', 'KEL_NAME'],
]);

/** Compares what is sent with `record`, element by element; what is blank or unknown is not answered. */
export function verifyElements(
  sent: Readonly<Record<string, string>>,
  record: WireRecord,
): WireRecord {
  const threshold = Number(sent['TRESHOLD'] ?? '100');
  const verdicts = Object.entries(sent)
    .filter(([element, value]) => VERIFIABLE.has(element) && value.trim() !== '')
    .map(([element, value]) => [
      element,
      compare(element, value, String(record[element] ?? ''), threshold),
    ]);
  return { NIK: 'Sesuai', ...(Object.fromEntries(verdicts) as WireRecord) };
}

function compare(element: string, sent: string, held: string, threshold: number): string {
  if (!BY_LIKENESS.has(element)) {
    return toComparable(element, sent) === toComparable(element, held) ? 'Sesuai' : 'Tidak Sesuai';
  }
  const likeness = likenessOf(sent.trim().toUpperCase(), held.trim().toUpperCase());
  return `${likeness >= threshold ? 'Sesuai' : 'Tidak Sesuai'} (${likeness})`;
}

/** Dates come as 17-03-1985 and as 1985-03-17; numbers with and without leading zeros. */
function toComparable(element: string, value: string): string {
  const text = value.trim().toUpperCase();
  if (element === 'TGL_LHR') return text.replace(/^(\d{2})-(\d{2})-(\d{4})$/, '$3-$2-$1');
  return element.startsWith('NO_') ? text.replace(/^0+(?=\d)/, '') : text;
}

function likenessOf(sent: string, held: string): number {
  const longer = Math.max(sent.length, held.length);
  return longer === 0 ? 100 : Math.floor(100 * (1 - distance(sent, held) / longer));
}
