import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../../common/logger.ts';
import { startDapodik, type DapodikSimulator } from '../../../simulators/dapodik/start-dapodik.ts';
import type { Pupil } from '../../../simulators/province/province.ts';
import { harvestPupils } from '../../../subgraphs/education/harvest-pupils.ts';
import { pupilsOf } from '../../../subgraphs/education/pupil-collection.ts';
import { transcriptSchool, transcriptWorld } from '../../transcripts/dapodik/world.ts';
import { createFixture } from './dapodik-fixture.ts';
import type { MemoryReplicas } from './memory-replicas.ts';

const NPSN = transcriptSchool.npsn;
const RANI = transcriptSchool.pupils[0]!;

describe("a harvest of a school's pupils", () => {
  let simulator: DapodikSimulator;
  let folder: string;
  let fixture: ReturnType<typeof createFixture>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jawara-harvest-'));
    simulator = await startDapodik(
      {
        province: transcriptWorld,
        clock: { nowMs: () => 0 },
        logger: silentLogger,
        folder,
      },
      ['36.73'],
    );
    const { baseUrl, token } = simulator.control.school(NPSN);
    fixture = createFixture([{ code: NPSN, baseUrl, token }]);
  });
  afterEach(async () => {
    await fixture.fleet.close();
    await simulator.stop();
    await rm(folder, { recursive: true });
  });

  const school = () => simulator.control.school(NPSN);
  const harvest = (options: { pageSize?: number; signal?: AbortSignal } = {}) =>
    harvestPupils({ ...fixture, npsn: NPSN, ...options }, fixture.call(), options.signal);
  const lookUp = async (name: string, value: string) =>
    (await fixture.replicas.lookUp(pupilsOf(fixture.binding), name, [value]))[0]!;
  const snapshots = () => fixture.replicas.snapshots(pupilsOf(fixture.binding));
  const crowd = (count: number): Pupil[] =>
    Array.from({ length: count }, (_, index) => ({
      ...RANI,
      pesertaDidikId: `crowd-${index}`,
      registrasiId: `crowd-${index}`,
      anggotaRombelId: `crowd-${index}`,
    }));

  it.each(['ACCESS_DENIED', 'HTML', 'TRUNCATED', 'HANG'] as const)(
    'leaves the old snapshot where the school answers with %s',
    async (how) => {
      await harvest();
      const before = await snapshots();
      school().misbehave(how);
      await expect(harvest()).rejects.toMatchObject({ system: 'dapodik' });
      expect(await snapshots()).toEqual(before);
    },
  );

  it('never asks for the accounts, whose password hashes the school gives away', async () => {
    await harvest();
    expect(school().calls.map((url) => url.split('?')[0])).toEqual([
      '/WebService/getSekolah',
      '/WebService/getRombonganBelajar',
      '/WebService/getPesertaDidik',
    ]);
  });

  it('seals the pupil and leaves only school, grade and class open', async () => {
    expect(await harvest()).toMatchObject({ read: 3, kept: 2, rejected: 1 });
    const [row] = await lookUp('nik', RANI.nik!);
    expect(row).toMatchObject({
      partition: NPSN,
      open: { npsn: NPSN, grade: '4', className: 'Kelas 4A' },
      sealed: { pesertaDidikId: RANI.pesertaDidikId, nik: RANI.nik, nameOnRecord: 'RANI CONTOH' },
    });
    const open = JSON.stringify([row!.key, row!.open, await snapshots()]);
    expect(open).not.toMatch(/RANI|3673015204160011|0016900001|3f0c9a52/);
    expect(JSON.stringify(row)).not.toContain(RANI.motherName);
  });

  it('keeps a pupil without a NIK, and one whose NIK is none, under their other numbers', async () => {
    school().changePupils((pupils) => [...pupils, { ...crowd(1)[0]!, nik: '0000000000000000' }]);
    await harvest();
    expect(
      await lookUp('pesertaDidikId', transcriptSchool.pupils[1]!.pesertaDidikId),
    ).toMatchObject([{ sealed: { nik: null, nameOnRecord: 'DODI CONTOH' } }]);
    expect(await lookUp('pesertaDidikId', 'crowd-0')).toMatchObject([{ sealed: { nik: null } }]);
    expect(await lookUp('nik', '0000000000000000')).toEqual([]);
  });

  it('leaves out whoever is in no class: he has left, and nobody has taken him out', async () => {
    await harvest();
    expect(await lookUp('pesertaDidikId', transcriptSchool.leaver.pesertaDidikId)).toEqual([]);
  });

  it.each([
    [3, 2],
    [200, 200],
    [250, 200],
    [400, 200],
  ])('reads a list of %i to its end by pages of %i', async (count, pageSize) => {
    school().changePupils(() => crowd(count));
    expect(await harvest({ pageSize })).toMatchObject({ kept: count });
  });

  it('refuses a server that repeats its first page for ever', async () => {
    school().changePupils(() => crowd(250));
    school().ignoreStart(true);
    await expect(harvest()).rejects.toMatchObject({ code: 'SOURCE_REPLY_INVALID' });
    expect(await snapshots()).toEqual([]);
  });

  it('takes a repeated page for the end where nothing is missing', async () => {
    school().changePupils(() => crowd(200));
    school().ignoreStart(true);
    expect(await harvest()).toMatchObject({ kept: 200 });
  });

  it('goes on from the last whole page where the school died on the way', async () => {
    school().changePupils(() => crowd(500));
    const put = fixture.replicas.beginHarvest.bind(fixture.replicas);
    // The school is switched off once its first page has been kept.
    const dying: MemoryReplicas = {
      ...(fixture.replicas as MemoryReplicas),
      async beginHarvest(partition, declaration) {
        const begun = await put(partition, declaration);
        return {
          ...begun,
          async put(records, progress) {
            await begun.put(records, progress);
            await school().switchOff();
          },
        };
      },
    };
    await expect(
      harvestPupils({ ...fixture, replicas: dying, npsn: NPSN }, fixture.call()),
    ).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(await snapshots()).toEqual([]);
    await school().switchOn();
    const before = school().calls.length;
    expect(await harvest()).toMatchObject({ kept: 500 });
    const pages = school()
      .calls.slice(before)
      .filter((url) => url.includes('getPesertaDidik'));
    expect(pages.map((url) => new URL(url, 'http://x').searchParams.get('start'))).toEqual([
      '200',
      '400',
    ]);
  });

  it('begins again where the list changes while it is read, and gives up after three attempts', async () => {
    let length = 450;
    school().changePupils(() => crowd(length));
    const grow = (times: number): MemoryReplicas => ({
      ...(fixture.replicas as MemoryReplicas),
      async beginHarvest(partition, declaration) {
        const begun = await fixture.replicas.beginHarvest(partition, declaration);
        const grows = times-- > 0;
        return {
          ...begun,
          async put(records, progress) {
            await begun.put(records, progress);
            if (grows) school().changePupils(() => crowd((length += 1)));
          },
        };
      },
    });
    const run = (replicas: MemoryReplicas) =>
      harvestPupils({ ...fixture, replicas, npsn: NPSN }, fixture.call());
    expect(await run(grow(1))).toMatchObject({ kept: 451 });
    await expect(run(grow(3))).rejects.toMatchObject({ code: 'SOURCE_REPLY_INVALID' });
    expect(await snapshots()).toMatchObject([{ records: 451 }]);
  });

  it('stops after its page when it is told to', async () => {
    const ending = new AbortController();
    ending.abort();
    await expect(harvest({ signal: ending.signal })).rejects.toThrow('aborted');
    expect(await snapshots()).toEqual([]);
  });
});
