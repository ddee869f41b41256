import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Village {
  /** 36.71.05.1001 */
  readonly code: string;
  readonly name: string;
}

export interface Regency {
  readonly code: string;
  readonly name: string;
  /** Where people say that they were born. */
  readonly birthPlace: string;
  /** Rough share of Banten's residents, in percent. */
  readonly share: number;
  /** First three digits of its postal codes. */
  readonly postalPrefix: string;
  readonly villages: readonly [Village, ...Village[]];
}

const REGENCIES = [
  ['36.01', 'Kabupaten Pandeglang', 'PANDEGLANG', 11, '422'],
  ['36.02', 'Kabupaten Lebak', 'LEBAK', 12, '423'],
  ['36.03', 'Kabupaten Tangerang', 'TANGERANG', 27, '157'],
  ['36.04', 'Kabupaten Serang', 'SERANG', 13, '421'],
  ['36.71', 'Kota Tangerang', 'TANGERANG', 15, '151'],
  ['36.72', 'Kota Cilegon', 'CILEGON', 4, '424'],
  ['36.73', 'Kota Serang', 'SERANG', 6, '421'],
  ['36.74', 'Kota Tangerang Selatan', 'TANGERANG SELATAN', 12, '153'],
] as const;

let cached: readonly Regency[] | undefined;

/** Banten's eight regencies and cities with their real villages, by code (`idn-area-data`, data under ODbL 1.0). */
export function listRegencies(): readonly Regency[] {
  cached ??= readRegencies();
  return cached;
}

/** The package's own reader is asynchronous and parses all of Indonesia (83,000 villages); Banten's lines are enough here. */
function readRegencies(): Regency[] {
  const file = createRequire(import.meta.url).resolve('idn-area-data/data/villages.csv');
  const byRegency = new Map<string, Village[]>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.startsWith('36.')) continue;
    const [code = '', , name = ''] = line.trimEnd().split(',');
    const villages = byRegency.get(code.slice(0, 5)) ?? [];
    byRegency.set(code.slice(0, 5), villages);
    villages.push({ code, name });
  }
  return REGENCIES.map(([code, name, birthPlace, share, postalPrefix]) => {
    const [first, ...others] = byRegency.get(code) ?? [];
    if (first === undefined) throw new Error(`idn-area-data has no villages of ${code}`);
    return { code, name, birthPlace, share, postalPrefix, villages: [first, ...others] };
  });
}
