import { randomUUID } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import type { SqlDialect } from '../../../../common/binding.ts';

/** A row of BIODATA_WNI as a test names it; what it leaves out is `usual`. */
export type BiodataRow = Readonly<Partial<typeof usual>> & { readonly NIK: string };
export type CardRow = Readonly<Partial<typeof usualCard>> & { readonly NO_KK: string };

const usual = {
  NIK: '',
  NO_KK: '3673011204100003' as string | null,
  NAMA_LGKP: 'WARGA CONTOH' as string | null,
  JENIS_KLMIN: 1 as number | null,
  TMPT_LHR: 'SERANG' as string | null,
  TGL_LHR: '1980-01-01' as string | null,
  AGAMA: 1 as number | null,
  STAT_KWN: 2 as number | null,
  STAT_HBKEL: 1 as number | null,
  PDDK_AKH: 5 as number | null,
  JENIS_PKRJN: 15 as number | null,
  GOL_DRH: 13 as number | null,
  NAMA_LGKP_IBU: 'IBU CONTOH' as string | null,
  NAMA_LGKP_AYAH: 'AYAH CONTOH' as string | null,
  NO_AKTA_LHR: null as string | null,
  FLAG_STATUS: '0' as string | null,
  NO_PROP: 36 as number | null,
  NO_KAB: 73 as number | null,
  NO_KEC: 1 as number | null,
  NO_KEL: 1001 as number | null,
  TGL_UBAH: '2024-05-02 03:00:00' as string | null,
};

const usualCard = {
  NO_KK: '',
  NAMA_KEP: 'KEPALA CONTOH' as string | null,
  ALAMAT: 'JL. MELATI CONTOH NO. 7' as string | null,
  NO_RT: 3 as number | null,
  NO_RW: 11 as number | null,
  DUSUN: null as string | null,
  KODE_POS: 42111 as number | null,
  NO_PROP: 36 as number | null,
  NO_KAB: 73 as number | null,
  NO_KEC: 1 as number | null,
  NO_KEL: 1001 as number | null,
  TGL_UBAH: '2024-05-02 03:00:00' as string | null,
};

const TABLES = (timestamp: string) => `
CREATE TABLE "BIODATA_WNI" ("NIK" char(16) PRIMARY KEY, "NO_KK" char(16), "NAMA_LGKP" varchar(100),
  "JENIS_KLMIN" smallint, "TMPT_LHR" varchar(60), "TGL_LHR" date, "AGAMA" smallint, "STAT_KWN" smallint,
  "STAT_HBKEL" smallint, "PDDK_AKH" smallint, "JENIS_PKRJN" smallint, "GOL_DRH" smallint,
  "NAMA_LGKP_IBU" varchar(100), "NAMA_LGKP_AYAH" varchar(100), "NO_AKTA_LHR" varchar(40), "FLAG_STATUS" char(1),
  "NO_PROP" smallint, "NO_KAB" smallint, "NO_KEC" smallint, "NO_KEL" integer, "TGL_UBAH" ${timestamp} NULL);
CREATE INDEX "IX_NO_KK" ON "BIODATA_WNI" ("NO_KK");
CREATE TABLE "DATA_KELUARGA" ("NO_KK" char(16) PRIMARY KEY, "NAMA_KEP" varchar(100), "ALAMAT" varchar(200),
  "NO_RT" smallint, "NO_RW" smallint, "DUSUN" varchar(60), "KODE_POS" integer, "NO_PROP" smallint, "NO_KAB" smallint,
  "NO_KEC" smallint, "NO_KEL" integer, "TGL_UBAH" ${timestamp} NULL)`;

/** A database of its own with SIAK's two tables, as recorded; `drop` removes it. */
export interface SiakFixture {
  readonly dialect: SqlDialect;
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a database on a real server and fills it. */
export async function createSiakFixture(
  dialect: SqlDialect,
  serverUrl: string,
  people: readonly BiodataRow[],
  cards: readonly CardRow[] = [],
): Promise<SiakFixture> {
  const name = `population_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await runAll(dialect, serverUrl, [`CREATE DATABASE ${name}`]);
  const timestamp = dialect === 'postgresql' ? 'timestamp' : 'datetime(3)';
  await runAll(dialect, url.href, [
    ...TABLES(timestamp).split(';'),
    ...toInserts('BIODATA_WNI', usual, people),
    ...toInserts('DATA_KELUARGA', usualCard, cards),
  ]);
  const force = dialect === 'postgresql' ? ' WITH (FORCE)' : '';
  return {
    dialect,
    url: url.href,
    drop: () => runAll(dialect, serverUrl, [`DROP DATABASE ${name}${force}`]),
  };
}

/** Statements are written with double quotes; MariaDB is told to read them so. */
async function runAll(
  dialect: SqlDialect,
  url: string,
  statements: readonly string[],
): Promise<void> {
  if (dialect === 'postgresql') {
    const client = new Client({ connectionString: url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
    return;
  }
  const connection = await createConnection(url);
  await connection.query("SET sql_mode = 'ANSI_QUOTES'");
  for (const statement of statements) await connection.query(statement);
  await connection.end();
}

function toInserts(
  table: string,
  defaults: Readonly<Record<string, string | number | null>>,
  rows: readonly Readonly<Record<string, string | number | null>>[],
): readonly string[] {
  if (rows.length === 0) return [];
  const columns = Object.keys(defaults);
  const values = rows.map(
    (row) =>
      `(${columns.map((column) => toLiteral({ ...defaults, ...row }[column] ?? null)).join(', ')})`,
  );
  const names = columns.map((column) => `"${column}"`).join(', ');
  return [`INSERT INTO "${table}" (${names}) VALUES ${values.join(', ')}`];
}

function toLiteral(value: string | number | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
