import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { createWorkbookConnector } from '../../../connectors/workbook/create-workbook-connector.ts';
import { AGE_GROUPS } from '../../../subgraphs/population/age-groups.ts';
import { dkbSheet } from '../../../subgraphs/population/dkb-sheet.ts';
import { createDkbStatisticsSource } from '../../../subgraphs/population/population-statistics-source.dkb-workbook.ts';
import { aBinding, aCall, observing } from './support/bindings.ts';

type Line = readonly [
  period: string,
  region: string,
  group: string,
  male: unknown,
  female: unknown,
];

const HEADER = ['PERIODE', 'KODE_WILAYAH', 'KELOMPOK_UMUR', 'LAKI-LAKI', 'PEREMPUAN'];
const semester = (period: string, male: number, female: number): Line[] =>
  AGE_GROUPS.map((group) => [period, '36.01', group, male, female]);

describe('the dkb-workbook adapter of the PopulationStatistics port', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dkb-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function publish(lines: readonly Line[]) {
    if (lines.length > 0) {
      const cells = [HEADER, ...lines].map((line) => line.map((value) => ({ value })));
      // The package's own type of a row names fewer kinds of cell than it takes.
      await writeXlsxFile(cells as never).toFile(join(folder, 'dkb.xlsx'));
    }
    const binding = aBinding('dkb-workbook', '36.01', { kind: 'workbook', folder });
    const observed = observing(binding);
    const connector = createWorkbookConnector(binding, dkbSheet, observed.connector);
    const source = createDkbStatisticsSource(connector, observed.adapter);
    return { ...observed, source };
  }

  it('says that the source is unavailable where nothing was dropped yet', async () => {
    const { source } = await publish([]);
    await expect(source.statistics(aCall())).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it('refuses workbooks that hold other regions only', async () => {
    const { source } = await publish([['2026-S1', '36.02', '0-4', 100, 100]]);
    await expect(source.statistics(aCall())).rejects.toMatchObject({
      code: 'SOURCE_REPLY_INVALID',
    });
  });

  it('drops and counts another region’s rows, once for the same files', async () => {
    const { source, dropped } = await publish([
      ...semester('2026-S1', 100, 110),
      ['2026-S1', '36.02', '0-4', 7_000, 7_000],
    ]);
    await source.statistics(aCall());
    await source.statistics(aCall());
    expect(dropped).toEqual([{ system: 'dkb-workbook', regionCode: '36.01' }]);
  });

  it('gives the newest semester, as of its end', async () => {
    const { source } = await publish([
      ...semester('2026-S1', 100, 110),
      ...semester('2025-S2', 1, 1),
    ]);
    const published = await source.statistics(aCall());
    expect(published).toMatchObject({
      period: '2026-S1',
      total: { value: 16 * 210, status: 'EXACT', asOf: '2026-06-30T17:00:00.000Z' },
      provenance: { system: 'dkb-workbook', state: 'REPLICA', asOf: '2026-06-30T17:00:00.000Z' },
    });
    expect(published.byAgeAndSex[1]).toEqual({
      ageGroup: '0-4',
      sex: 'FEMALE',
      count: { value: 110, status: 'EXACT', asOf: '2026-06-30T17:00:00.000Z' },
    });
  });

  it('knows neither a rejected age group nor the total with it', async () => {
    const lines = semester('2026-S1', 100, 110).map((line): Line =>
      line[2] === '75+' ? ['2026-S1', '36.01', '75+', 12.5, 20] : line,
    );
    const { source } = await publish(lines);
    const { total, byAgeAndSex } = await source.statistics(aCall());
    expect(total).toMatchObject({ value: null, status: 'UNKNOWN' });
    expect(byAgeAndSex.at(-1)?.count).toMatchObject({ value: null, status: 'UNKNOWN' });
    expect(byAgeAndSex[0]?.count).toMatchObject({ value: 100, status: 'EXACT' });
  });
});
