import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { harvestWorkbooks } from '../../../../connectors/replica/harvest-workbooks.ts';
import type { Harvest, ReplicaStore } from '../../../../connectors/replica/replica-store.ts';
import { serviceUrl } from '../../../support/services.ts';
import {
  COLLECTION,
  DECLARATION,
  killHarvests,
  openStore,
  ownDatabase,
  partitionOf,
  recordOf,
  type OwnDatabase,
} from './a-replica.ts';

const POINTS = 100;
const postgres = await serviceUrl('postgres');
const call = { requestId: 'harvest-1', deadlineAtMs: Number.MAX_SAFE_INTEGER, institution: null };

interface Row {
  readonly number: number;
  readonly version: number;
}

/** A folder's files, and how many rows each has in a version: the first takes two puts now and then, the last is there in turn. */
const FILES = [
  {
    file: 'a.xlsx',
    from: 0,
    rowsIn: (version: number) => (version % 20 === 0 ? 510 : 10 - (version % 3)),
  },
  { file: 'b.xlsx', from: 1_000, rowsIn: () => 5 },
  { file: 'c.xlsx', from: 2_000, rowsIn: (version: number) => (version % 2 === 0 ? 5 : 0) },
] as const;
type File = (typeof FILES)[number];

/** begin, put and complete of each file. */
const STEPS = 9;

(postgres === undefined ? describe.skip : describe)('a harvest of workbooks that is killed', () => {
  let database: OwnDatabase;
  let store: ReplicaStore;
  beforeAll(async () => {
    database = await ownDatabase(postgres!);
    store = openStore({ url: database.url });
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  /** Harvests the folder as it is in a version; `beforeStep` is told before each thing that the store does. */
  function harvest(version: number, beforeStep: () => void = () => undefined) {
    const stepping = (harvest: Harvest): Harvest => ({
      ...harvest,
      put(...given) {
        beforeStep();
        return harvest.put(...given);
      },
      complete(...given) {
        beforeStep();
        return harvest.complete(...given);
      },
    });
    const replicas: ReplicaStore = {
      ...store,
      async beginHarvest(...given) {
        beforeStep();
        return stepping(await store.beginHarvest(...given));
      },
    };
    const files = FILES.filter(({ rowsIn }) => rowsIn(version) > 0).map((it) => ({
      file: it.file,
      version: String(version),
      modifiedAt: '2026-03-01T00:00:00.000Z',
      rows: Array.from({ length: it.rowsIn(version) }, (_, index) => ({
        ...{ number: it.from + index, version },
      })),
      rejected: [],
    }));
    return harvestWorkbooks<Row>(
      {
        ...{ collection: COLLECTION, declaration: DECLARATION, replicas },
        connector: { readFiles: async () => files },
        keyOf: ({ number }) => String(number),
        toRecord: ({ number, version: of }) => recordOf(number, of),
        onForeignRow: () => undefined,
      },
      call,
      new AbortController().signal,
    );
  }

  /** The version of a file's snapshot, which is whole: every row of it there, all of one version. Null without rows. */
  async function wholeVersion({ file, from, rowsIn }: File): Promise<number | null> {
    const rows = await store.page(partitionOf(file), null, 1_000);
    const [first] = await store.lookUp(COLLECTION, 'nik', [recordOf(from).lookups['nik']!]);
    const versions = new Set([...rows, ...first!].map(({ open }) => open['version']));
    if (versions.size === 0) return null;
    const version = Number([...versions][0]);
    expect([versions.size, rows.length, first!.length]).toEqual([1, rowsIn(version), 1]);
    return version;
  }
  const versions = () => Promise.all(FILES.map(wholeVersion));
  const versionsAt = (version: number) =>
    FILES.map(({ rowsIn }) => (rowsIn(version) > 0 ? version : null));

  it(`leaves each file's last whole rows at ${POINTS} random points, and the next run completes it`, async () => {
    await harvest(1);
    let interrupted = 0;
    let version = 1;
    for (let point = 0; point < POINTS; point += 1) {
      const before = await versions();
      version += 1;
      let killing: Promise<unknown> = Promise.resolve();
      let left = Math.floor(Math.random() * STEPS);
      const outcome = await harvest(version, () => {
        if (left === 0) killing = pause(Math.random() * 5).then(() => killHarvests(database));
        left -= 1;
      }).then(
        () => 'COMPLETED',
        (error: unknown) => (error as Error).name,
      );
      await killing;
      expect(outcome).toMatch(/^COMPLETED$|^InternalError$/);
      // Each file is as before or as now. A commit whose answer was lost is a commit.
      const now = versionsAt(version);
      const shown = await versions();
      for (const [index, of] of shown.entries()) expect([before[index], now[index]]).toContain(of);
      if (outcome === 'COMPLETED') {
        expect(shown).toEqual(now);
        continue;
      }
      interrupted += 1;
      // The files may have changed meanwhile: of what the killed run had put, nothing may stay.
      if (Math.random() < 0.5) version += 1;
      await harvest(version);
      expect(await versions()).toEqual(versionsAt(version));
    }
    expect(interrupted).toBeGreaterThan(POINTS / 5);
  }, 120_000);

  it('leaves no row behind that no file shows', async () => {
    const version = 1_002;
    await harvest(version);
    const records = FILES.reduce((sum, { rowsIn }) => sum + rowsIn(version), 0);
    const counted = await database.query(
      `SELECT (SELECT count(*)::int FROM jawara_replica.record) AS records,
         (SELECT count(*)::int FROM jawara_replica.lookup) AS lookups`,
    );
    expect(counted).toEqual([{ records, lookups: records }]);
  });
});
