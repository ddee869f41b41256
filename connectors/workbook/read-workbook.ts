import { coerceCell } from './coerce-cell.ts';
import { matchHeader, type MatchedColumn } from './match-header.ts';
import type { RawCell } from './raw-cell.ts';
import { readRawRows } from './read-raw-rows.ts';
import type { RejectedRow, SheetDefinition } from './workbook-connector.ts';

/** What one file gave. `rows` is undefined where the file as a whole was rejected. */
export interface WorkbookContent<Row> {
  readonly rows: ReadonlyMap<string, Row> | undefined;
  readonly rejected: readonly RejectedRow[];
}

/** Row number of a reject that is about the whole file. */
export const WHOLE_FILE = 0;

/**
 * Reads one workbook: its first row that is not empty is the header, empty rows after it are passed over, and every
 * other row is either taken or rejected with its reasons.
 */
export async function readWorkbook<Row>(
  file: string,
  bytes: Buffer,
  sheet: SheetDefinition<Row>,
): Promise<WorkbookContent<Row>> {
  const whole = (rowNumber: number, reason: string) => ({
    rows: undefined,
    rejected: [{ file, rowNumber, column: null, reason }],
  });
  const rawRows = await readRawRows(bytes);
  if (rawRows === undefined)
    return whole(WHOLE_FILE, 'the file cannot be read as an XLSX workbook');
  const headerIndex = rawRows.findIndex((row) => !isEmpty(row));
  const columns = matchHeader(rawRows[headerIndex] ?? [], sheet);
  if (typeof columns === 'string') return whole(Math.max(headerIndex, 0) + 1, columns);
  return readRows(file, rawRows, headerIndex + 1, columns, sheet);
}

function readRows<Row>(
  file: string,
  rawRows: readonly (readonly RawCell[])[],
  from: number,
  columns: readonly MatchedColumn[],
  sheet: SheetDefinition<Row>,
): WorkbookContent<Row> {
  const rows = new Map<string, Row>();
  const rejected: RejectedRow[] = [];
  rawRows.slice(from).forEach((rawRow, offset) => {
    if (isEmpty(rawRow)) return;
    const rowNumber = from + offset + 1;
    const read = readRow(rawRow, columns, sheet);
    if ('faults' in read) {
      rejected.push(...read.faults.map((fault) => ({ file, rowNumber, ...fault })));
      return;
    }
    const key = sheet.key(read.row);
    if (!rows.has(key)) rows.set(key, read.row);
    else rejected.push({ file, rowNumber, column: null, reason: DUPLICATE });
  });
  return { rows, rejected };
}

const DUPLICATE = 'an earlier row of this file is about the same';

type Fault = Pick<RejectedRow, 'column' | 'reason'>;

function readRow<Row>(
  rawRow: readonly RawCell[],
  columns: readonly MatchedColumn[],
  sheet: SheetDefinition<Row>,
): { readonly row: Row } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const values: Record<string, unknown> = {};
  for (const { header: column, property, kind, required, index } of columns) {
    const cell = coerceCell((index === undefined ? null : rawRow[index]) ?? null, kind);
    if (!cell.ok) faults.push({ column, reason: cell.reason });
    else if (required && cell.value === null) faults.push({ column, reason: 'empty' });
    else values[property] = cell.value;
  }
  if (faults.length > 0) return { faults };
  const checked = sheet.row.safeParse(values);
  if (checked.success) return { row: checked.data };
  return {
    faults: checked.error.issues.map(({ path, message }) => ({
      column: columns.find(({ property }) => property === path[0])?.header ?? null,
      reason: message,
    })),
  };
}

function isEmpty(row: readonly RawCell[]): boolean {
  return row.every((cell) => cell === null || cell === '');
}
