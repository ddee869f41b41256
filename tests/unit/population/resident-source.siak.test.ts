import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SqlDialect } from '../../../common/binding.ts';
import { createSiakResidentSource } from '../../../subgraphs/population/resident-source.siak.ts';
import { describeResidentSource } from '../../contract/population/describe-resident-source.ts';
import { serviceUrl } from '../../support/services.ts';
import { aCall, NOW } from './support/bindings.ts';
import type { BiodataRow, CardRow } from './support/siak-fixture.ts';
import { createSiakHarness, type SiakHarness } from './support/siak-harness.ts';
import { createSqlConnector } from '../../../connectors/sql/create-sql-connector.ts';
import type { SiakDatabase } from '../../../subgraphs/population/siak-database.ts';

const people: readonly BiodataRow[] = [
  {
    NIK: '3673015703850002',
    NAMA_LGKP: 'SITI RAHAYU CONTOH',
    JENIS_KLMIN: 2,
    TGL_LHR: '1985-03-17',
    STAT_HBKEL: 3,
    PDDK_AKH: 8,
    JENIS_PKRJN: 65,
    GOL_DRH: 4,
  },
  { NIK: '3673010511820001', NAMA_LGKP: 'BUDI SANTOSO CONTOH', TGL_LHR: '1982-11-05' },
  { NIK: '3273010202900005', NAMA_LGKP: 'DADANG CONTOH', NO_PROP: 32 },
  {
    NIK: '3673010101800011',
    NO_KK: '3673010101150011',
    NAMA_LGKP: null,
    JENIS_KLMIN: 3,
    TMPT_LHR: ' ',
    TGL_LHR: null,
    AGAMA: 99,
    STAT_KWN: 0,
    STAT_HBKEL: null,
    PDDK_AKH: 11,
    JENIS_PKRJN: 500,
    GOL_DRH: null,
    FLAG_STATUS: '7',
    TGL_UBAH: null,
  },
  { NIK: '3673010101800012', NO_KK: '3273010303150006', FLAG_STATUS: '1' },
  { NIK: '3673010101800013', NO_PROP: null },
];
const cards: readonly CardRow[] = [
  { NO_KK: '3673011204100003' },
  { NO_KK: '3273010303150006', NO_PROP: 32 },
];

const servers = {
  postgresql: await serviceUrl('postgres'),
  mariadb: await serviceUrl('mariadb'),
} as const;

for (const dialect of ['postgresql', 'mariadb'] as const) {
  const server = servers[dialect];
  const describeIt = server === undefined ? describe.skip : describe;

  describeResidentSource(
    `siak on ${dialect}`,
    () => createContractHarness(dialect, server ?? ''),
    describeIt,
  );

  describeIt(`the siak adapter of the Resident port on ${dialect}`, () => {
    let harness: SiakHarness;
    beforeAll(async () => {
      harness = await createSiakHarness(dialect, server ?? '', { people, cards });
    });
    afterAll(() => harness.stop());
    const ask = (...niks: string[]) =>
      createSiakResidentSource(harness.sql, harness.adapter).residentsByNik(aCall(), niks);

    it('maps a code that it does not know, and a column that is empty, to null', async () => {
      const [row] = await ask('3673010101800011');
      expect(row).toMatchObject({
        name: null,
        sex: null,
        birthPlace: null,
        birthDate: null,
        maritalStatus: null,
        religion: null,
        educationLevel: null,
        occupation: null,
        bloodGroup: null,
        relationship: null,
        status: null,
        changedAt: null,
      });
    });

    it('gives no address where the card is missing, nor where the card is another region’s', async () => {
      const before = harness.dropped.length;
      const [withoutCard, withStrayCard] = await ask('3673010101800011', '3673010101800012');
      expect(withoutCard).toMatchObject({ address: null });
      expect(withStrayCard).toMatchObject({ address: null, status: 'MOVED' });
      expect(harness.dropped.length).toBe(before + 1);
    });

    it('drops a row that does not say which region it belongs to', async () => {
      expect(await ask('3673010101800013')).toEqual([null]);
    });

    it('asks once for 1,000 NIKs, twice for 1,001', async () => {
      const niks = Array.from(
        { length: 1_001 },
        (_, index) => `36730101018${String(index).padStart(5, '0')}`,
      );
      const before = harness.calls.length;
      await ask(...niks.slice(1));
      expect(harness.calls.slice(before).map(({ keys }) => keys)).toEqual([1_000]);
      expect(await ask(...niks)).toHaveLength(1_001);
      expect(
        harness.calls
          .slice(before + 1)
          .map(({ keys }) => keys)
          .sort(),
      ).toEqual([1, 1_000]);
    });
  });
}

async function createContractHarness(dialect: SqlDialect, server: string) {
  const harness = await createSiakHarness(dialect, server, { people, cards });
  const scheme = dialect === 'postgresql' ? 'postgres' : 'mysql';
  const connection = { kind: 'sql', dialect, url: `${scheme}://nobody@127.0.0.1:1/none` } as const;
  const away = createSqlConnector<SiakDatabase>(
    { ...harness.binding, connection },
    harness.connector,
  );
  return {
    ...harness,
    source: createSiakResidentSource(harness.sql, harness.adapter),
    system: 'siak',
    call: aCall(),
    now: NOW,
    status: 'ACTIVE' as const,
    changedAt: '2024-05-02T03:00:00Z',
    away: createSiakResidentSource(away, harness.adapter),
    async stop() {
      await away.close();
      await harness.stop();
    },
  };
}
