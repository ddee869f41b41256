import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';

/** Names by dotted code, in capitals; a regency without the word KABUPATEN, a city with KOTA. */
export type RegionNames = ReadonlyMap<string, string>;

export async function readRegionNames(): Promise<RegionNames> {
  const lists = await Promise.all([getProvinces(), getRegencies(), getDistricts(), getVillages()]);
  return new Map(
    lists.flat().map(({ code, name }) => [code, name.toUpperCase().replace(/^KABUPATEN /, '')]),
  );
}
