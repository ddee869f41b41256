import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RowAccess } from '../../../common/row-guard.ts';
import type { ReplicaStore } from '../../../connectors/replica/replica-store.ts';
import { createReplicaStore } from '../../../connectors/replica/create-replica-store.ts';
import { toPupilRecord } from '../../../subgraphs/education/dapodik-pupil.ts';
import { createDapodikPupilSource } from '../../../subgraphs/education/pupil-source.dapodik.ts';
import { pupilsOf } from '../../../subgraphs/education/pupil-collection.ts';
import { serviceUrl } from '../../support/services.ts';
import { ownDatabase, type OwnDatabase } from '../../unit/connectors/replica/a-replica.ts';
import { fleetBinding, NOW } from './dapodik-fixture.ts';
import { createMemoryReplicas, type MemoryReplicas } from './memory-replicas.ts';

const OLD = '20973001';
const NEW = '20973002';
const UNBOUND = '20973003';
const RANI = '3673015204160011';
const DODI = '3673011204160012';
const OFFICER: RowAccess = { kind: 'REGION' };

const HOUR_MS = 3_600_000;
const postgresUrl = await serviceUrl('postgres');

function rowOf(id: string, nik: string | null, enteredOn: string) {
  return {
    ...{ peserta_didik_id: id, nik, nisn: '0016900001', nama: `NAMA ${id}` },
    ...{ tanggal_masuk_sekolah: enteredOn, rombongan_belajar_id: 'r', tingkat_pendidikan_id: 4 },
    nama_rombel: 'Kelas 4A',
  };
}

/** RANI moved from the old school, which has not noticed; DODI stands in two schools under two identifiers. */
async function fill(replicas: ReplicaStore, asOf: string): Promise<void> {
  const binding = fleetBinding([]);
  const rows: Readonly<Record<string, readonly ReturnType<typeof rowOf>[]>> = {
    [OLD]: [rowOf('RANI', RANI, '2022-07-15'), rowOf('dodi-1', DODI, '2022-07-15')],
    [NEW]: [rowOf('rani', RANI, '2025-01-06'), rowOf('dodi-2', DODI, '2025-07-15')],
    [UNBOUND]: [rowOf('rani', RANI, '2026-01-06')],
  };
  for (const [npsn, own] of Object.entries(rows)) {
    const partition = { ...pupilsOf(binding), partition: npsn };
    const harvest = await replicas.beginHarvest(partition, binding.replica!);
    const records = own.map((row) => toPupilRecord(row, npsn, '2026-03-02')!);
    await harvest.put(records, { checkpoint: 'all', rejected: 0 });
    await harvest.complete({ asOf, summary: {} });
  }
}

const STORES =
  postgresUrl === undefined ? (['memory'] as const) : (['memory', 'postgres'] as const);

