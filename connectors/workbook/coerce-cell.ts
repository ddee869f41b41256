import { isDate } from 'node:util/types';
import { toExactDecimal } from './exact-decimal.ts';
import { RawNumber, type RawCell } from './raw-cell.ts';
import type { CellKind } from './workbook-connector.ts';

/** A cell's value, or why it has none; the reason never repeats the cell. */
export type Coerced =
  | { readonly ok: true; readonly value: string | number | null }
  | { readonly ok: false; readonly reason: string };

/**
 * Takes a cell as `kind`; an empty one is null. Comes out as:
 * - `text`: text. A number is taken as written, if it is exact; a date is refused, for a spreadsheet makes one of `5-9`.
 * - `digits`: text of digits, leading zeros kept. A number only of up to 15 digits.
 * - `integer`: a number (not text), within ±10^15.
 * - `decimal`: exact decimal text; from text, `-?digits[.digits]` without thousands' separators.
 * - `date`: `YYYY-MM-DD`, from a date cell, or from text `YYYY-MM-DD` or `DD/MM/YYYY`.
 */
export function coerceCell(cell: RawCell, kind: CellKind): Coerced {
  if (cell === null || cell === '') return taken(null);
  if (typeof cell === 'boolean') return refused('TRUE or FALSE is not expected here');
  return COERCIONS[kind](cell);
}

type Filled = string | RawNumber | Date;

const COERCIONS: Readonly<Record<CellKind, (cell: Filled) => Coerced>> = {
  text: (cell) => {
    if (isDate(cell)) return refused('a date stands where text is expected');
    return cell instanceof RawNumber ? exact(cell.text) : taken(cell);
  },
  digits: (cell) => {
    if (isDate(cell)) return refused('a date stands where digits are expected');
    const text = cell instanceof RawNumber ? exact(cell.text) : taken(cell);
    return matching(text, /^\d+$/, 'not digits only');
  },
  integer: (cell) => {
    const text = toDecimal(cell);
    const whole = matching(text, /^-?\d{1,15}$/, 'not a whole number of up to 15 digits');
    return whole.ok ? taken(Number(whole.value)) : whole;
  },
  decimal: (cell) => toDecimal(cell),
  date: (cell) => {
    if (isDate(cell)) return toDate(toIsoDay(cell));
    return typeof cell === 'string'
      ? toDate(cell)
      : refused('a number stands where a date is expected');
  },
};

function toDecimal(cell: Filled): Coerced {
  if (isDate(cell)) return refused('a date stands where a number is expected');
  if (cell instanceof RawNumber) return exact(cell.text);
  return matching(taken(cell), /^-?\d+(\.\d+)?$/, 'not a plain decimal number such as 1250000.50');
}

function exact(raw: string): Coerced {
  const decimal = toExactDecimal(raw);
  if (decimal !== undefined) return taken(decimal);
  return refused(
    'a number of more than 15 digits, which a spreadsheet does not keep exactly; type it as text',
  );
}

/** Empty for what is beyond the calendar. */
function toIsoDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

function toDate(text: string): Coerced {
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const local = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const [year, month, day] = written?.slice(1) ?? local?.slice(1).reverse() ?? [];
  if (year === undefined || month === undefined || day === undefined) {
    return refused('not a date such as 2026-01-31 or 31/01/2026');
  }
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${iso}T00:00:00Z`);
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso);
  return exists ? taken(iso) : refused('a date that does not exist');
}

function matching(coerced: Coerced, pattern: RegExp, reason: string): Coerced {
  if (!coerced.ok || typeof coerced.value !== 'string') return coerced;
  return pattern.test(coerced.value) ? coerced : refused(reason);
}

function taken(value: string | number | null): Coerced {
  return { ok: true, value };
}

function refused(reason: string): Coerced {
  return { ok: false, reason };
}
