import { afterAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { createProvince } from '../../../simulators/province/create-province.ts';
import { fillSiak } from '../../../simulators/siak/fill-siak.ts';
import { fillSimda } from '../../../simulators/simda/fill-simda.ts';
import { databaseUrl, dropDatabase } from '../../../simulators/sql/simulated-database.ts';
import { serviceUrl } from '../../support/services.ts';

const province = createProvince({ asOf: '2026-09-21T03:00:00.000Z', residents: 400 });
const world = province.regencies.get('36.03')!;
const kotaTangerang = province.regencies.get('36.71')!;

type Query = (statement: string) => Promise<Record<string, unknown>[]>;

const SERVERS = [
  { dialect: 'postgresql', adminUrl: await serviceUrl('postgres'), query: queryPostgres },
  { dialect: 'mariadb', adminUrl: await serviceUrl('mariadb'), query: queryMariadb },
] as const;

describe.each(SERVERS)('a simulated database on $dialect', ({ dialect, adminUrl, query }) => {
  const test = adminUrl === undefined ? it.skip : it;
  const target = (name: string) => ({
    dialect,
    adminUrl: adminUrl!,
    databaseName: `jawara_test_${process.pid}_${name}`,
  });

  afterAll(async () => {
    if (adminUrl === undefined) return;
    await Promise.all(['siak', 'simda'].map((name) => dropDatabase(target(name))));
  });

  test('refuses a name that would need quoting', async () => {
    const bad = { ...target('siak'), databaseName: 'x"; drop' };
    await expect(fillSiak(world, bad)).rejects.toThrow('no such name');
  });

  test('gives an account that may read the database and do nothing else', async () => {
    if (dialect !== 'postgresql') return;
    const url = await fillSiak(world, target('siak'));
    expect(
      await query(url)(
        `SELECT has_table_privilege('"BIODATA_WNI"', 'SELECT') AS reads,
          has_table_privilege('"BIODATA_WNI"', 'DELETE, INSERT, UPDATE') AS writes,
          has_schema_privilege('public', 'CREATE') AS creates,
          (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser`,
      ),
    ).toEqual([{ reads: 't', writes: 'f', creates: 'f', superuser: 'f' }]);
  });

  test("has SIAK's rows, strays, impossible NIKs and null columns included", async () => {
    const url = await fillSiak(kotaTangerang, target('siak'));
    expect(new URL(url).pathname).toBe(new URL(databaseUrl(target('siak'))).pathname);
    const ask = query(url);
    const members = [...kotaTangerang.households, ...kotaTangerang.strayHouseholds].flatMap(
      (household) => household.members,
    );
    expect(await ask('SELECT COUNT(*) AS n FROM "BIODATA_WNI"')).toEqual([
      { n: String(members.length) },
    ]);
    const { byFailure, warga } = province.test;
    expect(await ask(`SELECT * FROM "BIODATA_WNI" WHERE "NIK" = '${warga.nik}'`)).toEqual([
      {
        NIK: warga.nik,
        NO_KK: warga.noKk,
        NAMA_LGKP: 'BUDI HERMAWAN',
        JENIS_KLMIN: 1,
        TMPT_LHR: 'TANGERANG',
        TGL_LHR: '1980-05-17',
        AGAMA: 1,
        STAT_KWN: 2,
        STAT_HBKEL: 1,
        PDDK_AKH: 8,
        JENIS_PKRJN: 15,
        GOL_DRH: 4,
        NAMA_LGKP_IBU: 'EUIS SULASTRI',
        NAMA_LGKP_AYAH: 'DADANG HERMAWAN',
        NO_AKTA_LHR: null,
        FLAG_STATUS: '0',
        NO_PROP: 36,
        NO_KAB: 71,
        NO_KEC: 5,
        NO_KEL: 1001,
        TGL_UBAH: expect.stringMatching(/^2025-03-04 02:15:00(\.000)?$/),
      },
    ]);
    expect(
      await ask(
        `SELECT "NO_PROP", "NO_KAB" FROM "BIODATA_WNI" WHERE "NIK" = '${byFailure.otherProvinceRow.nik}'`,
      ),
    ).toEqual([{ NO_PROP: 32, NO_KAB: 71 }]);
    expect(
      await ask(
        `SELECT b."NIK" FROM "BIODATA_WNI" b LEFT JOIN "DATA_KELUARGA" k ON k."NO_KK" = b."NO_KK"
         WHERE k."NO_KK" IS NULL AND b."NIK" = '${byFailure.noFamilyRow.nik}'`,
      ),
    ).toHaveLength(1);
    expect(
      await ask(
        `SELECT "TMPT_LHR", "GOL_DRH" FROM "BIODATA_WNI" WHERE "NIK" = '${byFailure.missingElements.nik}'`,
      ),
    ).toEqual([{ TMPT_LHR: null, GOL_DRH: null }]);
  });

  test("has SIMDA's mixed-case tables, exact beyond 2^53, and is the same when it is filled again", async () => {
    await fillSimda(world, target('simda'));
    const ask = query(await fillSimda(world, target('simda')));
    expect(
      await ask(
        `SELECT "Kd_Perubahan" AS stage, COUNT(*) AS n, MAX("Total") AS most FROM "Ta_RASK_Arsip"
         WHERE "Tahun" = 2026 GROUP BY "Kd_Perubahan" ORDER BY "Kd_Perubahan"`,
      ),
    ).toEqual([
      { stage: 3, n: String(world.finance.budget.length), most: '99079191802150924.37' },
      { stage: 4, n: String(world.finance.budget.length), most: '90071992547409931.25' },
      { stage: 5, n: String(world.finance.budget.length), most: '90071992547409931.25' },
      { stage: 6, n: String(world.finance.budget.length), most: '90071992547409931.27' },
    ]);
    expect(await ask('SELECT MIN("No_ID") AS first FROM "Ta_RASK_Arsip"')).toEqual([
      { first: '9007199254740993' },
    ]);
    expect(
      await ask(
        `SELECT SUM(r."Nilai") AS paid FROM "Ta_SPM_Rinc" r
         JOIN "Ta_SP2D" d ON d."Tahun" = r."Tahun" AND d."No_SPM" = r."No_SPM"
         WHERE d."No_SP2D" = '90000/SP2D/36.03/2026'`,
      ),
    ).toEqual([{ paid: '54043195528445959.00' }]);
    expect(
      await ask(
        `SELECT COUNT(*) AS n FROM "Ta_SPM" s WHERE s."Kd_Wilayah" = '36.71' AND s."Tahun" = 2026`,
      ),
    ).toEqual([{ n: '1' }]);
    expect(
      await ask(
        `SELECT s."No_SPM" FROM "Ta_SPM" s LEFT JOIN "Ta_SP2D" d ON d."Tahun" = s."Tahun" AND d."No_SPM" = s."No_SPM"
         WHERE s."Tahun" = 2026 AND d."No_SP2D" IS NULL`,
      ),
    ).toEqual([{ No_SPM: '99999/SPM-LS/36.03/2026' }]);
  });
});

/** Everything but small numbers as text, as the wire has it. */
function queryPostgres(url: string): Query {
  return async (statement) => {
    const client = new Client({
      connectionString: url,
      types: {
        getTypeParser: (oid: number) => (value: unknown) =>
          [21, 23].includes(oid) ? Number(value) : value,
      },
    });
    await client.connect();
    const result = await client.query<Record<string, unknown>>(statement);
    await client.end();
    return result.rows;
  };
}

function queryMariadb(url: string): Query {
  return async (statement) => {
    const connection = await createConnection({
      uri: url,
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
    });
    const [rows] = await connection.query(statement.replaceAll('"', '`'));
    await connection.end();
    return rows as Record<string, unknown>[];
  };
}
