import { readSheet } from 'read-excel-file/node';
import { RawNumber, type RawCell } from './raw-cell.ts';

/**
 * The rows of a workbook's first sheet, the first at index 0; undefined where the bytes are no readable workbook (half
 * written, damaged, protected by a password). Numbers keep their raw text, so that nothing is rounded on the way.
 */
export async function readRawRows(
  bytes: Buffer,
): Promise<readonly (readonly RawCell[])[] | undefined> {
  try {
    const rows: unknown = await readSheet(bytes, { parseNumber: (text) => new RawNumber(text) });
    return rows as readonly (readonly RawCell[])[];
  } catch {
    return undefined;
  }
}
