import { levelOf, parseRegionCode } from '../../common/region-code.ts';
import type { RegionAgricultureResolvers, RegionResolvers } from './generated/resolvers.ts';

const DEFINITION =
  'Luas tanam menurut laporan tanam SIPDPS, dijumlahkan menurut tahun tanggal lapor, apa pun status laporannya. ' +
  'Planted area according to SIPDPS planting reports, summed by the year of the report’s date, whatever the report’s status.';

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
      reports: { value: reports, status: 'EXACT', asOf: provenance.asOf },
    })),
};
