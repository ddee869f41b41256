import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SMALLEST_PUBLISHED, suppressCells } from '../../../subgraphs/shared/suppress-cells.ts';

const closed = { value: null, status: 'SUPPRESSED' };
const unknown = { value: null, status: 'UNKNOWN' };
const open = (value: number) => ({ value, status: 'EXACT' });

describe('suppressing small cells', () => {
  it.each([0, 1, 9])('closes a cell of %d, with its row, and one row more', (count) => {
    expect(
      suppressCells([
        [count, 500],
        [40, 50],
        [20, 30],
      ]),
    ).toEqual({
      cells: [
        [closed, closed],
        [open(40), open(50)],
        [closed, closed],
      ],
      total: open(640 + count),
    });
  });

  it('closes a total under 10', () => {
    expect(suppressCells([[4, 5]])).toEqual({ cells: [[closed, closed]], total: closed });
  });

  it('closes more where what is closed comes to less than 10 together', () => {
    const { cells } = suppressCells([
      [1, 2],
      [0, 3],
      [11, 12],
      [50, 60],
    ]);
    expect(cells.map(([male]) => male?.status)).toEqual([
      'SUPPRESSED',
      'SUPPRESSED',
      'SUPPRESSED',
      'EXACT',
    ]);
  });

  it('knows no total where a cell is not known', () => {
    expect(
      suppressCells([
        [null, null],
        [20, 30],
      ]),
    ).toEqual({
      cells: [
        [unknown, unknown],
        [open(20), open(30)],
      ],
      total: unknown,
    });
  });

  it('closes nothing where nothing is small', () => {
    expect(suppressCells([[10, 11]])).toEqual({ cells: [[open(10), open(11)]], total: open(21) });
  });

  it('lets nobody find a small cell by subtracting from a row’s, a column’s or the whole total', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 900 }));
    const table = fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(table, (counts) => {
        const { cells, total } = suppressCells(counts);
        const isClosed = (row: number, column: number) =>
          cells[row]?.[column]?.status === 'SUPPRESSED';
        const small = counts.flatMap((row, index) =>
          row.flatMap((value, column) => (value < SMALLEST_PUBLISHED ? [[index, column]] : [])),
        );
        expect(small.every(([row, column]) => isClosed(row!, column!))).toBe(true);
        // A row's total gives a cell away where it alone is closed.
        counts.forEach((_, row) => {
          expect(isClosed(row, 0)).toBe(isClosed(row, 1));
        });
        const closedRows = counts.filter((_, row) => isClosed(row, 0));
        // So does a column's, unless there is no other row to close.
        if (counts.length > 1) expect(closedRows).not.toHaveLength(1);
        // The published total minus the open cells is the sum of the closed ones.
        const residual = closedRows.flat().reduce((sum, value) => sum + value, 0);
        if (closedRows.length > 0 && total.status === 'EXACT') {
          expect(residual).toBeGreaterThanOrEqual(SMALLEST_PUBLISHED);
        }
        // So is a column's total minus its open cells, unless there is nothing more to close.
        if (closedRows.length > 0 && closedRows.length < counts.length) {
          for (const column of [0, 1] as const) {
            const left = closedRows.reduce((sum, row) => sum + row[column], 0);
            expect(left).toBeGreaterThanOrEqual(SMALLEST_PUBLISHED);
          }
        }
        expect(total.status === 'EXACT').toBe(counts.flat().reduce((a, b) => a + b, 0) >= 10);
      }),
    );
  });
});
