import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { createFrozenClock } from '../../../../common/clock.ts';
import { createWorkbookReplica } from '../../../../subgraphs/shared/workbook-replica.ts';
import { createWorkbookJob } from '../../../../subgraphs/shared/create-workbook-job.ts';
import { createFinanceConnectors } from '../../../../subgraphs/finance/finance-connectors.ts';
import { aidSheet, storedAidRow } from '../../../../subgraphs/finance/aid-workbook-sheet.ts';
import type { ReplicaStore } from '../../../../connectors/replica/replica-store.ts';
import { bindingOf, call, createObserver, REGION } from '../../../contract/finance/bindings.ts';
import { serviceUrl } from '../../../support/services.ts';
import { openStore, ownDatabase, type OwnDatabase } from './a-replica.ts';

const postgres = await serviceUrl('postgres');
const HEADER = ['NIK', 'NAMA', 'PROGRAM', 'TAHUN', 'JUMLAH', 'TANGGAL_BAYAR', 'KODE_WILAYAH'];
const SITI = '3671014107900001';
const BUDI = '3671010203850002';
const STRAY = '3602010203850003';
type Cells = readonly (string | number | null)[];
const aid = (nik: string, amount: string, programme = 'BLT', region: string = REGION): Cells => [
  nik,
  'NAMA RAHASIA',
  programme,
  2026,
  amount,
  null,
  region,
];

