import { mkdtemp, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';

import { createFrozenClock } from '../../common/clock.ts';
import { silentLogger } from '../../common/logger.ts';
import type { HarvestJob } from '../../connectors/replica/harvest-schedule.ts';
import { createAgricultureConnectors } from '../../subgraphs/agriculture/agriculture-connectors.ts';
import { createAgricultureHarvests } from '../../subgraphs/agriculture/create-agriculture-harvests.ts';
import { createErdkkAllocationSource } from '../../subgraphs/agriculture/farmer-allocation-source.erdkk-workbook.ts';
import { createWorkbookAidRecipientSource } from '../../subgraphs/finance/aid-recipient-source.aid-workbook.ts';
import { createFinanceHarvests } from '../../subgraphs/finance/create-finance-harvests.ts';
import { createFinanceConnectors } from '../../subgraphs/finance/finance-connectors.ts';
import { createMemoryReplicas } from '../contract/agriculture/a-replica-store.ts';
import { bind, bindingsOf, createParts } from './rig.ts';

const NOW = '2026-09-21T03:00:00.000Z';
const REGENCY = { code: '36.71', name: 'Kota Tangerang' };
const SITI = '3671014107900001';
const BUDI = '3671010203850002';
const FILE = 'berkas.xlsx';

type Cells = (string | number | null)[];

/** A system of workbooks, with `amount` in the one cell by which two versions of a file differ. */
interface WorkbookSystem {
  readonly header: readonly string[];
  readonly row: (nik: string, amount: string) => Cells;
  readonly open: (folder: string) => {
    readonly jobs: readonly HarvestJob[];
    readonly amountsOf: (nik: string) => Promise<unknown>;
  };
}

const access = { kind: 'REGION' } as const;

const SYSTEMS: Readonly<Record<string, WorkbookSystem>> = {
  'aid-workbook': {
    header: ['NIK', 'PROGRAM', 'TAHUN', 'JUMLAH', 'TANGGAL_BAYAR', 'KODE_WILAYAH'],
    row: (nik, amount) => [nik, 'BLT', 2026, amount, null, REGENCY.code],
    open(folder) {
      const binding = bind('aid-workbook', REGENCY, { kind: 'workbook', folder });
      const { parts, call } = createHarvestParts();
      const jobs = createFinanceHarvests({
        ...parts,
        bindings: bindingsOf('AidRecipient', binding),
        connectors: createFinanceConnectors(parts.connectors),
      });
      const source = createWorkbookAidRecipientSource({ ...parts, binding });
      return {
        jobs,
        async amountsOf(nik) {
          const [answer] = await source.aidByNik(call, access, [nik]);
          return answer instanceof Error
            ? answer
            : answer?.aid.map(({ amount }) => amount.replace('.00', ''));
        },
      };
    },
  },
  'erdkk-workbook': {
    header: ['NIK', 'TAHUN', 'KABUPATEN', 'KOMODITAS', 'LUAS LAHAN', 'UREA MT1'],
    row: (nik, amount) => [nik, 2026, REGENCY.name, 'Padi', '0.5', amount],
    open(folder) {
      const binding = bind('erdkk-workbook', REGENCY, { kind: 'workbook', folder });
      const { parts, call } = createHarvestParts();
      const jobs = createAgricultureHarvests({
        ...parts,
        bindings: bindingsOf('FarmerAllocation', binding),
        connectors: createAgricultureConnectors(parts.connectors),
      });
      const source = createErdkkAllocationSource({ ...parts, binding });
      return {
        jobs,
        async amountsOf(nik) {
          const [answer] = await source.allocationsByNik(call, access, [nik]);
          return answer instanceof Error ? answer : answer?.allocations.map(({ ureaKg }) => ureaKg);
        },
      };
    },
  },
};

function createHarvestParts() {
  const clock = createFrozenClock(NOW);
  const { connectors } = createParts(clock);
  const call = { requestId: 'request-1', deadlineAtMs: clock.nowMs() + 10_000, institution: null };
  return {
    parts: { clock, connectors, replicas: createMemoryReplicas(), logger: silentLogger },
    call,
  };
}

for (const [adapter, system] of Object.entries(SYSTEMS)) {
  describe(`${adapter} over a faulty folder`, () => {
    let folder: string;
    let written = 0;
    let opened: ReturnType<WorkbookSystem['open']>;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'jawara-matrix-'));
      await put(await workbook('100', '200'));
      opened = system.open(folder);
      await harvest();
      expect(await rows()).toEqual([['100'], ['200']]);
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const path = (file = FILE) => join(folder, file);
    const harvest = () => opened.jobs[0]!.run(new AbortController().signal);
    const rows = () => Promise.all([opened.amountsOf(SITI), opened.amountsOf(BUDI)]);
    const ofRows = (header: readonly string[], all: readonly Cells[]): Promise<Buffer> =>
      writeXlsxFile([[...header], ...all.map((cells) => [...cells])]).toBuffer();
    const workbook = (siti: string, budi: string) =>
      ofRows(system.header, [system.row(SITI, siti), system.row(BUDI, budi)]);

    /** Each content is later than the one before. */
    async function put(content: Buffer | string, file = FILE): Promise<void> {
      await writeFile(path(file), content);
      written += 1;
      await utimes(path(file), 1_780_000_000 + written, 1_780_000_000 + written);
    }

    /** The reject list of the file. */
    const report = () => readFile(join(folder, 'rejects', `${FILE}.csv`), 'utf8');

    const SPOILED: readonly (readonly [string, (whole: Buffer) => Promise<void>, RegExp])[] = [
      ['breaks off', (whole) => put(whole.subarray(0, whole.length / 2)), /cannot be read/],
      ['is a page of HTML', () => put('<!doctype html><h1>Masuk</h1>'), /cannot be read/],
      ['is empty', () => put(''), /cannot be read/],
      ['has 50 MB', () => put(Buffer.alloc(50_000_000, 'x')), /larger than workbooks may be/],
      ['lacks its columns', async () => put(await ofRows(['A'], [['1']])), /lacks the column/],
      [
        'is there and cannot be opened',
        async () => {
          await rm(path());
          // A regular file to look at, whose reading fails, for root too.
          await symlink('/proc/self/mem', path());
        },
        /cannot be opened/,
      ],
    ];

    it.each(SPOILED)(
      'keeps the rows of a file that %s, and reports it',
      async (_what, spoil, why) => {
        await spoil(await workbook('300', '400'));
        await harvest();
        expect(await rows()).toEqual([['100'], ['200']]);
        expect(await report()).toMatch(why);
        expect(await report()).not.toMatch(/\d{16}/);
        await rm(path());
        await put(await workbook('500', '600'));
        await harvest();
        expect(await rows()).toEqual([['500'], ['600']]);
      },
    );

    it.each([
      ['file was removed, and with it the last of the folder', () => rm(path())],
      ['folder was removed', () => rm(folder, { recursive: true })],
      ['folder has another name for a while', () => rename(folder, `${folder}-lain`)],
    ])('fails by SOURCE_UNAVAILABLE and keeps all rows where the %s', async (_what, remove) => {
      await remove();
      await expect(harvest()).rejects.toMatchObject({
        ...{ code: 'SOURCE_UNAVAILABLE', system: adapter, region: REGENCY.code },
      });
      expect(await rows()).toEqual([['100'], ['200']]);
      await rm(`${folder}-lain`, { recursive: true, force: true });
    });

    it('takes a file’s rows in another order, or twice, as the same rows', async () => {
      const [siti, budi] = [system.row(SITI, '100'), system.row(BUDI, '200')];
      await put(await ofRows(system.header, [budi, siti]));
      await harvest();
      expect(await rows()).toEqual([['100'], ['200']]);
      await put(await ofRows(system.header, [siti, budi, siti, budi]));
      await harvest();
      expect(await rows()).toEqual([['100'], ['200']]);
      expect((await report()).split('\r\n').filter((line) => line.startsWith(FILE))).toHaveLength(
        2,
      );
    });

    it('reads no column by the name of what objects inherit', async () => {
      // With a blank behind, which readers take away: the library that writes them stumbles over the bare names.
      const names = ['__proto__ ', 'constructor ', 'toString '];
      const more = (cells: Cells) => [...names.map(() => '{"polluted":true}'), ...cells];
      const all = [more(system.row(SITI, '300')), more(system.row(BUDI, '400'))];
      await put(await ofRows([...names, ...system.header], all));
      await harvest();
      expect(await rows()).toEqual([['300'], ['400']]);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });

    it('answers the old rows or the new of a file that changes while it is read, never some of each', async () => {
      const whole = await workbook('300', '400');
      for (let round = 0; round < 5; round += 1) {
        const half = writeFile(path(), whole.subarray(0, 1_000 + 500 * round));
        await Promise.all([harvest(), half.then(() => writeFile(path(), whole))]);
        expect([
          [['100'], ['200']],
          [['300'], ['400']],
        ]).toContainEqual(await rows());
      }
      await put(whole);
      await harvest();
      expect(await rows()).toEqual([['300'], ['400']]);
    });
  });
}
