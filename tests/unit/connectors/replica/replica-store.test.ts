import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { createFrozenClock } from '../../../../common/clock.ts';
import { createLogger } from '../../../../common/logger.ts';
import { HarvestUnderWayError } from '../../../../connectors/replica/harvest-under-way-error.ts';
import type { ReplicaStore } from '../../../../connectors/replica/replica-store.ts';
import { serviceUrl } from '../../../support/services.ts';
import {
  COLLECTION,
  DECLARATION,
  harvest,
  KEYS,
  openStore,
  ownDatabase,
  PART,
  partitionOf,
  recordOf,
  recordsOf,
  type OpenStoreOptions,
  type OwnDatabase,
} from './a-replica.ts';

const postgres = await serviceUrl('postgres');
const NIK_2 = recordOf(2).lookups['nik']!;

describe('the keys of a replica store', () => {
  it.each([
    ['no active key', { ...KEYS, activeKid: 'k2' }],
    ['a short key', { ...KEYS, keys: { k1: Buffer.alloc(16) } }],
    ['a short look-up secret', { ...KEYS, lookupSecret: Buffer.alloc(8) }],
  ])('are refused with %s', (_name, keys) => {
    expect(() => openStore({ url: 'postgres://127.0.0.1:1/x', keys })).toThrow(/key|secret/);
  });
});

