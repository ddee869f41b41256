import { describe, expect, it } from '@jest/globals';
import { sumMoney, toMoney } from '../../../subgraphs/finance/money.ts';

describe('money', () => {
  it.each(['', 'x', '1e3', '1,5', '.5', '1.', '1.001', '0x10', ' 1', 'NaN', '--1'])(
    'rejects %j, which is no amount with two decimals',
    (text) => {
      expect(toMoney(text)).toBeUndefined();
    },
  );

  it.each([
    ['0', '0.00'],
    ['-0', '0.00'],
    ['7.5', '7.50'],
    ['-3', '-3.00'],
    ['-0.05', '-0.05'],
    ['1.2300', '1.23'],
    ['9007199254740993.25', '9007199254740993.25'],
  ])('writes %s as %s', (text, money) => {
    expect(toMoney(text)).toBe(money);
  });

  it('sums exactly beyond 2^53', () => {
    expect(sumMoney(['9007199254740993.25', '0.10', '-0.05'])).toBe('9007199254740993.30');
    expect(sumMoney([])).toBe('0.00');
  });
});
