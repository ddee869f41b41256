import { badUserInput } from '../../common/errors/errors.ts';
import { NO_KK_RULE, parseNik, parseNoKk, type Nik, type NoKk } from '../../common/nik.ts';
import { levelOf, parseRegionCode, type RegionCode } from '../../common/region-code.ts';

/**
 * @throws ClientError - `BAD_USER_INPUT` for `nik`, naming the part that is impossible.
 */
export function readNik(text: string): Nik {
  const parsed = parseNik(text);
  if (!parsed.ok) throw badUserInput('nik', parsed.rule);
  return parsed.value.nik;
}

/**
 * @throws ClientError - `BAD_USER_INPUT` for `noKk`.
 */
export function readNoKk(text: string): NoKk {
  const noKk = parseNoKk(text);
  if (noKk === undefined) throw badUserInput('noKk', NO_KK_RULE);
  return noKk;
}

/**
 * @throws ClientError - `BAD_USER_INPUT` for `code`.
 */
export function readRegionCode(text: string): RegionCode {
  const code = parseRegionCode(text);
  if (code === undefined) {
    throw badUserInput('code', {
      en: 'the code of a region is written like 36.71',
      id: 'kode wilayah ditulis seperti 36.71',
    });
  }
  return code;
}

/**
 * The code of the regency or city to ask; undefined where none was given.
 *
 * @throws ClientError - `BAD_USER_INPUT` for `regionCode`.
 */
export function readRegency(text: string | null | undefined): RegionCode | undefined {
  if (text === null || text === undefined) return undefined;
  const code = parseRegionCode(text);
  if (code === undefined || levelOf(code) !== 'REGENCY') {
    throw badUserInput('regionCode', {
      en: 'the code of a regency or city is written like 36.71',
      id: 'kode kabupaten atau kota ditulis seperti 36.71',
    });
  }
  return code;
}
