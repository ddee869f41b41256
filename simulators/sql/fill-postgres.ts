import { Client } from 'pg';
import type { DatabaseTarget } from './simulated-database.ts';
import type { FilledTable } from './table.ts';
import { createTableStatements, quote, quoteAll } from './create-table-statements.ts';

/** Rows of one statement; each column goes as one array, so that no parameter limit is met. */
const BATCH = 5_000;

export async function fillPostgres(
  target: DatabaseTarget,
  tables: readonly FilledTable[],
): Promise<void> {
  const name = quote('postgresql', target.databaseName);
  await withClient(target.adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    // template0 needs no lock on template1, which several databases made at once would queue for.
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  });
  const url = new URL(target.adminUrl);
  url.pathname = `/${target.databaseName}`;
  await withClient(url.href, async (client) => {
    await client.query("BEGIN; SET LOCAL TIME ZONE 'UTC'");
    for (const filled of tables) await fillTable(client, filled);
    await client.query('COMMIT');
  });
}

export async function dropPostgres(target: DatabaseTarget): Promise<void> {
  const name = quote('postgresql', target.databaseName);
  await withClient(target.adminUrl, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}

async function fillTable(client: Client, { table, rows }: FilledTable): Promise<void> {
  await client.query(createTableStatements('postgresql', table).join('; '));
  const columns = quoteAll(
    'postgresql',
    table.columns.map((column) => column.name),
  );
  const arrays = table.columns.map((column, index) => `$${index + 1}::${column.type}[]`).join(', ');
  const insert = `INSERT INTO ${quote('postgresql', table.name)} (${columns}) SELECT * FROM unnest(${arrays})`;
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    await client.query(
      insert,
      table.columns.map((_, index) => batch.map((row) => row[index] ?? null)),
    );
  }
}

async function withClient(
  connectionString: string,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // Without a listener, a server that goes away ends this program.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