(postgres === undefined ? describe.skip : describe)('a replica store', () => {
  let database: OwnDatabase;
  const opened: ReplicaStore[] = [];
  const open = (options: Omit<OpenStoreOptions, 'url'> = {}) => {
    const store = openStore({ url: database.url, ...options });
    opened.push(store);
    return store;
  };
  let store: ReplicaStore;

  beforeAll(async () => {
    database = await ownDatabase(postgres!);
  });
  beforeEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await database.query('DROP SCHEMA IF EXISTS jawara_replica CASCADE');
    store = open();
  });
  afterAll(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await database.drop();
  });

  it('rejects where it cannot be reached, and says nothing of the address', async () => {
    const dead = openStore({ url: 'postgres://u:rahasia@127.0.0.1:1/x' });
    await expect(dead.lookUp(COLLECTION, 'nik', ['1'])).rejects.toMatchObject({
      name: 'InternalError',
      message: 'the replica store cannot be asked',
    });
    await dead.close();
  });

  it('refuses a second harvest of the same partition, also of another process', async () => {
    const first = await store.beginHarvest(PART, DECLARATION);
    await expect(open().beginHarvest(PART, DECLARATION)).rejects.toThrow(HarvestUnderWayError);
    const other = await store.beginHarvest(partitionOf('20600002'), DECLARATION);
    await other.discard();
    await first.suspend();
    await (await open().beginHarvest(PART, DECLARATION)).discard();
  });

  it('refuses to open a row that was moved, changed, or sealed under an unknown key', async () => {
    await harvest(store, recordsOf(3));
    const read = () => store.lookUp(COLLECTION, 'nik', [NIK_2]);
    expect((await read())[0]).toHaveLength(1);
    await database.query(`
      UPDATE jawara_replica.record r SET sealed = o.sealed, nonce = o.nonce
      FROM jawara_replica.record o WHERE r.key = 'p-0002' AND o.key = 'p-0001'`);
    await expect(read()).rejects.toThrow('not what was sealed there');
    await database.query(`UPDATE jawara_replica.record SET kid = 'k0'`);
    await expect(read()).rejects.toThrow('unknown key');
  });

  it('refuses a schema that a newer program has made', async () => {
    await harvest(store, []);
    await database.query('UPDATE jawara_replica.schema_version SET version = 99');
    await expect(open().snapshots(COLLECTION)).rejects.toThrow('newer program');
  });

  it('holds nothing personal in any table, index or log', async () => {
    const logged: string[] = [];
    const logger = createLogger({ destination: { write: (line: string) => logged.push(line) } });
    const markers = ['3671019901770001', 'Penanda Rahasia', 'penanda-alamat'];
    const marked = {
      key: 'p-1',
      lookups: { nik: markers[0]!, name: markers[1]! },
      sealed: { nik: markers[0], name: markers[1], address: { street: markers[2] } },
      open: { grade: 1 },
    };
    const own = open({ logger });
    await harvest(own, [marked]);
    await harvest(own, [{ ...marked, sealed: { name: `${markers[1]} II` } }]);
    const begun = await own.beginHarvest(PART, DECLARATION);
    await begun.put([marked], { checkpoint: 'p-1', rejected: 1 });
    // The database cannot store this key: an error of the driver, after the row was sealed.
    await expect(
      begun.put([{ ...marked, key: 'p\0' }], { checkpoint: 'x', rejected: 0 }),
    ).rejects.toMatchObject({ name: 'InternalError' });
    await begun.suspend();
    const dump = await dumpOf(database);
    expect(dump).toContain('p-1');
    expect(logged.join('')).toContain('harvested');
    for (const marker of markers) {
      for (const form of formsOf(marker)) {
        expect(dump).not.toContain(form);
        expect(logged.join('')).not.toContain(form);
      }
    }
  });

  it('finds nothing of another region, collection or look-up', async () => {
    await harvest(store, recordsOf(3));
    for (const other of [{ regionCode: '36.72' }, { name: 'teachers' }, { system: 'x' }]) {
      const collection = { ...COLLECTION, ...other } as typeof COLLECTION;
      expect(await store.lookUp(collection, 'nik', [NIK_2])).toEqual([[]]);
    }
    expect(await store.lookUp(COLLECTION, 'nisn', [NIK_2])).toEqual([[]]);
    const stranger = open({ keys: { ...KEYS, lookupSecret: Buffer.alloc(32, 7) } });
    expect(await stranger.lookUp(COLLECTION, 'nik', [NIK_2])).toEqual([[]]);
  });

  it('shows nothing of a harvest that is not complete, nor of one that was thrown away', async () => {
    await harvest(store, recordsOf(2, 1));
    const begun = await store.beginHarvest(PART, DECLARATION);
    await begun.put(recordsOf(5, 2), { checkpoint: '5', rejected: 0 });
    expect(await versionsOf(store)).toEqual([1, 1]);
    await begun.discard();
    expect(await versionsOf(store)).toEqual([1, 1]);
    expect((await store.beginHarvest(PART, DECLARATION)).resumesAfter).toBeNull();
    expect(await countOf(database, 'record')).toBe(2);
  });

  it('answers each value in order with one query, over all partitions', async () => {
    await harvest(store, recordsOf(600));
    await harvest(store, [recordOf(2, 7)], partitionOf('20600002'));
    const values = [recordOf(599), recordOf(9999), recordOf(2), recordOf(599)];
    const { result: seen, queries } = await countingQueries(() =>
      store.lookUp(
        COLLECTION,
        'nik',
        values.map(({ lookups }) => lookups['nik']!),
      ),
    );
    expect(queries).toBe(1);
    expect(seen.map((rows) => rows.map(({ key, partition }) => [partition, key]))).toEqual([
      [['20600001', 'p-0599']],
      [],
      [
        ['20600001', 'p-0002'],
        ['20600002', 'p-0002'],
      ],
      [['20600001', 'p-0599']],
    ]);
    expect(seen[2]![1]).toEqual({
      key: 'p-0002',
      partition: '20600002',
      sealed: { name: 'Orang 0002', version: 7 },
      open: { grade: 2, version: 7 },
      asOf: '2026-03-01T00:00:00.000Z',
    });
  });

  it('counts what was read, kept, rejected, gone and changed', async () => {
    await harvest(store, recordsOf(4));
    const begun = await store.beginHarvest(PART, DECLARATION);
    await begun.put([recordOf(1), recordOf(2, 2)], { checkpoint: 'a', rejected: 2 });
    await begun.put([recordOf(2, 3), recordOf(2, 2)], { checkpoint: 'b', rejected: 1 });
    await begun.put([recordOf(8)], { checkpoint: 'c', rejected: 0 });
    const facts = { asOf: '2026-03-02T00:00:00Z', summary: { rombel: { a: 1 } } };
    expect(await begun.complete(facts)).toEqual({
      read: 6,
      kept: 3,
      rejected: 3,
      gone: 2,
      changed: 1,
    });
    expect(await store.snapshots(COLLECTION)).toEqual([
      {
        partition: '20600001',
        asOf: '2026-03-02T00:00:00.000Z',
        harvestedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        records: 3,
        summary: { rombel: { a: 1 } },
      },
    ]);
    expect(await store.deletions(COLLECTION)).toMatchObject([{ records: 2, reason: 'REPLACED' }]);
    expect(await countOf(database, 'record')).toBe(3);
    expect(await countOf(database, 'lookup')).toBe(3);
    expect(await harvest(store, [])).toMatchObject({ kept: 0, gone: 3 });
  });

  it('resumes a harvest that was let go, but not one that is older than its interval', async () => {
    const clock = createFrozenClock('2026-03-01T00:00:00Z');
    const own = open({ clock });
    const first = await own.beginHarvest(PART, DECLARATION);
    await first.put(recordsOf(3), { checkpoint: 'page 1', rejected: 1 });
    await first.suspend();
    clock.advanceMs(59 * 60_000);
    const second = await own.beginHarvest(PART, DECLARATION);
    expect(second.resumesAfter).toBe('page 1');
    await second.put([recordOf(7)], { checkpoint: 'page 2', rejected: 0 });
    await second.suspend();
    clock.advanceMs(60_000);
    const third = await own.beginHarvest(PART, DECLARATION);
    expect(third.resumesAfter).toBeNull();
    expect(await countOf(database, 'record')).toBe(0);
    const facts = { asOf: '2026-03-01T01:00:00Z', summary: {} };
    expect(await third.complete(facts)).toMatchObject({ read: 0, kept: 0 });
  });

  it('reads rows sealed under an old key until they are harvested again', async () => {
    await harvest(store, recordsOf(3));
    const keys = { ...KEYS, activeKid: 'k2', keys: { ...KEYS.keys, k2: Buffer.alloc(32, 2) } };
    const rotated = open({ keys });
    expect((await rotated.lookUp(COLLECTION, 'nik', [NIK_2]))[0]).toHaveLength(1);
    expect(await harvest(rotated, recordsOf(3))).toMatchObject({ changed: 0 });
    const onlyNew = open({ keys: { ...keys, keys: { k2: keys.keys.k2 } } });
    expect(await onlyNew.page(PART, null, 10)).toHaveLength(3);
  });

  it('deletes what is past its retention, records it, and does not find it before', async () => {
    const clock = createFrozenClock('2026-03-01T00:00:00Z');
    const own = open({ clock });
    await harvest(own, recordsOf(5));
    const killed = await own.beginHarvest(partitionOf('20600002'), DECLARATION);
    await killed.put(recordsOf(2), { checkpoint: 'a', rejected: 0 });
    await killed.suspend();
    clock.advanceMs(29 * 86_400_000);
    expect(await own.expire()).toEqual([]);
    await harvest(own, recordsOf(1), partitionOf('20600003'));
    clock.advanceMs(86_400_000);
    const before = await own.lookUp(COLLECTION, 'nik', [NIK_2, recordOf(0).lookups['nik']!]);
    expect(before.map((rows) => rows.map(({ partition }) => partition))).toEqual([
      [],
      ['20600003'],
    ]);
    expect(await own.page(PART, null, 10)).toEqual([]);
    const deletedAt = '2026-03-31T00:00:00.000Z';
    const reason = 'RETENTION';
    expect(await own.expire()).toEqual([
      { ...PART, deletedAt, records: 5, reason },
      { ...partitionOf('20600002'), deletedAt, records: 2, reason },
    ]);
    expect(await own.deletions(COLLECTION)).toHaveLength(2);
    expect(await countOf(database, 'record')).toBe(1);
    expect(await countOf(database, 'lookup')).toBe(1);
    expect(await own.expire()).toEqual([]);
    expect((await own.snapshots(COLLECTION)).map(({ partition }) => partition)).toEqual([
      '20600003',
    ]);
  });

  it('leaves a partition to the harvest that is under way, past its retention or not', async () => {
    const clock = createFrozenClock('2026-03-01T00:00:00Z');
    const own = open({ clock });
    const begun = await own.beginHarvest(PART, DECLARATION);
    await begun.put(recordsOf(2), { checkpoint: 'a', rejected: 0 });
    clock.advanceMs(31 * 86_400_000);
    expect(await own.expire()).toEqual([]);
    await begun.complete({ asOf: '2026-04-01T00:00:00Z', summary: {} });
    expect(await own.page(PART, null, 10)).toHaveLength(2);
  });

  it('pages by key', async () => {
    await harvest(store, recordsOf(5));
    const first = await store.page(PART, null, 2);
    const next = await store.page(PART, first.at(-1)!.key, 9);
    expect([first, next].map((rows) => rows.map(({ key }) => key))).toEqual([
      ['p-0000', 'p-0001'],
      ['p-0002', 'p-0003', 'p-0004'],
    ]);
  });

  it('makes its schema once, also when many begin at once', async () => {
    const stores = [1, 2, 3, 4].map(() => open());
    await Promise.all(
      stores.map((one, index) => harvest(one, recordsOf(2), partitionOf(`p${index}`))),
    );
    expect(await store.snapshots(COLLECTION)).toHaveLength(4);
  });
});

