import { describe, expect, it } from '@jest/globals';
import {
  ACCOUNT_CODE,
  compareCodes,
  formatCode,
  parseCode,
  UNIT_CODE,
} from '../../../subgraphs/finance/dotted-code.ts';

describe('dotted codes', () => {
  it.each([
    '',
    '1',
    '1.1.1.1',
    '01.01.01.01',
    '1.01.01',
    '1.01.01.01.01',
    '1.01.01.0a',
    '1.01.01.99999',
    '1.01.01.-1',
  ])('rejects %j, which no unit is written as', (text) => {
    expect(parseCode(UNIT_CODE, text)).toBeUndefined();
  });

  it('reads back what it writes, wide parts included', () => {
    for (const parts of [
      [1, 1, 1, 1],
      [4, 12, 345, 6],
    ]) {
      expect(parseCode(UNIT_CODE, formatCode(UNIT_CODE, parts))).toEqual(parts);
    }
    expect(formatCode(ACCOUNT_CODE, [5, 1, 2, 1, 1, 1])).toBe('5.1.02.01.01.0001');
  });

  it('orders parts as numbers', () => {
    const codes = ['1.01.01.100', '1.01.01.99', '1.02.01.01', '1.01.01.09'];
    expect(codes.toSorted(compareCodes)).toEqual([
      '1.01.01.09',
      '1.01.01.99',
      '1.01.01.100',
      '1.02.01.01',
    ]);
  });
});
