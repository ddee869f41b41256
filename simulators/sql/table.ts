/** A table as a legacy system has it; identifiers are quoted as written in both dialects. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Empty where the real table has none. */
  readonly primaryKey: readonly string[];
  readonly index?: readonly string[];
}

export interface Column {
  readonly name: string;
  /** As both dialects write it; `timestamp` is MariaDB's `datetime(3)`. */
  readonly type: string;
}

/** In the order of the table's columns. Bigints, decimals and instants are exact text; an instant is RFC 3339, UTC. */
export type Row = readonly (string | number | null)[];

export interface FilledTable {
  readonly table: Table;
  readonly rows: readonly Row[];
}

/** Reads `NIK char(16), NO_KK char(16)`: the notation of the recorded schemas. */
export function defineTable(
  name: string,
  columns: string,
  keys: { readonly primaryKey?: string; readonly index?: string } = {},
): Table {
  return {
    name,
    columns: columns.split(/,(?![^(]*\))/).map((column) => {
      const [, columnName = '', type = ''] = /^\s*(\S+)\s+(\S+)\s*$/.exec(column) ?? [];
      return { name: columnName, type };
    }),
    primaryKey: keys.primaryKey?.split(' ') ?? [],
    ...(keys.index === undefined ? {} : { index: keys.index.split(' ') }),
  };
}
