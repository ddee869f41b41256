import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Harvest, ReplicaStore } from '../../../../connectors/replica/replica-store.ts';
import { serviceUrl } from '../../../support/services.ts';
import {
  COLLECTION,
  DECLARATION,
  harvest,
  killHarvests,
  openStore,
  ownDatabase,
  PART,
  recordsOf,
  type OwnDatabase,
} from './a-replica.ts';

const ROWS = 20;
const BATCH = 4;
const FACTS = { asOf: '2026-03-01T00:00:00Z', summary: {} };
const postgres = await serviceUrl('postgres');

(postgres === undefined ? describe.skip : describe)('a harvest that is killed', () => {
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

  /** The version of the snapshot, which is whole: every row there, all of one version. */
  async function wholeVersion(): Promise<number> {
    const rows = await store.page(PART, null, 1_000);
    expect(rows).toHaveLength(ROWS);
    const versions = new Set(rows.map(({ open }) => open['version']));
    expect(versions.size).toBe(1);
    const [last] = await store.lookUp(COLLECTION, 'nik', [recordsOf(ROWS).at(-1)!.lookups['nik']!]);
    expect(last!.map(({ open }) => open['version'])).toEqual([...versions]);
    return Number([...versions][0]);
  }

  /** Puts what is missing of a version, as a harvester does that resumes. */
  async function putRest(begun: Harvest, version: number, beforePut: (next: number) => void) {
    const rows = recordsOf(ROWS, version);
    for (let next = Number(begun.resumesAfter ?? 0); next < ROWS; next += BATCH) {
      beforePut(next);
      const checkpoint = String(next + BATCH);
      await begun.put(rows.slice(next, next + BATCH), { checkpoint, rejected: 1 });
    }
  }

  it('leaves the last whole snapshot at ninety-six random points, and the next run completes it', async () => {
    await harvest(store, recordsOf(ROWS, 1));
    let completedAnyway = 0;
    for (let version = 2; version < 98; version += 1) {
      const begun = await store.beginHarvest(PART, DECLARATION);
      expect(begun.resumesAfter).toBeNull();
      const killBefore = BATCH * Math.floor((Math.random() * ROWS) / BATCH);
      let killing: Promise<unknown> = Promise.resolve();
      const kill = () => {
        killing = pause(Math.random() * 6).then(() => killHarvests(database));
      };
      const outcome = await putRest(begun, version, (next) => {
        if (next === killBefore) kill();
      })
        .then(() => begun.complete(FACTS))
        .then(
          () => 'COMPLETED',
          (error: unknown) => (error as Error).name,
        );
      await killing;
      expect(outcome).toMatch(/^COMPLETED$|^InternalError$/);
      // A commit whose answer was lost is a commit: then the new snapshot is there, as whole as the old.
      const shown = await wholeVersion();
      if (outcome === 'COMPLETED') expect(shown).toBe(version);
      else expect([version - 1, version]).toContain(shown);
      if (shown === version) {
        completedAnyway += 1;
        continue;
      }
      const resumed = await store.beginHarvest(PART, DECLARATION);
      await putRest(resumed, version, () => undefined);
      expect(await resumed.complete(FACTS)).toEqual({
        ...{ kept: ROWS, gone: 0, changed: ROWS },
        ...{ rejected: ROWS / BATCH, read: ROWS + ROWS / BATCH },
      });
      expect(await wholeVersion()).toBe(version);
    }
    expect(completedAnyway).toBeLessThan(80);
  });

  it('does so when its process is killed too, at four more', async () => {
    await harvest(store, recordsOf(ROWS, 1_000));
    const program = join(import.meta.dirname, 'harvest-forever.ts');
    for (let round = 1; round <= 4; round += 1) {
      const before = await wholeVersion();
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', program, database.url, String(before + 1)],
        { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
      );
      await once(child.stdout, 'data');
      await pause(Math.random() * 250);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await wholeVersion()).toBeGreaterThanOrEqual(before);
      // The lock has died with the process; what it had put is there to go on with.
      const next = await store.beginHarvest(PART, DECLARATION);
      const [version, from] = (next.resumesAfter ?? '5000:0').split(':').map(Number);
      const rest = recordsOf(ROWS, version).slice(from);
      await next.put(rest, { checkpoint: `${version}:${ROWS}`, rejected: 0 });
      await next.complete(FACTS);
      expect(await wholeVersion()).toBe(version);
    }
  });

  it('leaves no row behind that no snapshot shows', async () => {
    const [rows] = await database.query<{ records: number; lookups: number }>(
      `SELECT (SELECT count(*)::int FROM jawara_replica.record) AS records,
         (SELECT count(*)::int FROM jawara_replica.lookup) AS lookups`,
    );
    expect(rows).toEqual({ records: ROWS, lookups: ROWS });
  });
});
