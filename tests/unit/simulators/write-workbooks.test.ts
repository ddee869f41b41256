import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { createProvince } from '../../../simulators/province/create-province.ts';
import { createAidSheet } from '../../../simulators/workbooks/aid-sheet.ts';
import { createBudgetSheets } from '../../../simulators/workbooks/budget-sheet.ts';
import { createDkbSheet } from '../../../simulators/workbooks/dkb-sheet.ts';
import { writeWorkbooks } from '../../../simulators/workbooks/write-workbooks.ts';

const province = createProvince({ asOf: '2026-09-21T03:00:00.000Z', residents: 800 });
const serang = province.regencies.get('36.04')!;
const kotaTangerang = province.regencies.get('36.71')!;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jawara-workbooks-'));
});
afterAll(() => rm(root, { recursive: true }));

const folders = () =>
  new Map([
    ['dkb_3604', [createDkbSheet(serang, province.asOf)]],
    ['budget_3604', createBudgetSheets(serang)],
    ['aid_3671', [createAidSheet(kotaTangerang)]],
  ]);

async function readSheet(path: string): Promise<unknown[][]> {
  const [sheet] = (await readXlsxFile(path)) as unknown as { data: unknown[][] }[];
  return sheet!.data;
}

describe('workbooks', () => {
  it('leaves an unchanged file alone, and removes one that is no longer among them', async () => {
    const paths = await writeWorkbooks(root, folders());
    const file = join(paths.get('dkb_3604')!, 'dkb-2026-S1.xlsx');
    const before = await stat(file);
    await writeWorkbooks(root, folders());
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
    await writeWorkbooks(root, new Map([['budget_3604', createBudgetSheets(serang).slice(0, 1)]]));
    expect(await readdir(paths.get('budget_3604')!)).toEqual(['apbd-2026.xlsx']);
  });

  it('states the semester by sixteen age groups, which add up to the registered residents', async () => {
    const paths = await writeWorkbooks(root, folders());
    const [header, ...rows] = await readSheet(join(paths.get('dkb_3604')!, 'dkb-2026-S1.xlsx'));
    expect(header).toEqual(['PERIODE', 'KODE_WILAYAH', 'KELOMPOK_UMUR', 'LAKI-LAKI', 'PEREMPUAN']);
    const good = rows.slice(0, 16);
    expect(good.map((row) => row[2])).toEqual(
      '0-4 5-9 10-14 15-19 20-24 25-29 30-34 35-39 40-44 45-49 50-54 55-59 60-64 65-69 70-74 75+'.split(
        ' ',
      ),
    );
    const registered = serang.households
      .flatMap(({ members }) => members)
      .filter(({ status }) => status === 0);
    expect(good.reduce((sum, row) => sum + Number(row[3]) + Number(row[4]), 0)).toBe(
      registered.length,
    );
    expect(rows).toHaveLength(21);
  });

  it('writes amounts that no double holds as text, and a NIK as text save in the faulty row', async () => {
    const paths = await writeWorkbooks(root, folders());
    const budget = await readSheet(join(paths.get('budget_3604')!, 'apbd-2026.xlsx'));
    expect(budget.map((row) => row[7])).toContain('90071992547409931.25');
    const aid = await readSheet(join(paths.get('aid_3671')!, 'penerima-bantuan.xlsx'));
    expect(aid[1]).toEqual([
      province.test.warga.nik,
      'BUDI HERMAWAN',
      'Bantuan Sosial Tunai Daerah',
      2025,
      300_000,
      new Date('2025-03-18'),
      '36.71',
    ]);
    expect(aid.filter((row) => typeof row[0] === 'number')).toHaveLength(1);
  });
});
