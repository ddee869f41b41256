import { describe, expect, it } from '@jest/globals';
import { isOfRegency } from '../../../subgraphs/health/is-of-regency.ts';

describe('a place as a clerk writes it', () => {
  it.each([
    ['Kota Serang', 'Kabupaten Serang'],
    ['Kab. Serang', 'Kota Serang'],
    ['Tangerang', 'Kota Tangerang Selatan'],
    ['Kota Tangerang Selatan', 'Kota Tangerang'],
    ['', 'Kota Serang'],
    ['Banten', 'Kota Serang'],
  ])('is not taken for another: %s is not %s', (place, regency) => {
    expect(isOfRegency(place, regency)).toBe(false);
  });

  it.each([
    ['Serang', 'Kabupaten Serang'],
    ['Serang Banten', 'Kota Serang'],
    ['KAB.PANDEGLANG', 'Kabupaten Pandeglang'],
    ['Kabupaten Lebak, Prov. Banten', 'Kabupaten Lebak'],
    [' kota  tangerang selatan ', 'Kota Tangerang Selatan'],
  ])('is known: %s is %s', (place, regency) => {
    expect(isOfRegency(place, regency)).toBe(true);
  });
});
