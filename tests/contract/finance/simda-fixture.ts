import mysql from 'mysql2/promise';
import pg from 'pg';
import type { Connection, SqlDialect } from '../../../common/binding.ts';
import { serviceUrl } from '../../support/services.ts';
import { ACCOUNT_NAMES, BUDGET_ROWS, UNITS } from './budget-rows.ts';
import { PAYMENT_ROWS } from './payment-rows.ts';

const SERVICES = { postgresql: 'postgres', mariadb: 'mariadb' } as const;

/** A SIMDA database of its own on a real server. */
export interface SimdaFixture {
  readonly connection: Connection;
  readonly drop: () => Promise<void>;
}

/** The server's URL, or undefined where the tests that want it are skipped. */
export function simdaServer(dialect: SqlDialect): Promise<string | undefined> {
  return serviceUrl(SERVICES[dialect]);
}

/** Makes a database with the recorded tables, mixed-case names and all, and fills it. */
export async function createSimdaFixture(
  dialect: SqlDialect,
  serverUrl: string,
): Promise<SimdaFixture> {
  const name = `jawara_simda_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const open = dialect === 'postgresql' ? openPostgresql : openMariadb;
  const server = await open(serverUrl);
  await server.run(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await open(url.href);
  for (const statement of statements()) {
    await database.run(dialect === 'mariadb' ? statement.replaceAll('"', '`') : statement);
  }
  await database.close();
  return {
    connection: { kind: 'sql', dialect, url: url.href },
    async drop() {
      await server.run(`DROP DATABASE ${name}${dialect === 'postgresql' ? ' WITH (FORCE)' : ''}`);
      await server.close();
    },
  };
}

interface Session {
  run(statement: string): Promise<unknown>;
  close(): Promise<unknown>;
}

async function openPostgresql(url: string): Promise<Session> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return { run: (statement) => client.query(statement), close: () => client.end() };
}

async function openMariadb(url: string): Promise<Session> {
  const client = await mysql.createConnection(url);
  return { run: (statement) => client.query(statement), close: () => client.end() };
}

const UNIT = ['Kd_Urusan', 'Kd_Bidang', 'Kd_Unit', 'Kd_Sub'];
const ACCOUNT = [1, 2, 3, 4, 5, 6].map((part) => `Kd_Rek90_${part}`);
const smallints = (columns: readonly string[]) =>
  columns.map((column) => `"${column}" smallint NOT NULL`).join(', ');
const quoted = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');

function statements(): readonly string[] {
  return [
    `CREATE TABLE "Ref_Sub_Unit" (${smallints(UNIT)}, "Nm_Sub_Unit" varchar(255) NOT NULL,
      PRIMARY KEY (${quoted(UNIT)}))`,
    `CREATE TABLE "Ref_Rek90_6" (${smallints(ACCOUNT)}, "Nm_Rek90_6" varchar(255) NOT NULL)`,
    `CREATE TABLE "Ta_RASK_Arsip" (${smallints(['Tahun', 'Kd_Perubahan', ...UNIT])},
      "No_ID" bigint NOT NULL, ${smallints(ACCOUNT)}, "Keterangan" varchar(255) NULL,
      "Total" decimal(20,2) NOT NULL)`,
    `CREATE TABLE "Ta_SPM" ("Tahun" smallint NOT NULL, "No_SPM" varchar(60) NOT NULL, ${smallints(UNIT)},
      "Jn_SPM" smallint NOT NULL, "Tgl_SPM" date NOT NULL, "Uraian" varchar(255) NULL,
      "Nm_Penerima" varchar(100) NULL, "NPWP" varchar(20) NULL, "Rek_Penerima" varchar(40) NULL,
      "Kd_Wilayah" char(5) NULL, PRIMARY KEY ("Tahun", "No_SPM"))`,
    `CREATE TABLE "Ta_SPM_Rinc" ("Tahun" smallint NOT NULL, "No_SPM" varchar(60) NOT NULL,
      "No_ID" bigint NOT NULL, ${smallints(ACCOUNT)}, "Nilai" decimal(20,2) NOT NULL)`,
    `CREATE TABLE "Ta_SP2D" ("Tahun" smallint NOT NULL, "No_SP2D" varchar(60) NOT NULL,
      "No_SPM" varchar(60) NOT NULL, "Tgl_SP2D" date NOT NULL, "Keterangan" varchar(255) NULL,
      PRIMARY KEY ("Tahun", "No_SP2D"))`,
    ...rows(),
  ];
}

/** An identifier beyond 2^53, as occurs. */
const ID = '9007199254740993';

function rows(): readonly string[] {
  const units = UNITS.map(({ unit, name }) => `(${unit.join(',')}, '${name}')`);
  const accounts = ACCOUNT_NAMES.map(({ account, name }) => `(${account.join(',')}, '${name}')`);
  const budget = BUDGET_ROWS.map(
    ({ year, stage, unit, account, amount }) =>
      `(${year}, ${stage}, ${unit.join(',')}, ${ID}, ${account.join(',')}, NULL, ${amount})`,
  );
  const requests = PAYMENT_ROWS.map(
    ({ year, request, unit, payee, owner }) =>
      `(${year}, '${request}', ${unit.join(',')}, 2, '${year}-01-01', NULL, '${payee}', NULL, '1234567890',
        ${owner === null ? 'NULL' : `'${owner}'`})`,
  );
  const lines = PAYMENT_ROWS.flatMap(({ year, request, lines: ofRequest }) =>
    ofRequest.map(
      ({ account, amount }) => `(${year}, '${request}', ${ID}, ${account.join(',')}, ${amount})`,
    ),
  );
  const orders = PAYMENT_ROWS.flatMap(({ year, request, orders: ofRequest }) =>
    ofRequest.map(({ number, on }) => `(${year}, '${number}', '${request}', '${on}', NULL)`),
  );
  return [
    `INSERT INTO "Ref_Sub_Unit" VALUES ${units.join()}`,
    // Named twice, as nothing forbids: no amount may be counted twice for it.
    `INSERT INTO "Ref_Rek90_6" VALUES ${[...accounts, ...accounts].join()}`,
    `INSERT INTO "Ta_RASK_Arsip" VALUES ${budget.join()}`,
    `INSERT INTO "Ta_SPM" VALUES ${requests.join()}`,
    `INSERT INTO "Ta_SPM_Rinc" VALUES ${lines.join()}`,
    `INSERT INTO "Ta_SP2D" VALUES ${orders.join()}`,
  ];
}
