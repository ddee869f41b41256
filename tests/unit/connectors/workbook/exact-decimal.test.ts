import { describe, expect, it } from '@jest/globals';
import { coerceCell } from '../../../../connectors/workbook/coerce-cell.ts';
import { toExactDecimal } from '../../../../connectors/workbook/exact-decimal.ts';
import { RawNumber } from '../../../../connectors/workbook/raw-cell.ts';

describe('the exact decimal of a numeric cell', () => {
  it.each([
    '90071992547409931.25',
    '9007199254740993',
    '1234567890123450',
    '1E15',
    '0.30000000000000004',
    '1234567890123.456',
    '1E+300',
    '',
    '.',
    '-',
    'abc',
    '1,5',
    '0x10',
    'Infinity',
  ])('refuses %j, which is no number or may have been rounded', (raw) => {
    expect(toExactDecimal(raw)).toBeUndefined();
  });

  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['0.0', '0'],
    ['123456789012345', '123456789012345'],
    ['1234567890123.45', '1234567890123.45'],
    ['-1500.50', '-1500.5'],
    ['1.25E9', '1250000000'],
    ['1E+14', '100000000000000'],
    ['1.5e-3', '0.0015'],
    ['12E-1', '1.2'],
    ['.5', '0.5'],
    ['007', '7'],
    ['0.10', '0.1'],
  ])('takes %s as %s', (raw, decimal) => {
    expect(toExactDecimal(raw)).toBe(decimal);
  });
});

describe('a cell', () => {
  const number = (text: string) => new RawNumber(text);

  it.each([
    ['digits', number('3671010101900001')],
    ['digits', '3671-01'],
    ['integer', number('12.5')],
    ['integer', '1.000'],
    ['integer', '1234567890123456'],
    ['decimal', '1.250.000,50'],
    ['decimal', 'Rp 1000'],
    ['decimal', new Date('2026-01-01')],
    ['text', new Date('2026-09-05')],
    ['text', true],
    ['date', number('46000')],
    ['date', '2026-02-29'],
    ['date', '31/13/2026'],
    ['date', new Date(Number.NaN)],
  ] as const)('of kind %s is refused when it is %j, without being repeated', (kind, cell) => {
    const coerced = coerceCell(cell, kind);
    expect(coerced.ok).toBe(false);
    if (typeof cell === 'string') expect(JSON.stringify(coerced)).not.toContain(cell);
  });

  it.each([
    ['digits', '0036710101900001', '0036710101900001'],
    ['digits', number('36710101'), '36710101'],
    ['integer', number('2.026E3'), 2026],
    ['integer', '-7', -7],
    ['decimal', '12345678901234567890.12', '12345678901234567890.12'],
    ['decimal', number('1250000.5'), '1250000.5'],
    ['text', number('36.71'), '36.71'],
    ['text', '0-4', '0-4'],
    ['date', new Date('2026-01-31T17:30:00Z'), '2026-01-31'],
    ['date', '1/2/2026', '2026-02-01'],
    ['date', '2026-01-31', '2026-01-31'],
    ['date', null, null],
  ] as const)('of kind %s is taken when it is %j, as %j', (kind, cell, value) => {
    expect(coerceCell(cell, kind)).toEqual({ ok: true, value });
  });
});
