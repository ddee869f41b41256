import { badUserInput } from '../../common/errors/errors.ts';
import { levelOf, parseRegionCode, type RegionCode } from '../../common/region-code.ts';
import type { HealthContext } from './context.ts';
import type { HealthFacilityResolvers, QueryResolvers } from './generated/resolvers.ts';
import type { HealthFacilityParent } from './resolver-parents.ts';

/**
 * @throws ClientError - `BAD_USER_INPUT` for a region that is no regency or city.
 */
export const healthFacilityQuery: NonNullable<QueryResolvers['healthFacility']> = async (
  _query,
  { code, regionCode },
  context,
) => {
  const region = readRegency(regionCode);
  if (region === undefined) {
    throw badUserInput('regionCode', {
      en: 'the code of a regency or city is written like 36.71',
      id: 'kode kabupaten atau kota ditulis seperti 36.71',
    });
  }
  return loadFacility(context, region, code);
};

export const healthFacilityResolvers: HealthFacilityResolvers = {
  async __resolveReference({ regionCode, code }, context) {
    const region = readRegency(regionCode);
    return region === undefined ? null : loadFacility(context, region, code);
  },
};

function readRegency(text: string): RegionCode | undefined {
  const region = parseRegionCode(text);
  return region !== undefined && levelOf(region) === 'REGENCY' ? region : undefined;
}

/** A facility by its key; null for one that its region's system does not have. */
async function loadFacility(
  { loaders }: HealthContext,
  region: RegionCode,
  code: string,
): Promise<HealthFacilityParent | null> {
  const { facilities } = await loaders.facilities.load(region);
  return facilities.find((facility) => facility.code === code) ?? null;
}
