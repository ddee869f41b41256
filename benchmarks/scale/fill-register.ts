import { Client } from 'pg';
import { createTableStatements } from '../../simulators/sql/create-table-statements.ts';
import { BIODATA_WNI, DATA_KELUARGA } from '../../simulators/siak/siak-tables.ts';

/**
 * Fills a database with SIAK's two tables, keys and index as recorded, and so many invented residents of 36.71 in whole
 * families of four. The rows are made within PostgreSQL, so that a million of them costs this process nothing. Every NIK is valid and
 * says its bearer's birth and sex; no two are the same.
 */
export async function fillRegister(url: string, residents: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET TIME ZONE 'UTC'");
    for (const table of [BIODATA_WNI, DATA_KELUARGA]) {
      await client.query(createTableStatements('postgresql', table).join('; '));
    }
    const families = Math.ceil(residents / 4);
    await client.query(INSERT_CARDS, [families]);
    await client.query(INSERT_MEMBERS, [families]);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

/** The district, 1 to 13, and the village of family h: both spread evenly. */
const DISTRICT = 'h % 13 + 1';
const VILLAGE = '1001 + h % 8';
/** A card's number: district, the day that it was issued on and a serial, as registers number them. */
const NO_KK = `'3671' || lpad((${DISTRICT})::text, 2, '0')
  || to_char(date '2010-01-01' + h % 3650, 'DDMMYY') || lpad((h / 47450 + 1)::text, 4, '0')`;
const CHANGED_AT = "timestamp '2020-01-01' + h % 50000 * interval '1 hour'";

const INSERT_CARDS = `
  INSERT INTO "DATA_KELUARGA"
  SELECT ${NO_KK}, 'KEPALA CONTOH ' || h, 'JL. CONTOH NO. ' || h % 200 + 1, h % 12 + 1, h % 9 + 1, NULL, 15110 + h % 40,
    36, 71, ${DISTRICT}, ${VILLAGE}, ${CHANGED_AT}
  FROM generate_series(0, $1::int - 1) AS h`;

/**
 * Members by their place on the card: father, mother, son, daughter. Each place has its own span of birth days, whose length
 * has no divisor in common with the 13 districts: within a place, district and day repeat every `13 × days` families, and
 * the NIK's serial counts those rounds.
 */
const PLACES = `(VALUES
  (0, 1, 1, date '1946-01-01', 16001, 'BAPAK', 2, 15),
  (1, 2, 3, date '1948-01-01', 16001, 'IBU', 2, 2),
  (2, 1, 4, date '2009-01-01', 3650, 'PUTRA', 1, 3),
  (3, 2, 4, date '2012-01-01', 4013, 'PUTRI', 1, 1)
) AS place (ordinal, sex, relationship, first_day, days, word, marital, occupation)`;

const BORN = 'first_day + h % days';

const INSERT_MEMBERS = `
  INSERT INTO "BIODATA_WNI"
  SELECT '3671' || lpad((${DISTRICT})::text, 2, '0')
      || lpad((extract(day FROM ${BORN}) + 40 * (sex - 1))::text, 2, '0') || to_char(${BORN}, 'MMYY')
      || lpad((h / (13 * days) + 1)::text, 4, '0'),
    ${NO_KK}, word || ' CONTOH ' || h, sex, 'TANGERANG', ${BORN}, 1, marital, relationship, 5, occupation, 13,
    'IBU CONTOH', 'BAPAK CONTOH', NULL, '0', 36, 71, ${DISTRICT}, ${VILLAGE}, ${CHANGED_AT}
  FROM generate_series(0, $1::int - 1) AS h CROSS JOIN ${PLACES}
  ORDER BY h, ordinal`;
