import { Client } from 'pg';
import { createTableStatements } from '../../simulators/sql/create-table-statements.ts';
import {
  REF_REK90_6,
  REF_SUB_UNIT,
  TA_RASK_ARSIP,
  TA_SP2D,
  TA_SPM,
  TA_SPM_RINC,
} from '../../simulators/simda/simda-tables.ts';

const TABLES = [REF_SUB_UNIT, REF_REK90_6, TA_RASK_ARSIP, TA_SPM, TA_SPM_RINC, TA_SP2D];
/** A payment order a year for so many residents: 40,000 a year for a regency of a million. */
const RESIDENTS_PER_ORDER = 25;

/**
 * Fills a database with SIMDA's tables, keys and indexes as recorded: 60 spending units with 3,000 budget rows at two stages,
 * which do not grow with the regency, and for this fiscal year and the last one payment orders of five lines each, which do.
 */
export async function fillBooks(url: string, residents: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const table of TABLES) {
      await client.query(createTableStatements('postgresql', table).join('; '));
    }
    const orders = Math.ceil(residents / RESIDENTS_PER_ORDER);
    await client.query(INSERT_UNITS);
    await client.query(INSERT_ACCOUNTS);
    await client.query(INSERT_BUDGET);
    for (const statement of [INSERT_REQUESTS, INSERT_LINES, INSERT_ORDERS]) {
      await client.query(statement, [orders]);
    }
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

const UNITS = 60;
const ACCOUNTS = 50;
const YEARS =
  'generate_series(extract(year FROM now())::int - 1, extract(year FROM now())::int) AS y';
const UNIT = (n: string) => `1, ${n} % 6 + 1, ${n} / 6 % 10 + 1, 1`;
const ACCOUNT = (n: string) => `5, 1, 2, 1, ${n} % 5 + 1, ${n} / 5 % 10 + 1`;

const INSERT_UNITS = `
  INSERT INTO "Ref_Sub_Unit" SELECT ${UNIT('n')}, 'DINAS CONTOH ' || n FROM generate_series(0, ${UNITS - 1}) AS n`;

const INSERT_ACCOUNTS = `
  INSERT INTO "Ref_Rek90_6" SELECT ${ACCOUNT('n')}, 'Belanja Contoh ' || n FROM generate_series(0, ${ACCOUNTS - 1}) AS n`;

const INSERT_BUDGET = `
  INSERT INTO "Ta_RASK_Arsip"
  SELECT y, stage, ${UNIT('u')}, u * ${ACCOUNTS} + a, ${ACCOUNT('a')}, 'Belanja Contoh ' || a, 1000000 + 37 * u + a
  FROM ${YEARS}, generate_series(4, 5) AS stage, generate_series(0, ${UNITS - 1}) AS u,
    generate_series(0, ${ACCOUNTS - 1}) AS a`;

const NUMBER = (kind: string) => `lpad(n::text, 7, '0') || '/${kind}/' || y`;

const INSERT_REQUESTS = `
  INSERT INTO "Ta_SPM"
  SELECT y, ${NUMBER('SPM')}, ${UNIT('n')}, 4, make_date(y, 1 + n % 12, 1 + n % 28), 'Belanja', 'PT CONTOH ' || n % 500,
    NULL, '0000' || n % 500, '36.71'
  FROM ${YEARS}, generate_series(1, $1::int) AS n`;

const INSERT_LINES = `
  INSERT INTO "Ta_SPM_Rinc"
  SELECT y, ${NUMBER('SPM')}, n * 5 + a, ${ACCOUNT('(n + a)')}, 1000 + n % 977 + a
  FROM ${YEARS}, generate_series(1, $1::int) AS n, generate_series(0, 4) AS a`;

const INSERT_ORDERS = `
  INSERT INTO "Ta_SP2D"
  SELECT y, ${NUMBER('SP2D')}, ${NUMBER('SPM')}, make_date(y, 1 + n % 12, 1 + n % 28), 'Belanja'
  FROM ${YEARS}, generate_series(1, $1::int) AS n`;