describe.each(STORES)('the port Pupil on dapodik, over a replica in %s', (kind) => {
  const clock = createFrozenClock(NOW);
  let replicas: ReplicaStore;
  let database: OwnDatabase | undefined;
  beforeAll(async () => {
    if (kind === 'memory') replicas = createMemoryReplicas();
    else {
      database = await ownDatabase(postgresUrl!);
      const keys = {
        activeKid: 'k1',
        keys: { k1: Buffer.alloc(32, 1) },
        lookupSecret: Buffer.alloc(32, 2),
      };
      replicas = createReplicaStore({ url: database.url, keys, clock, logger: silentLogger });
    }
    await fill(replicas, NOW);
  });
  afterAll(async () => {
    await replicas.close();
    await database?.drop();
  });

  const sourceOf = (overrides = {}, at = clock) =>
    createDapodikPupilSource({
      binding: fleetBinding([], overrides),
      fleet: { npsns: [OLD, NEW] },
      replicas,
      clock: at,
    });

  it('refuses a NIK that the caller may not read, and looks up the others only', async () => {
    const access: RowAccess = { kind: 'SUBJECTS', niks: new Set([DODI]) };
    const [rani, dodi] = await sourceOf().pupilsByNik(access, [RANI, DODI]);
    expect(rani).toMatchObject({ code: 'FORBIDDEN' });
    expect(dodi).toHaveLength(2);
  });

  it('refuses a pupil who is not the caller’s own as if there were none', async () => {
    const access: RowAccess = { kind: 'SUBJECTS', niks: new Set([DODI]) };
    const answers = await sourceOf().pupilsById(access, ['rani', 'nobody', 'dodi-1']);
    expect(answers).toMatchObject([
      { code: 'FORBIDDEN' },
      { code: 'FORBIDDEN' },
      { pesertaDidikId: 'dodi-1' },
    ]);
    const none = await sourceOf().pupilsById({ kind: 'NONE' }, ['rani']);
    expect(none).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('answers one value per key, in key order, the same key twice', async () => {
    const [dodi, nobody, again] = await sourceOf().pupilsByNik(OFFICER, [
      DODI,
      '3673011204160099',
      DODI,
    ]);
    expect(nobody).toEqual([]);
    expect(again).toEqual(dodi);
    expect(dodi).toMatchObject([{ npsn: OLD }, { npsn: NEW }]);
    const ids = await sourceOf().pupilsById(OFFICER, ['dodi-2', 'nobody', 'DODI-2']);
    expect(ids).toMatchObject([{ npsn: NEW }, null, { npsn: NEW }]);
  });

  it('shows a pupil whom two schools claim at the one he entered last, as conflicting', async () => {
    const [rani] = await sourceOf().pupilsByNik(OFFICER, [RANI]);
    expect(rani).toEqual([
      {
        pesertaDidikId: 'rani',
        nik: RANI,
        nisn: '0016900001',
        nameOnRecord: 'NAMA rani',
        npsn: NEW,
        grade: '4',
        className: 'Kelas 4A',
        provenance: {
          system: 'dapodik',
          regionCode: '36.73',
          asOf: NOW,
          state: 'CONFLICTING',
          controller: 'Dinas Pendidikan dan Kebudayaan Kota Serang',
        },
      },
    ]);
  });

  it('says that what is older than two harvests is stale', async () => {
    const at = createFrozenClock(NOW);
    const source = sourceOf({}, at);
    at.advanceMs(2 * HOUR_MS);
    expect((await source.standing()).state).toBe('REPLICA');
    at.advanceMs(1);
    const [dodi] = await source.pupilsByNik(OFFICER, [DODI]);
    expect(dodi).toMatchObject([
      { provenance: { state: 'STALE', asOf: NOW } },
      { provenance: { state: 'STALE', asOf: NOW } },
    ]);
    expect((await source.standing()).state).toBe('STALE');
  });

  it('shows nothing once its owner has switched the system off', async () => {
    const source = sourceOf({ enabled: false });
    await expect(source.pupilsByNik(OFFICER, [RANI])).rejects.toMatchObject({ code: 'SOURCE_OFF' });
  });

  it('does not take a school that was never harvested for one without pupils', async () => {
    const binding = { replicas, clock, binding: fleetBinding([]) };
    const some = createDapodikPupilSource({ ...binding, fleet: { npsns: [OLD, '20973009'] } });
    expect((await some.standing()).state).toBe('STALE');
    const none = createDapodikPupilSource({ ...binding, fleet: { npsns: ['20973009'] } });
    await expect(none.standing()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});

describe('the port Pupil on dapodik', () => {
  it('says that it is unavailable where the replica cannot be read, and no more', async () => {
    const replicas: MemoryReplicas = createMemoryReplicas();
    replicas.fail(true);
    const source = createDapodikPupilSource({
      binding: fleetBinding([]),
      fleet: { npsns: [OLD] },
      replicas,
      clock: createFrozenClock(NOW),
    });
    await expect(source.pupilsByNik(OFFICER, [RANI])).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: 'dapodik of region 36.73 cannot be reached.',
    });
  });
});
