import { describe, expect, it } from '@jest/globals';
import {
  levelOf,
  parentOf,
  parseRegionCode,
  regencyOf,
  type RegionCode,
} from '../../../common/region-code.ts';

const code = (text: string) => text as RegionCode;

describe('parseRegionCode', () => {
  it.each([
    '',
    '3',
    '3671',
    '36.',
    '36.7',
    '36.711',
    '36.71.1',
    '36.71.01.001',
    '36.71.01.10011',
    '36.71.01.1001.1',
    'ab',
    '36.71\n',
  ])('refuses "%s"', (text) => {
    expect(parseRegionCode(text)).toBeUndefined();
  });

  it.each(['36', '36.71', '36.71.01', '36.71.01.1001'])('takes %s', (text) => {
    expect(parseRegionCode(text)).toBe(text);
  });
});

describe('a region code', () => {
  it('tells its level', () => {
    expect(['36', '36.71', '36.71.01', '36.71.01.1001'].map((text) => levelOf(code(text)))).toEqual(
      ['PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE'],
    );
  });

  it('tells the regency it lies in; a province lies in none', () => {
    expect(regencyOf(code('36'))).toBeUndefined();
    expect(regencyOf(code('36.71'))).toBe('36.71');
    expect(regencyOf(code('36.71.01.1001'))).toBe('36.71');
  });

  it('tells its parent; a province has none', () => {
    expect(parentOf(code('36'))).toBeUndefined();
    expect(parentOf(code('36.71'))).toBe('36');
    expect(parentOf(code('36.71.01.1001'))).toBe('36.71.01');
  });
});
