import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { parseNik } from '../../../common/nik.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RowAccess } from '../../../common/row-guard.ts';
import { createWorkbookConnector } from '../../../connectors/workbook/create-workbook-connector.ts';
import { createErdkkSheet as createSimulatedSheet } from '../../../simulators/workbooks/erdkk-sheet.ts';
import { writeWorkbooks } from '../../../simulators/workbooks/write-workbooks.ts';
import { createAgricultureConnectors } from '../../../subgraphs/agriculture/agriculture-connectors.ts';
import { createAgricultureHarvests } from '../../../subgraphs/agriculture/create-agriculture-harvests.ts';
import { allocationCollection } from '../../../subgraphs/agriculture/allocation-collection.ts';
import { createErdkkSheet } from '../../../subgraphs/agriculture/erdkk-sheet.ts';
import { createErdkkAllocationSource } from '../../../subgraphs/agriculture/farmer-allocation-source.erdkk-workbook.ts';
import { readProvinceDirectory } from '../../../subgraphs/agriculture/regency-directory.ts';
import { plantingWorld } from '../../unit/agriculture/planting-bench.ts';
import { toBindings } from '../../unit/agriculture/agriculture-bench.ts';
import { createMemoryReplicas } from './a-replica-store.ts';
import { bindingOf, call, clock, createObserver, KOTA_TANGERANG } from './bindings.ts';

const HEADER = [
  ...['TAHUN', 'KABUPATEN', 'KELOMPOK TANI', 'NIK', 'NAMA', 'NAMA IBU KANDUNG', 'KOMODITAS'],
  ...['LUAS LAHAN', 'UREA MT1', 'NPK MT1', 'ORGANIK MT1', 'UREA MT2', 'NPK MT2', 'UREA MT3'],
];
const SITI = '3671014107900001';
const BUDI = '3671010203850002';
const NO_FOLDER = { kind: 'workbook', folder: '' } as const;
const OFFICER: RowAccess = { kind: 'REGION' };

type Cell = string | number | null;
const row = (
  nik: Cell,
  change: { year?: number; regency?: string; crop?: string; area?: Cell; weights?: Cell[] } = {},
): Cell[] => [
  change.year ?? 2026,
  change.regency ?? 'Kota Tangerang',
  ...['Tani Makmur', nik, 'SITI', 'AMINAH'],
  change.crop ?? 'Padi',
  change.area === undefined ? '0.75' : change.area,
  ...(change.weights ?? [187.5, 206.25, 375, 187.5]),
];

const FAULTS: readonly (readonly [what: string, cells: Cell[], reason: string])[] = [
  ['a NIK that is too short', row('367101410790000'), 'NIK: a NIK has 16 digits'],
  [
    'a NIK that was typed as a number',
    row(3671014107900001),
    'NIK: a number of more than 15 digits, which a spreadsheet does not keep exactly; type it as text',
  ],
  ['an impossible NIK', row('3671011513959100'), 'NIK: digits 9–10 are no month (01–12)'],
  [
    'more than two hectares',
    row(SITI, { area: '2.01' }),
    'LUAS LAHAN: an area is more than 0 and at most 2 hectares',
  ],
  [
    'no hectare at all',
    row(SITI, { area: 0 }),
    'LUAS LAHAN: an area is more than 0 and at most 2 hectares',
  ],
  ['an empty area', row(SITI, { area: null }), 'LUAS LAHAN: empty'],
  [
    'an area with a comma',
    row(SITI, { area: '0,75' }),
    'LUAS LAHAN: not a plain decimal number such as 1250000.50',
  ],
  [
    'a crop that is not subsidised',
    row(SITI, { crop: 'Kelapa sawit' }),
    'KOMODITAS: not one of the nine commodities',
  ],
  [
    'a regency that could be two',
    row(SITI, { regency: 'Tangerang' }),
    'KABUPATEN: the regency is not certain: 36.03, 36.71',
  ],
  [
    'a regency that there is not',
    row(SITI, { regency: 'Kab. Bogor' }),
    'KABUPATEN: no regency of the province is called so',
  ],
  ['a weight below zero', row(SITI, { weights: [-1] }), 'UREA MT1: a weight is not negative'],
  ['a year that is none', row(SITI, { year: 26 }), 'TAHUN: a year lies between 2000 and 2100'],
];

