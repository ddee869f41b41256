import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { accessRows, inOffice, mayReadRow, subjectsOf } from '../../common/row-guard.ts';
import { askRegions } from './ask-regions.ts';
import { batchByRegion } from './batch-by-region.ts';
import { chooseRegions } from './choose-regions.ts';
import type { FamilyRow } from './family.ts';
import type { LoaderOptions } from './loader-options.ts';
import { notBound } from '../shared/source-answers.ts';

/** The only way to a family card. */
export interface FamilyLoader {
  /**
   * The card; null where no register that may be asked has it, and also where it has and the caller is not on it: which
   * of the two is not told.
   *
   * @param regionCode - asks this region alone; else the caller's (see `chooseRegions`).
   * @throws ClientError - `FORBIDDEN` where the caller may read no card of the region.
   * @throws SourceError - `SOURCE_NOT_BOUND`, or the failure of a source where no other one has the card.
   */
  load(noKk: string, regionCode?: RegionCode): Promise<FamilyRow | null>;
  isBound(regionCode: RegionCode): boolean;
}

/** Makes the loader of one request. */
export function createFamilyLoader(options: LoaderOptions): FamilyLoader {
  const { call, clock, sources } = options;
  const envelope = inOffice(options.envelope, ['population:read']);
  const bound = new Set(sources.families.keys());
  const hasSubjects = subjectsOf(envelope, clock).size > 0;

  function regionsFor(regionCode: RegionCode | undefined): readonly RegionCode[] {
    if (regionCode === undefined) return chooseRegions(envelope, 'Family', bound, hasSubjects);
    if (accessRows(envelope, regionCode, clock).kind === 'NONE') {
      throw new ClientError('FORBIDDEN', { region: regionCode });
    }
    return [regionCode];
  }

  const loadCard = batchByRegion<FamilyRow | null>((region, noKks) => {
    const source = sources.families.get(region);
    if (source === undefined) throw notBound('Family', region);
    return source.familiesByNoKk(call, noKks);
  });

  function guardCard(card: FamilyRow | null, region: RegionCode): FamilyRow | null {
    const access = accessRows(envelope, region, clock);
    return card?.members.some((member) => mayReadRow(access, member.nik)) === true ? card : null;
  }

  return {
    isBound: (regionCode) => bound.has(regionCode),
    async load(noKk, regionCode) {
      const regions = regionsFor(regionCode);
      return askRegions(regions, async (region) => guardCard(await loadCard(region, noKk), region));
    },
  };
}
