import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { fiscalYearsAt } from '../../../subgraphs/finance/fiscal-year.ts';
import { selectOrders } from '../../../subgraphs/finance/simda-payment-queries.ts';
import type { SimdaDatabase } from '../../../subgraphs/finance/simda-database.ts';
import { fillBooks } from '../../../benchmarks/scale/fill-books.ts';
import { serviceUrl } from '../../support/services.ts';

const serverUrl = await serviceUrl('postgres');
const name = `jawara_books_${process.pid}`;
const databaseUrl = () => {
  const url = new URL(serverUrl ?? 'postgres://none');
  url.pathname = `/${name}`;
  return url.href;
};

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

if (serverUrl === undefined) {
  it.skip('wants a server', () => undefined);
} else {
  beforeAll(async () => {
    await onServer(`CREATE DATABASE ${name}`);
    await fillBooks(databaseUrl(), 250_000);
  });
  afterAll(() => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));

  it('finds payment orders by the key of the books, and reads no whole table for them', async () => {
    const pool = new pg.Pool({ connectionString: databaseUrl() });
    const db = new Kysely<SimdaDatabase>({ dialect: new PostgresDialect({ pool }) });
    const fiscalYears = fiscalYearsAt(Date.now());
    const latest = new Date().getUTCFullYear();
    const asked = { fiscalYears, numbers: [`0000007/SP2D/${latest}`] };
    const plan = JSON.stringify(await selectOrders(db, asked).explain('json'));
    const found = await selectOrders(db, asked).execute();
    await db.destroy();
    expect(found).toMatchObject([{ Tahun: latest, Nilai: expect.stringMatching(/^\d+\.00$/) }]);
    expect(plan).toContain('Index Cond');
    expect(plan).not.toContain('Seq Scan');
  });
}
