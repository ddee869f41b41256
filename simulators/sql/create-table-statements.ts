import type { SqlDialect } from '../../common/binding.ts';
import type { Table } from './table.ts';

/** An identifier as written, whatever its case: unquoted, PostgreSQL folds it to lower case. */
export function quote(dialect: SqlDialect, identifier: string): string {
  return dialect === 'postgresql'
    ? `"${identifier.replaceAll('"', '""')}"`
    : `\`${identifier.replaceAll('`', '``')}\``;
}

export function quoteAll(dialect: SqlDialect, identifiers: readonly string[]): string {
  return identifiers.map((identifier) => quote(dialect, identifier)).join(', ');
}

export function createTableStatements(dialect: SqlDialect, table: Table): string[] {
  const columns = table.columns.map(
    ({ name, type }) => `${quote(dialect, name)} ${toDialectType(dialect, type)}`,
  );
  const key = table.primaryKey;
  const constraint = key.length === 0 ? [] : [`PRIMARY KEY (${quoteAll(dialect, key)})`];
  const name = quote(dialect, table.name);
  const create = `CREATE TABLE ${name} (${[...columns, ...constraint].join(', ')})`;
  if (table.index === undefined) return [create];
  const indexName = quote(dialect, `IX_${table.name}_${table.index.join('_')}`);
  return [create, `CREATE INDEX ${indexName} ON ${name} (${quoteAll(dialect, table.index)})`];
}

function toDialectType(dialect: SqlDialect, type: string): string {
  if (type !== 'timestamp') return type;
  return dialect === 'postgresql' ? 'timestamp(3)' : 'datetime(3)';
}