(postgres === undefined ? describe.skip : describe)('a folder of workbooks in a replica', () => {
  let database: OwnDatabase;
  let folder: string;
  let store: ReplicaStore;
  const clock = createFrozenClock('2026-03-02T03:04:05Z');
  const collection = { system: 'aid-workbook', regionCode: REGION, name: 'aid' } as const;
  const declaration = { owner: 'Dinas Sosial', everyMinutes: 15, retentionDays: 30 };

  beforeAll(async () => {
    database = await ownDatabase(postgres!);
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jawara-workbooks-'));
    await database.query('DROP SCHEMA IF EXISTS jawara_replica CASCADE');
    store = openStore({ url: database.url, clock });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  afterAll(() => database.drop());

  const put = async (file: string, rows: readonly Cells[], at = '2026-01-01T00:00:00Z') => {
    const path = join(folder, file);
    await writeFile(path, await writeXlsxFile([HEADER, ...rows].map((it) => [...it])).toBuffer());
    await utimes(path, new Date(at), new Date(at));
  };
  const open = () => {
    const binding = {
      ...bindingOf('aid-workbook', { kind: 'workbook', folder }),
      replica: declaration,
    };
    const dropped: unknown[] = [];
    const job = createWorkbookJob({
      ...{ binding, collection, declaration, clock, port: 'AidRecipient' as const },
      sheet: aidSheet,
      connectors: createFinanceConnectors(createObserver().context),
      replicas: store,
      onDroppedRow: (row) => dropped.push(row),
    });
    const read = createWorkbookReplica({
      ...{ binding, collection, clock },
      replicas: store,
      row: storedAidRow,
    });
    return {
      dropped,
      harvest: () => job.run(new AbortController().signal),
      amountsOf: async (...niks: string[]) => {
        const answers = await read(call, { kind: 'REGION' }, niks);
        return answers.map((it) =>
          it instanceof Error ? it.message : it.rows.map(({ amount }) => amount),
        );
      },
      provenance: async () => {
        const [answer] = await read(call, { kind: 'REGION' }, [SITI]);
        return answer instanceof Error ? undefined : answer?.provenance;
      },
    };
  };
  const stored = async () =>
    JSON.stringify([
      await database.query('SELECT * FROM jawara_replica.record'),
      await database.query('SELECT * FROM jawara_replica.lookup'),
      await database.query('SELECT * FROM jawara_replica.part'),
    ]);

  it('leaves no NIK, programme, amount or name readable in the database, and still finds the rows', async () => {
    await put('bansos.xlsx', [aid(SITI, '600000.00'), aid(BUDI, '9007199254740993.25', 'PKH')]);
    const { harvest, amountsOf } = open();
    await harvest();
    expect(await stored()).not.toMatch(/36710|BLT|PKH|600000|9007199|RAHASIA/);
    expect(await amountsOf(BUDI, SITI, STRAY)).toEqual([
      ['9007199254740993.25'],
      ['600000.00'],
      [],
    ]);
  });

  it('takes the row of the later file where two files are about the same', async () => {
    await put('b-lama.xlsx', [aid(SITI, '1.00'), aid(BUDI, '5.00')], '2026-01-01T00:00:00Z');
    await put('a-baru.xlsx', [aid(SITI, '2.00')], '2026-02-01T00:00:00Z');
    const { harvest, amountsOf, provenance } = open();
    await harvest();
    expect(await amountsOf(SITI, BUDI)).toEqual([['2.00'], ['5.00']]);
    expect(await provenance()).toMatchObject({
      asOf: '2026-02-01T00:00:00.000Z',
      state: 'REPLICA',
    });
  });

  it('changes nothing for the same file, and counts a stray row of it once', async () => {
    await put('bansos.xlsx', [aid(SITI, '1.00'), aid(STRAY, '3.00', 'BLT', '36.02')]);
    const { harvest, amountsOf, dropped } = open();
    await harvest();
    const before = await store.snapshots(collection);
    await harvest();
    expect(await store.snapshots(collection)).toEqual(before);
    expect(await store.deletions(collection)).toEqual([]);
    expect(dropped).toHaveLength(1);
    expect(await amountsOf(STRAY)).toEqual([[]]);
    await put('bansos.xlsx', [aid(SITI, '1.50'), aid(STRAY, '3.00', 'BLT', '36.02')]);
    await harvest();
    expect(dropped).toHaveLength(2);
  });

  it('counts rejected rows by their reason, without a value', async () => {
    await put('bansos.xlsx', [aid(SITI, '1.00'), aid('123', '1.00'), aid('456', '1.00')]);
    await open().harvest();
    const [facts] = await store.snapshots(collection);
    expect(facts).toMatchObject({
      records: 1,
      summary: { rejected: { 'NIK: a NIK has 16 digits': 2 }, removed: false },
    });
  });

  it('keeps the rows of a file that is damaged, beside what is new in others', async () => {
    await put('satu.xlsx', [aid(SITI, '1.00')]);
    await put('dua.xlsx', [aid(BUDI, '2.00')]);
    const { harvest, amountsOf } = open();
    await harvest();
    await writeFile(join(folder, 'satu.xlsx'), 'half of a workb');
    await put('dua.xlsx', [aid(BUDI, '3.00')]);
    await harvest();
    expect(await amountsOf(SITI, BUDI)).toEqual([['1.00'], ['3.00']]);
  });

  it('deletes the rows of a file that was taken out, and records that', async () => {
    await put('satu.xlsx', [aid(SITI, '1.00')]);
    await put('dua.xlsx', [aid(BUDI, '2.00')]);
    const { harvest, amountsOf } = open();
    await harvest();
    await rm(join(folder, 'satu.xlsx'));
    await harvest();
    await harvest();
    expect(await amountsOf(SITI, BUDI)).toEqual([[], ['2.00']]);
    expect(await store.deletions(collection)).toMatchObject([
      { partition: 'satu.xlsx', records: 1, reason: 'REPLACED' },
    ]);
  });

  it('keeps everything while the folder is empty or away, and says so as stale', async () => {
    await put('satu.xlsx', [aid(SITI, '1.00')]);
    const { harvest, amountsOf, provenance } = open();
    await harvest();
    await rm(join(folder, 'satu.xlsx'));
    await expect(harvest()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(await amountsOf(SITI)).toEqual([['1.00']]);
    const late = createFrozenClock('2026-03-02T03:35:00Z');
    const binding = {
      ...bindingOf('aid-workbook', { kind: 'workbook', folder }),
      replica: declaration,
    };
    const read = createWorkbookReplica({
      ...{ binding, collection, clock: late, replicas: store, row: storedAidRow },
    });
    const [answer] = await read(
      { ...call, deadlineAtMs: late.nowMs() + 10_000 },
      { kind: 'REGION' },
      [SITI],
    );
    expect(answer).toMatchObject({ provenance: { state: 'STALE' } });
    expect(await provenance()).toMatchObject({ state: 'REPLICA' });
  });

  it('is deleted at the end of its retention, with a record', async () => {
    await put('satu.xlsx', [aid(SITI, '1.00')]);
    await open().harvest();
    const later = openStore({
      url: database.url,
      clock: createFrozenClock('2026-04-02T03:04:05Z'),
    });
    expect(await later.expire()).toMatchObject([
      { partition: 'satu.xlsx', records: 1, reason: 'RETENTION' },
    ]);
    expect(await later.lookUp(collection, 'nik', [SITI])).toEqual([[]]);
    await later.close();
  });

  it('is closed where its owner has switched it off', async () => {
    await put('satu.xlsx', [aid(SITI, '1.00')]);
    await open().harvest();
    const binding = { ...bindingOf('aid-workbook', { kind: 'workbook', folder }), enabled: false };
    const read = createWorkbookReplica({
      ...{ binding, collection, clock, replicas: store, row: storedAidRow },
    });
    await expect(read(call, { kind: 'REGION' }, [SITI])).rejects.toMatchObject({
      code: 'SOURCE_OFF',
    });
  });
});
