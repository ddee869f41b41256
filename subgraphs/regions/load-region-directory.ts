import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';
import { InternalError } from '../../common/errors/errors.ts';
import { levelOf, parentOf, type RegionCode, type RegionLevel } from '../../common/region-code.ts';
import type { ListedRegion, RegionDirectory } from './region.ts';

/** The province of Banten. */
export const PROVINCE = '36' as RegionCode;

/** How many regions of each level Banten has; the package's islands are none of them. */
const EXPECTED_COUNTS: Readonly<Record<RegionLevel, number>> = {
  PROVINCE: 1,
  REGENCY: 8,
  DISTRICT: 155,
  VILLAGE: 1_552,
};

let loaded: Promise<RegionDirectory> | undefined;

/**
 * Banten's regions from the package `idn-area-data` (data under ODbL 1.0), read once a process.
 *
 * @throws InternalError - Where the package holds another number of regions than expected: it was updated or damaged.
 */
export function loadRegionDirectory(): Promise<RegionDirectory> {
  loaded ??= readRegions().then(createRegionDirectory);
  return loaded;
}

async function readRegions(): Promise<readonly ListedRegion[]> {
  const lists = await Promise.all([getProvinces(), getRegencies(), getDistricts(), getVillages()]);
  return lists
    .flat()
    .filter(({ code }) => code === PROVINCE || code.startsWith(`${PROVINCE}.`))
    .map(({ code, name }) => ({
      code: code as RegionCode,
      name: toName(name),
      level: levelOf(code as RegionCode),
    }))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
}

function createRegionDirectory(regions: readonly ListedRegion[]): RegionDirectory {
  for (const level of Object.keys(EXPECTED_COUNTS) as RegionLevel[]) {
    const count = regions.filter((region) => region.level === level).length;
    if (count !== EXPECTED_COUNTS[level]) {
      throw new InternalError(`the list of regions has ${count} of level ${level}`);
    }
  }
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const byParent = groupByParent(regions);
  return {
    find: (code) => byCode.get(code),
    childrenOf: (code) => byParent.get(code) ?? [],
  };
}

function groupByParent(
  regions: readonly ListedRegion[],
): ReadonlyMap<RegionCode, readonly ListedRegion[]> {
  const groups = new Map<RegionCode, ListedRegion[]>();
  for (const region of regions) {
    const parent = parentOf(region.code);
    if (parent === undefined) continue;
    const group = groups.get(parent);
    if (group === undefined) groups.set(parent, [region]);
    else group.push(region);
  }
  return groups;
}

/** The list writes provinces and regencies in capitals: `KOTA TANGERANG SELATAN`. */
function toName(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name.toLowerCase().replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
}
