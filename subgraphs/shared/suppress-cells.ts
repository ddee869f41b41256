/** Counts below this are not published (zero included: it says of everybody in a group what he is not). */
export const SMALLEST_PUBLISHED = 10;

/** GraphQL: `CountStatus`. */
type CountStatus = 'EXACT' | 'SUPPRESSED' | 'UNKNOWN';

export interface Figure {
  readonly value: number | null;
  readonly status: CountStatus;
}

export interface PublishedTable {
  readonly cells: readonly (readonly Figure[])[];
  readonly total: Figure;
}

type Table = readonly (readonly (number | null)[])[];

/**
 * Makes a table of counts fit to be published: no count under 10, and none that could be found by subtracting. A row
 * with a small cell is closed whole; further rows are closed, the smallest first, until no column total could give one
 * closed cell away (column totals are published elsewhere) and until the closed cells of every column, and all together,
 * are at least 10, since a total minus the open cells is their sum. The total is closed where it is itself under 10.
 *
 * A cell that is null is unknown, and then so is the total.
 */
export function suppressCells(table: Table): PublishedTable {
  const closed = new Set(rowNumbers(table).filter((row) => hasSmallCell(table[row] ?? [])));
  for (const row of rowsBySize(table)) {
    if (!exposesCell(table, closed)) break;
    closed.add(row);
  }
  return {
    cells: table.map((cells, row) => cells.map((count) => toFigure(count, closed.has(row)))),
    total: toTotal(table),
  };
}

function toFigure(count: number | null, closed: boolean): Figure {
  if (count === null) return { value: null, status: 'UNKNOWN' };
  return closed ? { value: null, status: 'SUPPRESSED' } : { value: count, status: 'EXACT' };
}

function toTotal(table: Table): Figure {
  const cells = table.flat();
  if (cells.length === 0 || cells.includes(null)) return toFigure(null, false);
  const total = sum(cells);
  return toFigure(total, total < SMALLEST_PUBLISHED);
}

function exposesCell(table: Table, closed: ReadonlySet<number>): boolean {
  if (closed.size === 0) return false;
  const rows = [...closed].map((row) => table[row] ?? []);
  if (sum(rows.flat()) < SMALLEST_PUBLISHED) return true;
  const columns = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => column).some((column) => {
    const cells = rows.map((row) => row[column]).filter((count) => typeof count === 'number');
    return cells.length === 1 || (cells.length > 0 && sum(cells) < SMALLEST_PUBLISHED);
  });
}

function hasSmallCell(cells: readonly (number | null)[]): boolean {
  return cells.some((count) => count !== null && count < SMALLEST_PUBLISHED);
}

/** The rows that have anything to close, the smallest sum first. */
function rowsBySize(table: Table): readonly number[] {
  const size = (row: number) => sum(table[row] ?? []);
  return rowNumbers(table)
    .filter((row) => table[row]?.some((count) => count !== null))
    .sort((left, right) => size(left) - size(right));
}

function rowNumbers(table: Table): number[] {
  return table.map((_, row) => row);
}

function sum(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}
