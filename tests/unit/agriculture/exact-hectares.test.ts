import { describe, expect, it } from '@jest/globals';
import {
  addHectares,
  compareHectares,
  readHectares,
} from '../../../subgraphs/agriculture/exact-hectares.ts';

describe('an area in hectares', () => {
  it.each([
    '0,75',
    '1.250,5',
    '-1',
    '0',
    '0.00',
    '',
    'dua',
    '1e3',
    null,
    undefined,
    true,
    -0.5,
    Number.NaN,
    0.1 + 0.2,
  ])('is not read from %p', (value) => {
    expect(readHectares(value)).toBeUndefined();
  });

  it.each([
    ['0.75', '0.75'],
    [' 12.50 ', '12.5'],
    ['007', '7'],
    [0.1, '0.1'],
    [1250, '1250'],
    ['9007199254740993.25', '9007199254740993.25'],
  ] as const)('is read from %p', (value, area) => {
    expect(readHectares(value)).toBe(area);
  });

  it('adds up exactly', () => {
    expect(['0.1', '0.2', '0.3', '0.4'].reduce(addHectares, '0')).toBe('1');
    expect(addHectares('9007199254740993', '0.001')).toBe('9007199254740993.001');
  });

  it('compares whatever the number of decimals', () => {
    expect(compareHectares('2.0001', '2')).toBe(1);
    expect(compareHectares('2.00', '2')).toBe(0);
    expect(compareHectares('1.999', '2')).toBe(-1);
  });
});
