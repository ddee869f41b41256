import type { RawCell } from './raw-cell.ts';
import type { CellKind, SheetDefinition } from './workbook-connector.ts';

/** A column of the definition, and where it stands in one file. */
export interface MatchedColumn {
  readonly header: string;
  readonly property: string;
  readonly kind: CellKind;
  readonly required: boolean;
  /** From 0; undefined where the file lacks a column that is not required. */
  readonly index: number | undefined;
}

/**
 * Finds the definition's columns in a header row, whatever their order; other columns are not read. Answers with the
 * reason where a required one is missing or a header stands there twice.
 */
export function matchHeader(
  row: readonly RawCell[],
  sheet: Pick<SheetDefinition<unknown>, 'columns' | 'name'>,
): readonly MatchedColumn[] | string {
  const headers = row.map((cell) => (typeof cell === 'string' ? normalise(cell) : ''));
  const columns = Object.entries(sheet.columns).map(([header, column]) => {
    const index = headers.indexOf(normalise(header));
    return { header, ...column, index: index < 0 ? undefined : index };
  });
  const missing = columns.filter(({ index, required }) => index === undefined && required);
  if (missing.length > 0) {
    const names = missing.map(({ header }) => header).join(', ');
    return `no workbook of "${sheet.name}": the first row lacks the column ${names}`;
  }
  const twice = columns.find(
    ({ index, header }) => headers.lastIndexOf(normalise(header)) !== (index ?? -1),
  );
  return twice === undefined ? columns : `the column ${twice.header} stands there twice`;
}

function normalise(header: string): string {
  return header.trim().replace(/\s+/g, ' ').toUpperCase();
}
