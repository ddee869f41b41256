import { describe, expect, it } from '@jest/globals';
import {
  isProvinceName,
  matchRegionName,
} from '../../../subgraphs/agriculture/match-region-name.ts';
import { readProvinceDirectory } from '../../../subgraphs/agriculture/regency-directory.ts';
import { AMBIGUOUS, MATCHED, UNKNOWN } from './region-name-vectors.ts';

const { name: province, regencies } = readProvinceDirectory('36');

describe('matching the name of a regency', () => {
  it.each(UNKNOWN)('rejects "%s", which none is called, with the candidates %j', (name, codes) => {
    expect(matchRegionName(name, regencies)).toEqual({ kind: 'UNKNOWN', candidates: codes });
  });

  it.each(AMBIGUOUS)('rejects "%s", which could be several: %j', (name, codes) => {
    expect(matchRegionName(name, regencies)).toEqual({ kind: 'AMBIGUOUS', candidates: codes });
  });

  it.each(MATCHED)('takes "%s" for %s', (name, code) => {
    expect(matchRegionName(name, regencies)).toEqual({ kind: 'MATCHED', code });
  });

  it('reads the word Kota where it belongs to the name itself', () => {
    const sumatera = readProvinceDirectory('13').regencies;
    for (const name of ['Kab. Lima Puluh Kota', 'LIMAPULUH KOTA']) {
      expect(matchRegionName(name, sumatera)).toEqual({ kind: 'MATCHED', code: '13.07' });
    }
  });

  it('finds every regency of Indonesia by its own official name', () => {
    for (const code of ['31', '32', '36', '62', '73', '94']) {
      const own = readProvinceDirectory(code).regencies;
      for (const { code: expected, name } of own) {
        expect(matchRegionName(name, own)).toEqual({ kind: 'MATCHED', code: expected });
      }
    }
  });

  it('refuses a province that there is not', () => {
    expect(() => readProvinceDirectory('99')).toThrow('lacks the province');
  });

  it.each(['Banten', 'BANTEN', 'Prov. Banten', 'Provinsi  Banten'])(
    'takes "%s" for Banten',
    (name) => {
      expect(isProvinceName(name, province)).toBe(true);
    },
  );

  it.each(['Jawa Barat', 'Bantem', '', 'Banten Selatan'])(
    'does not take "%s" for Banten',
    (name) => {
      expect(isProvinceName(name, province)).toBe(false);
    },
  );
});
