import { describe, expect, it } from '@jest/globals';
import { readFiscalYear } from '../../../subgraphs/finance/fiscal-year.ts';

describe('the argument fiscalYear', () => {
  it.each([1999, 2101, 0, -1, 2026.5, Number.NaN])('rejects %p without repeating it', (year) => {
    expect(() => readFiscalYear(year)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        parameters: {
          argument: 'fiscalYear',
          rule: {
            en: 'a fiscal year lies between 2000 and 2100',
            id: 'tahun anggaran berada di antara 2000 dan 2100',
          },
        },
      }),
    );
  });

  it('takes the years between, and nothing for the latest', () => {
    expect([2000, 2100, null, undefined].map((year) => readFiscalYear(year))).toEqual([
      2000,
      2100,
      null,
      null,
    ]);
  });
});
