import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { SIMULATOR_CREDENTIAL_PREFIX } from '../simulator.ts';
import type { DatabaseTarget } from './simulated-database.ts';
import type { FilledTable } from './table.ts';
import { createTableStatements, quote, quoteAll } from './create-table-statements.ts';

/** Rows of one statement; each column goes as one array, so that no parameter limit is met. */
const BATCH = 5_000;

/** Fills the database and gives the URL of an account that may read it, and nothing else on the server. */
export async function fillPostgres(
  target: DatabaseTarget,
  tables: readonly FilledTable[],
): Promise<string> {
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
  return addReader(target, url);
}

/** As a real owner would let us in: with an account of our own that reads this database alone. */
async function addReader(target: DatabaseTarget, database: URL): Promise<string> {
  const name = quote('postgresql', target.databaseName);
  const password = SIMULATOR_CREDENTIAL_PREFIX + randomBytes(18).toString('base64url');
  await withClient(database.href, async (client) => {
    await client.query(`DROP ROLE IF EXISTS ${name}`);
    // The password is ours and of letters, digits, - and _ only: it needs no escaping.
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${name}`);
    await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${name}`);
  });
  const url = new URL(database);
  url.username = target.databaseName;
  url.password = password;
  return url.href;
}

export async function dropPostgres(target: DatabaseTarget): Promise<void> {
  const name = quote('postgresql', target.databaseName);
  await withClient(target.adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`DROP ROLE IF EXISTS ${name}`);
  });
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
