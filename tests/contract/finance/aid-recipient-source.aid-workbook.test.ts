import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import type { RowAccess } from '../../../common/row-guard.ts';
import { createWorkbookConnector } from '../../../connectors/workbook/create-workbook-connector.ts';
import { createFinanceHarvests } from '../../../subgraphs/finance/create-finance-harvests.ts';
import { createWorkbookAidRecipientSource } from '../../../subgraphs/finance/aid-recipient-source.aid-workbook.ts';
import { aidSheet } from '../../../subgraphs/finance/aid-workbook-sheet.ts';
import { createFinanceConnectors } from '../../../subgraphs/finance/finance-connectors.ts';
import { toBindings } from '../../unit/agriculture/agriculture-bench.ts';
import { createMemoryReplicas } from '../agriculture/a-replica-store.ts';
import { bindingOf, call, clock, createObserver, REGION } from './bindings.ts';

const HEADER = ['NIK', 'NAMA', 'PROGRAM', 'TAHUN', 'JUMLAH', 'TANGGAL_BAYAR', 'KODE_WILAYAH'];
const SITI = '3671014107900001';
const BUDI = '3671010203850002';
const STRAY = '3602010203850003';

const ROWS = [
  [SITI, 'Siti', 'BLT', 2025, '600000.00', '2025-06-01', REGION],
  [SITI, 'Siti', 'PKH', 2026, '9007199254740993.25', null, REGION],
  [SITI, 'Siti', 'BLT', 2026, 300000.5, '2026-01-05', REGION],
  ['367101410790000', 'Pendek', 'BLT', 2026, '1.00', null, REGION],
  [3671014107900001, 'Angka', 'BLT', 2026, '1.00', null, REGION],
  [SITI, 'Siti', 'BLT', 2026, '300000.50', '2026-01-05', REGION],
  [STRAY, 'Lain', 'BLT', 2026, '1.00', null, '36.02'],
];

describe('the port AidRecipient, served by aid-workbook', () => {
  let folder: string;
  const open = () => {
    const { context, calls } = createObserver();
    const binding = bindingOf('aid-workbook', { kind: 'workbook', folder });
    const connector = createWorkbookConnector(binding, aidSheet, context);
    const dropped: unknown[] = [];
    const replicas = createMemoryReplicas();
    const [job] = createFinanceHarvests({
      bindings: toBindings({ [REGION]: [['AidRecipient', binding]] }),
      connectors: createFinanceConnectors(context),
      replicas,
      clock,
      onDroppedRow: (row) => dropped.push(row),
    });
    const harvest = () => job!.run(new AbortController().signal);
    const source = createWorkbookAidRecipientSource({ binding, replicas, clock });
    return { source, connector, calls, dropped, replicas, harvest };
  };
  /** The source after a first harvest, which is not among the calls. */
  const harvested = async () => {
    const opened = open();
    await opened.harvest();
    opened.calls.length = 0;
    return opened;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jawara-aid-'));
    await writeFile(join(folder, 'bansos.xlsx'), await writeXlsxFile([HEADER, ...ROWS]).toBuffer());
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('refuses a caller without the region, and does not look', async () => {
    const { source, calls, replicas } = await harvested();
    for (const access of [
      { kind: 'NONE' },
      { kind: 'SUBJECTS', niks: new Set([BUDI]) },
    ] satisfies RowAccess[]) {
      const [refused] = await source.aidByNik(call, access, [SITI]);
      expect(refused).toMatchObject({ code: 'FORBIDDEN', parameters: { region: REGION } });
    }
    expect([calls, replicas.lookUps]).toEqual([[], []]);
  });

  it('refuses a citizen everybody but himself and his wards', async () => {
    const access: RowAccess = { kind: 'SUBJECTS', niks: new Set([BUDI]) };
    const answers = await (await harvested()).source.aidByNik(call, access, [SITI, BUDI]);
    expect(answers).toMatchObject([{ code: 'FORBIDDEN' }, { aid: [] }]);
  });

  it("drops another region's row even for an officer, and counts it once", async () => {
    const { source, dropped, harvest } = await harvested();
    const ask = () => source.aidByNik(call, { kind: 'REGION' }, [STRAY]);
    expect(await ask()).toMatchObject([{ aid: [] }]);
    await harvest();
    expect(dropped).toEqual([{ system: 'aid-workbook', regionCode: REGION, port: 'AidRecipient' }]);
  });

  it('rejects a NIK that is too short, one that was typed as a number, and a row that is there twice', async () => {
    const { rejected } = await open().connector.snapshot(call);
    expect(
      rejected.map(({ rowNumber, column, reason }) => `${rowNumber} ${column}: ${reason}`),
    ).toEqual([
      '5 NIK: a NIK has 16 digits',
      expect.stringMatching(/^6 NIK: a number of more than 15 digits/),
      expect.stringMatching(/^7 null: /),
    ]);
    expect(JSON.stringify(rejected)).not.toContain('36710141');
  });

  it('answers many persons in key order with one look, latest year first, amounts exact', async () => {
    const { source, calls, replicas } = await harvested();
    const answers = await source.aidByNik(call, { kind: 'REGION' }, [BUDI, SITI, BUDI]);
    expect(answers).toMatchObject([
      { aid: [] },
      {
        aid: [
          { programme: 'BLT', fiscalYear: 2026, amount: '300000.50', paidOn: '2026-01-05' },
          { programme: 'PKH', fiscalYear: 2026, amount: '9007199254740993.25', paidOn: null },
          { programme: 'BLT', fiscalYear: 2025, amount: '600000.00', paidOn: '2025-06-01' },
        ],
        provenance: { state: 'REPLICA', regionCode: REGION },
      },
      { aid: [] },
    ]);
    expect([calls, replicas.lookUps]).toEqual([[], [`${REGION} × 2`]]);
  });
});
