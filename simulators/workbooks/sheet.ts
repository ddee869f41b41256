/** One cell: a number is a double in the file, as a spreadsheet keeps it; a date is a UTC midnight. */
export type SheetCell = string | number | Date | null;

/** One workbook of one sheet, before it is written. */
export interface Sheet {
  /** Without a folder, such as `apbd-2026.xlsx`. */
  readonly fileName: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
}

/**
 * An amount as an official types it: a number where a double holds it exactly (15 digits), else text.
 *
 * @param amount exact decimal text with two decimals.
 */
export function toAmountCell(amount: string): SheetCell {
  return amount.replace(/\D/g, '').length <= 15 ? Number(amount) : amount;
}

/** A number whose last digits no double holds: a reader has to reject it, for nobody knows what was meant. */
export const INEXACT_NUMBER = Number('90071992547409931.25');
