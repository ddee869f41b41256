import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { InternalError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';

/** A regency or city under its official name, such as `KABUPATEN TANGERANG`. */
export interface NamedRegency {
  readonly code: RegionCode;
  readonly name: string;
}

/** A province with its regencies and cities. */
export interface ProvinceDirectory {
  readonly code: RegionCode;
  readonly name: string;
  readonly regencies: readonly NamedRegency[];
}

/**
 * A province's official names, from the package `idn-area-data` (data under ODbL 1.0). Read at once, for the definition
 * of a sheet needs it and the two files are short (540 lines).
 *
 * @throws InternalError where the package knows no such province: it was updated or damaged.
 */
export function readProvinceDirectory(provinceCode: string): ProvinceDirectory {
  const province = readLines('provinces').find(([code]) => code === provinceCode);
  const regencies = readLines('regencies')
    .filter(([, parent]) => parent === provinceCode)
    .map(([code, , name = '']) => ({ code: code as RegionCode, name }));
  if (province?.[1] === undefined || regencies.length === 0) {
    throw new InternalError('the list of regions lacks the province');
  }
  return { code: provinceCode as RegionCode, name: province[1], regencies };
}

function readLines(list: 'provinces' | 'regencies'): readonly (readonly string[])[] {
  const file = createRequire(import.meta.url).resolve(`idn-area-data/data/${list}.csv`);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.map((line) => line.trimEnd().split(','));
}
