import { InternalError } from '../../common/errors/errors.ts';

/**
 * The number that SIPDPS asks a province by is its own. Recorded is only that a client used 12 for Jawa Barat, which is
 * its place in the list of provinces in Kemendagri's order before Kalimantan Utara and the newer provinces of Papua;
 * Banten's place there is 16. To be confirmed with the service's owner before it is used in earnest: a wrong number gives
 * another province's rows, and the harvest then fails.
 */
const QUERIES: Readonly<Record<string, string>> = { '32': '12', '36': '16' };

/**
 * @throws InternalError where the province's number is not known.
 */
export function sipdpsProvinceQuery(provinceCode: string): string {
  const query = QUERIES[provinceCode];
  if (query === undefined) throw new InternalError('the province has no known number in SIPDPS');
  return query;
}
