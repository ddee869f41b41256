/**
 * Codes that SIMDA keeps as numbers and everybody writes with dots: spending units (`1.01.01.01`) and accounts
 * (`5.1.02.01.01.0001`, Permendagri 90/2019). The width is the least number of digits of each part.
 */
export interface CodeForm {
  readonly widths: readonly number[];
}

export const UNIT_CODE: CodeForm = { widths: [1, 2, 2, 2] };
export const ACCOUNT_CODE: CodeForm = { widths: [1, 1, 2, 2, 2, 4] };

/** Expenditure is what Permendagri 90/2019 counts under 5; 4 is revenue, 6 financing, 1 to 3 are the balance sheet. */
export const EXPENDITURE = 5;

/** No part of a code is longer: SIMDA keeps them as 16-bit numbers. */
const MAX_PART = 9999;

export function formatCode(form: CodeForm, parts: readonly number[]): string {
  return form.widths
    .map((width, index) => String(parts[index] ?? 0).padStart(width, '0'))
    .join('.');
}

/** The numbers of a code written exactly as `formatCode` writes it, else undefined: one thing has one code. */
export function parseCode(form: CodeForm, text: string): readonly number[] | undefined {
  if (!/^\d{1,4}(\.\d{1,4})*$/.test(text)) return undefined;
  const parts = text.split('.').map(Number);
  const fits = parts.length === form.widths.length && parts.every((part) => part <= MAX_PART);
  return fits && formatCode(form, parts) === text ? parts : undefined;
}

/** The order of SIMDA's keys: part by part, as numbers. */
export function compareCodes(one: string, other: string): number {
  const parts = one.split('.').map(Number);
  const others = other.split('.').map(Number);
  const at = parts.findIndex((part, index) => part !== others[index]);
  return at < 0 ? parts.length - others.length : (parts[at] ?? 0) - (others[at] ?? -1);
}