async function versionsOf(store: ReplicaStore): Promise<unknown[]> {
  return (await store.page(PART, null, 100)).map(({ open }) => open['version']);
}

async function countOf(database: OwnDatabase, table: string): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM jawara_replica.${table}`,
  );
  return row!.n;
}

/** Every row of every table, as text; an index holds nothing that its table does not. */
async function dumpOf(database: OwnDatabase): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'jawara_replica'`,
  );
  expect(tables.length).toBeGreaterThan(4);
  const rows: string[] = [];
  for (const { name } of tables) {
    const dump = await database.query<{ row: string }>(
      `SELECT t::text AS row FROM jawara_replica.${name} t`,
    );
    rows.push(...dump.map(({ row }) => row));
  }
  return rows.join('\n');
}

/** In clear, encoded, and under the hashes that anybody could make. */
function formsOf(marker: string): string[] {
  const bytes = Buffer.from(marker);
  const hashes = ['sha256', 'sha1', 'md5'].map((name) =>
    createHash(name).update(marker).digest('hex'),
  );
  return [marker, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, ''), ...hashes];
}

/** Runs `work` on the real driver, and how many statements it sent. */
async function countingQueries<Result>(work: () => Promise<Result>) {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  try {
    return { result: await work(), queries: query.mock.calls.length };
  } finally {
    query.mockRestore();
  }
}
