import {
  copyFile,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { z } from 'zod';
import type { SystemBinding } from '../../../../common/binding.ts';
import {
  createWorkbookConnector,
  type WorkbookConnectorOptions,
} from '../../../../connectors/workbook/create-workbook-connector.ts';
import type { SheetDefinition } from '../../../../connectors/workbook/workbook-connector.ts';
import { bindingOf, callWithin, codeOf, observingContext } from '../support/sources.ts';

interface AidRow {
  nik: string;
  year: number;
  amount: string;
  paidOn: string | null;
}

const SHEET: SheetDefinition<AidRow> = {
  name: 'aid',
  columns: {
    NIK: { property: 'nik', kind: 'digits', required: true },
    TAHUN: { property: 'year', kind: 'integer', required: true },
    JUMLAH: { property: 'amount', kind: 'decimal', required: true },
    'TANGGAL BAYAR': { property: 'paidOn', kind: 'date', required: false },
  },
  row: z.object({
    nik: z.string().length(16, 'a NIK has 16 digits'),
    year: z.number(),
    amount: z.string(),
    paidOn: z.string().nullable(),
  }),
  key: ({ nik, year }) => `${nik} ${year}`,
};

const HEADER = ['NIK', 'NAMA', 'TAHUN', 'JUMLAH', 'TANGGAL BAYAR'];
const ONE = '3671010101900001';
const TWO = '3671010101900002';
type Cell = string | number | Date | null;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jawara-workbook-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Writes a workbook that was modified so many minutes into 2026. */
async function write(
  name: string,
  minute: number,
  rows: readonly (readonly Cell[])[],
  header = HEADER,
) {
  const path = join(folder, name);
  const cells = rows.map((row) =>
    row.map((cell) => (cell instanceof Date ? { value: cell, format: 'yyyy-mm-dd' } : cell)),
  );
  await writeXlsxFile([header, ...cells]).toFile(path);
  await touch(name, minute);
}

async function touch(name: string, minute: number) {
  const at = new Date(Date.UTC(2026, 0, 1, 0, minute));
  await utimes(join(folder, name), at, at);
}

function connect(
  rest: Partial<SystemBinding> = {},
  options: WorkbookConnectorOptions = {},
  perMinute = 10_000,
) {
  const context = observingContext();
  const binding = bindingOf({ kind: 'workbook', folder }, { perMinute }, rest);
  const connector = createWorkbookConnector(binding, SHEET, context, {
    retryAfterMs: 1,
    ...options,
  });
  return { connector, context, read: () => connector.snapshot(callWithin(5_000)) };
}

const rejectList = (name: string) => readFile(join(folder, 'rejects', `${name}.csv`), 'utf8');

describe('a workbook connector', () => {
  it('is unavailable where the folder is missing or holds no workbook', async () => {
    await writeFile(join(folder, '~$lock.xlsx'), 'lock');
    await writeFile(join(folder, '.hidden.xlsx'), 'hidden');
    await writeFile(join(folder, 'notes.txt'), 'notes');
    const { connector } = connect();
    expect(await codeOf(connector.snapshot(callWithin(5_000)))).toBe('SOURCE_UNAVAILABLE');
    expect(await connector.probe()).toMatchObject({ reachable: false });
    await rm(folder, { recursive: true });
    expect(await codeOf(connector.snapshot(callWithin(5_000)))).toBe('SOURCE_UNAVAILABLE');
    folder = await mkdtemp(join(tmpdir(), 'jawara-workbook-'));
  });

  it('refuses a system that is switched off, though its folder could be read', async () => {
    await write('a.xlsx', 1, [[ONE, 'Ani', 2026, 100, null]]);
    const { connector } = connect({ enabled: false });
    expect(await codeOf(connector.snapshot(callWithin(5_000)))).toBe('SOURCE_OFF');
  });

  it('rejects faulty rows with place and reason, and takes the others', async () => {
    await write('a.xlsx', 1, [
      [3671010101900001, 'Nik sebagai angka', 2026, 100, null],
      ['12345', 'Nik pendek', 2026, 100, null],
      [ONE, 'Tanpa jumlah', 2026, null, null],
      [ONE, 'Tidak tepat', 2026, Number('90071992547409931.25'), null],
      [null, null, null, null, null],
      [ONE, 'Ani', 2026, 1_250_000.5, new Date('2026-01-31')],
      [ONE, 'Ani lagi', 2026, 7, null],
      [TWO, 'Budi', 2026, '12345678901234567.89', '31/01/2026'],
    ]);
    const snapshot = await connect().read();
    expect(snapshot.rows).toEqual([
      { nik: ONE, year: 2026, amount: '1250000.5', paidOn: '2026-01-31' },
      { nik: TWO, year: 2026, amount: '12345678901234567.89', paidOn: '2026-01-31' },
    ]);
    const inexact =
      'a number of more than 15 digits, which a spreadsheet does not keep exactly; type it as text';
    expect(snapshot.rejected).toEqual([
      { file: 'a.xlsx', rowNumber: 2, column: 'NIK', reason: inexact },
      { file: 'a.xlsx', rowNumber: 3, column: 'NIK', reason: 'a NIK has 16 digits' },
      { file: 'a.xlsx', rowNumber: 4, column: 'JUMLAH', reason: 'empty' },
      { file: 'a.xlsx', rowNumber: 5, column: 'JUMLAH', reason: inexact },
      {
        file: 'a.xlsx',
        rowNumber: 8,
        column: null,
        reason: 'an earlier row of this file is about the same',
      },
    ]);
    expect(snapshot.asOf).toBe('2026-01-01T00:01:00.000Z');
    const list = await rejectList('a.xlsx');
    expect(list.split('\r\n').slice(0, 3)).toEqual([
      'file,row,column,reason',
      `a.xlsx,2,NIK,"${inexact}"`,
      'a.xlsx,3,NIK,a NIK has 16 digits',
    ]);
    expect(list).not.toMatch(/3671|9007|Ani|12345/);
  });

  it('rejects a file that lacks a required column, and says which', async () => {
    await write('a.xlsx', 1, [[ONE, 'Ani', 2026, 100]], ['NIK', 'NAMA', 'TAHUN', 'JUMLA']);
    const snapshot = await connect().read();
    const reason = 'no workbook of "aid": the first row lacks the column JUMLAH';
    expect(snapshot).toMatchObject({
      rows: [],
      rejected: [{ file: 'a.xlsx', rowNumber: 1, column: null, reason }],
      asOf: '1970-01-01T00:00:00.000Z',
    });
  });

  it('rejects a file in which a column stands twice', async () => {
    await write('a.xlsx', 1, [[ONE, ONE, 2026, 100]], ['NIK', 'nik ', 'TAHUN', 'JUMLAH']);
    const snapshot = await connect().read();
    expect(snapshot.rejected[0]?.reason).toBe('the column NIK stands there twice');
  });

  it('recognises its columns in any order and case, with blanks, and without the optional one', async () => {
    await write('a.xlsx', 1, [[100, 2026, ONE]], [' jumlah', 'Tahun', 'NIK']);
    await write(
      'b.xlsx',
      2,
      [['2026-05-05', 7, 2026, TWO]],
      ['Tanggal  Bayar', 'Jumlah', 'Tahun', 'Nik'],
    );
    expect((await connect().read()).rows).toEqual([
      { nik: ONE, year: 2026, amount: '100', paidOn: null },
      { nik: TWO, year: 2026, amount: '7', paidOn: '2026-05-05' },
    ]);
  });

  it('keeps the rows of a file that is damaged meanwhile, and rejects one that always was', async () => {
    await write('a.xlsx', 1, [[ONE, 'Ani', 2026, 100, null]]);
    await writeFile(join(folder, 'b.xlsx'), 'no workbook');
    const { read } = connect();
    const before = await read();
    const whole = {
      rowNumber: 0,
      column: null,
      reason: 'the file cannot be read as an XLSX workbook',
    };
    expect(before.rejected).toEqual([{ file: 'b.xlsx', ...whole }]);
    const bytes = await readFile(join(folder, 'a.xlsx'));
    await writeFile(join(folder, 'a.xlsx'), bytes.subarray(0, bytes.length / 2));
    const damaged = await read();
    expect(damaged.rows).toEqual(before.rows);
    expect(damaged.asOf).toBe(before.asOf);
    expect(damaged.rejected.map(({ file }) => file).sort()).toEqual(['a.xlsx', 'b.xlsx']);
    await writeFile(join(folder, 'a.xlsx'), bytes);
    expect((await read()).rejected).toEqual(before.rejected);
    expect(await readdir(join(folder, 'rejects'))).toEqual(['b.xlsx.csv']);
  });

  it('rejects a file that is too large without reading it', async () => {
    await write('a.xlsx', 1, [[ONE, 'Ani', 2026, 100, null]]);
    const snapshot = await connect({}, { maxFileBytes: 100 }).read();
    expect(snapshot.rejected).toMatchObject([{ file: 'a.xlsx', rowNumber: 0 }]);
  });

  it('gives the same snapshot while nothing changed, the same content under another name included', async () => {
    await write('a.xlsx', 1, [[ONE, 'Ani', 2026, 100, null]]);
    const { read } = connect();
    const first = await read();
    expect(await read()).toBe(first);
    await touch('a.xlsx', 5);
    expect(await read()).toBe(first);
    await copyFile(join(folder, 'a.xlsx'), join(folder, 'copy.xlsx'));
    await touch('copy.xlsx', 9);
    expect(await read()).toBe(first);
    await rename(join(folder, 'copy.xlsx'), join(folder, 'c.xlsx'));
    expect(await read()).toBe(first);
    expect((await connect().read()).version).toBe(first.version);
  });

  it('lets the later file win, whatever its name, and forgets a file that is gone', async () => {
    await write('b.xlsx', 1, [
      [ONE, 'Ani', 2026, 100, null],
      [TWO, 'Budi', 2026, 200, null],
    ]);
    await write('a.xlsx', 2, [[ONE, 'Ani', 2026, 150, null]]);
    const { read } = connect();
    const both = await read();
    expect(both.rows.map(({ amount }) => amount)).toEqual(['150', '200']);
    expect(both.rejected).toEqual([]);
    await rm(join(folder, 'a.xlsx'));
    const one = await read();
    expect(one.rows.map(({ amount }) => amount)).toEqual(['100', '200']);
    expect(one.version).not.toBe(both.version);
    expect(both.rows).toHaveLength(2);
  });

  it('looks at the folder once for calls at the same time', async () => {
    await write('a.xlsx', 1, [[ONE, 'Ani', 2026, 100, null]]);
    const { read, context } = connect();
    const snapshots = await Promise.all(Array.from({ length: 50 }, read));
    expect(new Set(snapshots).size).toBe(1);
    expect(context.calls).toMatchObject([{ method: 'aidSnapshot', keys: 0, outcome: 'ok' }]);
  });

  it('answers with the snapshot that it has where the limit of calls is reached', async () => {
    await write('a.xlsx', 1, [[ONE, 'Ani', 2026, 100, null]]);
    const { read, context } = connect({}, {}, 1);
    const first = await read();
    // The clock's minute may turn once in between.
    expect([await read(), await read()]).toEqual([first, first]);
    expect(context.calls.length).toBeLessThan(3);
  });

  it('answers where no reject list can be written', async () => {
    await write('a.xlsx', 1, [['1', 'Nik pendek', 2026, 100, null]]);
    await writeFile(join(folder, 'rejects'), 'a file where the folder should be');

    expect((await connect().read()).rejected).toHaveLength(1);
    expect(await connect().connector.probe()).toMatchObject({ reachable: true });
  });
});