describe('the port FarmerAllocation, served by erdkk-workbook', () => {
  let folder: string;
  const { regencies } = readProvinceDirectory('36');
  const open = () => {
    const { context, calls } = createObserver();
    const binding = bindingOf('erdkk-workbook', { kind: 'workbook', folder }, KOTA_TANGERANG);
    const connector = createWorkbookConnector(binding, createErdkkSheet(regencies), context);
    const connectors = createAgricultureConnectors(context);
    const dropped: unknown[] = [];
    const replicas = createMemoryReplicas();
    const [job] = createAgricultureHarvests({
      bindings: toBindings({ '36.71': [['FarmerAllocation', binding]] }),
      connectors,
      replicas,
      clock,
      logger: silentLogger,
      onDroppedRow: (told) => dropped.push(told),
    });
    const harvest = () => job!.run(new AbortController().signal);
    const source = createErdkkAllocationSource({ binding, replicas, clock });
    return { source, connector, calls, dropped, replicas, harvest };
  };
  /** The source after a first harvest, which is not among the calls. */
  const harvested = async () => {
    const opened = open();
    await opened.harvest();
    opened.calls.length = 0;
    return opened;
  };
  const fill = async (rows: readonly (readonly Cell[])[]) => {
    const bytes = await writeXlsxFile([HEADER, ...rows].map((cells) => [...cells])).toBuffer();
    await writeFile(join(folder, 'erdkk.xlsx'), bytes);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jawara-erdkk-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('refuses a caller without the region, and does not look', async () => {
    await fill([row(SITI)]);
    const { source, calls, replicas } = await harvested();
    replicas.reads = 0;
    for (const access of [
      { kind: 'NONE' },
      { kind: 'SUBJECTS', niks: new Set([BUDI]) },
    ] satisfies RowAccess[]) {
      const [refused] = await source.allocationsByNik(call, access, [SITI]);
      expect(refused).toMatchObject({ code: 'FORBIDDEN', parameters: { region: '36.71' } });
    }
    expect([calls, replicas.lookUps, replicas.reads]).toEqual([[], [], 0]);
  });

  it('refuses everybody before the first harvest, and while the replica cannot be read', async () => {
    await fill([row(SITI)]);
    const { source, replicas, harvest } = open();
    const ask = () => source.allocationsByNik(call, OFFICER, [SITI]);
    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await harvest();
    replicas.failing = true;
    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it('refuses a citizen everybody but himself and his wards', async () => {
    await fill([row(SITI)]);
    const access: RowAccess = { kind: 'SUBJECTS', niks: new Set([BUDI]) };
    const { source, replicas } = await harvested();
    const answers = await source.allocationsByNik(call, access, [SITI, BUDI]);
    expect(answers).toMatchObject([{ code: 'FORBIDDEN' }, { allocations: [] }]);
    expect(replicas.lookUps).toEqual(['36.71 × 1']);
  });

  it.each(FAULTS)('rejects a row with %s', async (_what, cells, reason) => {
    await fill([row(BUDI), cells]);
    const { connector, source, replicas } = await harvested();
    const { rejected } = await connector.snapshot(call);
    expect(rejected.map((fault) => `${fault.rowNumber} ${fault.column}: ${fault.reason}`)).toEqual([
      `3 ${reason}`,
    ]);
    const [answer] = await source.allocationsByNik(call, OFFICER, [SITI]);
    expect(answer).toMatchObject({ allocations: [] });
    const [facts] = await replicas.snapshots(
      allocationCollection(bindingOf('erdkk-workbook', NO_FOLDER, KOTA_TANGERANG)),
    );
    expect(facts?.summary).toMatchObject({ rejected: { [reason]: 1 } });
  });

  it('rejects the second row about the same person, year and commodity', async () => {
    await fill([row(SITI), row(SITI, { area: '1.5' }), row(SITI, { crop: 'JAGUNG' })]);
    const { connector } = open();
    const { rejected, rows } = await connector.snapshot(call);
    expect(rejected).toMatchObject([{ rowNumber: 3, column: null }]);
    expect(rows.map(({ commodity }) => commodity)).toEqual(['Padi', 'Jagung']);
    expect(JSON.stringify(rejected)).not.toContain(SITI);
  });

  it('rejects a workbook that lacks a column', async () => {
    await writeFile(
      join(folder, 'salah.xlsx'),
      await writeXlsxFile([
        ['TAHUN', 'NIK'],
        [2026, SITI],
      ]).toBuffer(),
    );
    const { connector } = open();
    expect((await connector.snapshot(call)).rejected).toMatchObject([
      { rowNumber: 1, reason: expect.stringContaining('KABUPATEN, KOMODITAS, LUAS LAHAN') },
    ]);
  });

  it("drops another regency's row even for an officer, and counts it once", async () => {
    await fill([row(SITI, { regency: 'KAB. TANGERANG' })]);
    const { source, dropped, harvest } = await harvested();
    const ask = () => source.allocationsByNik(call, OFFICER, [SITI]);
    expect(await ask()).toMatchObject([{ allocations: [] }]);
    await harvest();
    expect(dropped).toEqual([
      { system: 'erdkk-workbook', regionCode: '36.71', port: 'FarmerAllocation' },
    ]);
  });

  it('answers many persons in key order with one look, seasons apart and weights exact', async () => {
    await fill([
      row(SITI),
      row(SITI, { year: 2025, weights: [0.1, null, null, null, null, 12.25] }),
    ]);
    const { source, calls, replicas } = await harvested();
    const answers = await source.allocationsByNik(call, OFFICER, [BUDI, SITI, BUDI]);
    const common = { farmerGroup: 'Tani Makmur', commodity: 'Padi', areaHectares: '0.75' };
    const none = { ureaKg: null, npkKg: null, organicKg: null };
    expect(answers).toMatchObject([
      { allocations: [] },
      {
        allocations: [
          { ...common, year: 2026, season: 1, ureaKg: '187.5', npkKg: '206.25', organicKg: '375' },
          { ...common, ...none, year: 2026, season: 2, ureaKg: '187.5' },
          { ...common, ...none, year: 2025, season: 1, ureaKg: '0.1' },
          { ...common, ...none, year: 2025, season: 3, ureaKg: '12.25' },
        ],
        provenance: { state: 'REPLICA', regionCode: '36.71' },
      },
      { allocations: [] },
    ]);
    expect(answers[1]).toHaveProperty('allocations.length', 4);
    expect([calls, replicas.lookUps]).toEqual([[], ['36.71 × 2']]);
  });

  it('looks once for five hundred persons', async () => {
    await fill([row(SITI)]);
    const { source, calls, replicas } = await harvested();
    const niks = Array.from({ length: 500 }, (_value, index) => String(index));
    expect(await source.allocationsByNik(call, OFFICER, niks)).toHaveLength(500);
    expect([calls, replicas.lookUps]).toEqual([[], ['36.71 × 500']]);
  });

  it('takes every sound row of the simulated plan, and none of the faulty ones', async () => {
    const world = plantingWorld().regencies.get('36.71')!;
    await writeWorkbooks(folder, new Map([['erdkk_3671', [createSimulatedSheet(world)]]]));
    folder = join(folder, 'erdkk_3671');
    const { connector, source, dropped } = await harvested();
    const { rows, rejected } = await connector.snapshot(call);
    const { allocations } = world.agriculture!;
    const sound = allocations.filter(({ nik }) => parseNik(nik).ok);
    // Another regency's row is sound too; whose it is, the source decides.
    expect(rows).toHaveLength(sound.length + 1);
    const faulty = allocations.length - sound.length + 6;
    expect(new Set(rejected.map(({ rowNumber }) => rowNumber)).size).toBe(faulty);
    const { warga } = plantingWorld().test;
    const [own] = await source.allocationsByNik(call, OFFICER, [warga.nik]);
    expect(own).toMatchObject({
      allocations: [
        { season: 1, commodity: 'Padi', areaHectares: '0.35', ureaKg: '87.5', npkKg: '96.25' },
        { season: 2 },
      ],
    });
    expect(dropped).toHaveLength(1);
  });
});
