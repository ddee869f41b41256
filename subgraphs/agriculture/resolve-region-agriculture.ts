import { levelOf, parseRegionCode } from '../../common/region-code.ts';
import type {
  RegionAgricultureResolvers,
  RegionResolvers,
  ResolversTypes,
} from './generated/resolvers.ts';

const DEFINITION =
  'Luas tanam menurut laporan tanam SIPDPS, dijumlahkan menurut tahun tanggal lapor, apa pun status laporannya. ' +
  'Planted area according to SIPDPS planting reports, summed by the year of the report’s date, whatever the report’s status.';

/** Counts of reports below this are not published: a report is one group’s planting, on one visit. */
const SMALLEST_PUBLISHED = 10;

/** Planting is a regency's: other levels have none, without an error. So has a regency without any report. */
export const regionResolvers: RegionResolvers = {
  __resolveReference: ({ code }) => ({ code }),
  async agriculture({ code }, _args, { loaders }) {
    const regionCode = parseRegionCode(code);
    if (regionCode === undefined || levelOf(regionCode) !== 'REGENCY') return null;
    return loaders.planting.load(regionCode);
  },
};

export const regionAgricultureResolvers: RegionAgricultureResolvers = {
  definition: () => DEFINITION,
  plantedHectares: ({ hectares }) => hectares,
  byCommodity: ({ byCommodity, provenance }) =>
    byCommodity.map(({ commodity, hectares, reports }) => ({
      commodity,
      hectares,
      reports: toCount(reports, provenance.asOf),
    })),
};

/**
 * Closing the small counts alone is enough against differencing: no total of reports is published, at no level, that a
 * closed one could be found from.
 */
function toCount(reports: number, asOf: string): Awaited<ResolversTypes['Count']> {
  return reports < SMALLEST_PUBLISHED
    ? { value: null, status: 'SUPPRESSED', asOf }
    : { value: reports, status: 'EXACT', asOf };
}
