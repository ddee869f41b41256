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

async function ask<Row>(url: string, query: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows as Row[];
  } finally {
    await client.end();
  }
}
