import { createConnection, type Connection } from 'mysql2/promise';
import type { DatabaseTarget } from './simulated-database.ts';
import type { FilledTable, Row, Table } from './table.ts';
import { createTableStatements, quote, quoteAll } from './create-table-statements.ts';

/** Rows of one statement: some 300 kB, well under `max_allowed_packet`. */
const BATCH = 1_000;

export async function fillMariadb(
  target: DatabaseTarget,
  tables: readonly FilledTable[],
): Promise<void> {
  const name = quote('mariadb', target.databaseName);
  await withConnection(target.adminUrl, async (connection) => {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    await connection.query(`USE ${name}`);
    for (const filled of tables) await fillTable(connection, filled);
  });
}

export async function dropMariadb(target: DatabaseTarget): Promise<void> {
  const name = quote('mariadb', target.databaseName);
  await withConnection(target.adminUrl, (connection) =>
    connection.query(`DROP DATABASE IF EXISTS ${name}`),
  );
}

async function fillTable(connection: Connection, { table, rows }: FilledTable): Promise<void> {
  for (const statement of createTableStatements('mariadb', table)) {
    await connection.query(statement);
  }
  await connection.beginTransaction();
  const columns = quoteAll(
    'mariadb',
    table.columns.map((column) => column.name),
  );
  const insert = `INSERT INTO ${quote('mariadb', table.name)} (${columns}) VALUES ?`;
  const convert = convertInstants(table);
  for (let start = 0; start < rows.length; start += BATCH) {
    await connection.query(insert, [rows.slice(start, start + BATCH).map(convert)]);
  }
  await connection.commit();
}

/** MariaDB's datetime has no zone: an instant is written as its UTC date and time. */
function convertInstants(table: Table): (row: Row) => Row {
  const instants = table.columns.map((column) => column.type === 'timestamp');
  return (row) =>
    row.map((value, index) =>
      instants[index] === true && typeof value === 'string'
        ? value.replace('T', ' ').replace('Z', '')
        : value,
    );
}

async function withConnection(
  adminUrl: string,
  work: (connection: Connection) => Promise<unknown>,
): Promise<void> {
  const connection = await createConnection({ uri: adminUrl, connectTimeout: 5_000 });
  connection.on('error', () => undefined);
  try {
    await work(connection);
  } finally {
    await connection.end().catch(() => undefined);
  }
}
