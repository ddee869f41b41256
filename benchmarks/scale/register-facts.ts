import { Client } from 'pg';

/** A resident whom a request can be about. */
export interface SampledResident {
  readonly nik: string;
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly isHead: boolean;
}

/** How often PostgreSQL read a whole table, and looked into an index, since the database was made. */
export interface TableScans {
  readonly sequential: number;
  readonly byIndex: number;
}

/** Residents from all over the register, in an order that has nothing to do with how they lie in it. */
export function sampleResidents(url: string, most: number): Promise<readonly SampledResident[]> {
  return ask<SampledResident>(
    url,
    `SELECT "NIK" AS nik, "NAMA_LGKP" AS name, to_char("TGL_LHR", 'YYYY-MM-DD') AS "birthDate",
       "STAT_HBKEL" = 1 AS "isHead"
     FROM "BIODATA_WNI" ORDER BY md5("NIK") LIMIT ${most}`,
  );
}

/** PostgreSQL's own count over both tables; a connection's part is in it when the connection has ended. */
export async function countScans(url: string): Promise<TableScans> {
  const [scans] = await ask<TableScans>(
    url,
    `SELECT sum(seq_scan)::int AS sequential, sum(idx_scan)::int AS "byIndex" FROM pg_stat_user_tables`,
  );
  return scans ?? { sequential: 0, byIndex: 0 };
}

/** Such as `PostgreSQL 18.4, shared_buffers 1GB`. */
export async function describeServer(url: string): Promise<string> {
  const [server] = await ask<{ readonly version: string; readonly buffers: string }>(
    url,
    `SELECT current_setting('server_version') AS version, current_setting('shared_buffers') AS buffers`,
  );
  return `PostgreSQL ${server?.version ?? '?'}, shared_buffers ${server?.buffers ?? '?'}`;
}

/** Numbers of payment orders of the current year from all over the books. */
export async function sampleOrders(url: string, most: number): Promise<readonly string[]> {
  const rows = await ask<{ readonly number: string }>(
    url,
    `SELECT "No_SP2D" AS number FROM "Ta_SP2D"
     WHERE "Tahun" = (SELECT max("Tahun") FROM "Ta_SP2D") ORDER BY md5("No_SP2D") LIMIT ${most}`,
  );
  return rows.map(({ number }) => number);
}

async function ask<Row>(url: string, query: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows as Row[];
  } finally {
    await client.end();
  }
}
