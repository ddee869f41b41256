import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { accessRows, inOffice, isMinor, mayReadRow, subjectsOf } from '../../common/row-guard.ts';
import { askRegions } from './ask-regions.ts';
import { batchByRegion } from './batch-by-region.ts';
import { chooseRegions } from './choose-regions.ts';
import type { LoaderOptions } from './loader-options.ts';
import { notBound } from '../shared/source-answers.ts';
import type { ResidentElements, ResidentVerificationRow } from './resident-elements.ts';
import type { ResidentSource } from './resident-source.ts';
import type { ResidentRow } from './resident.ts';

/** The only way to a resident: every entry point goes through it, and it asks no source before the guard allows it. */
export interface ResidentLoader {
  /**
   * The resident, or null where no register that may be asked has him.
   *
   * @param regionCode - asks this region alone; else the caller's (see `chooseRegions`).
   * @throws ClientError - `FORBIDDEN` where the caller may not read the row.
   * @throws SourceError - `SOURCE_NOT_BOUND`, or the failure of a source where no other one has him.
   */
  load(nik: string, regionCode?: RegionCode): Promise<ResidentRow | null>;
  /** Compares elements under the same guard; null where no register that may be asked has him. */
  verify(
    nik: string,
    regionCode: RegionCode | undefined,
    elements: ResidentElements,
  ): Promise<ResidentVerificationRow | null>;
  /** Whether the caller may read this NIK's row in this region's register. */
  mayRead(nik: string, regionCode: RegionCode): boolean;
}

/** Makes the loader of one request. */
export function createResidentLoader(options: LoaderOptions): ResidentLoader {
  const { call, clock, sources } = options;
  const envelope = inOffice(options.envelope, ['population:read']);
  const bound = new Set(sources.residents.keys());
  const subjects = subjectsOf(envelope, clock);

  const mayRead: ResidentLoader['mayRead'] = (nik, region) =>
    mayReadRow(accessRows(envelope, region, clock), nik);

  function regionsFor(
    nik: string,
    regionCode: RegionCode | undefined,
    caller = envelope,
  ): readonly RegionCode[] {
    if (regionCode === undefined) {
      return chooseRegions(caller, 'Resident', bound, subjects.has(nik));
    }
    if (!mayReadRow(accessRows(caller, regionCode, clock), nik))
      throw new ClientError('FORBIDDEN', { region: regionCode });
    return [regionCode];
  }

  function sourceOf(region: RegionCode): ResidentSource {
    const source = sources.residents.get(region);
    if (source === undefined) throw notBound('Resident', region);
    return source;
  }

  const loadRow = batchByRegion<ResidentRow | null>((region, niks) =>
    sourceOf(region).residentsByNik(call, niks),
  );

  /** A ward whom the register knows to be of age is nobody's ward any more, whatever the token says. */
  function guardRow(row: ResidentRow | null, region: RegionCode): ResidentRow | null {
    if (row === null || envelope.regions.includes(region)) return row;
    const self = envelope.onBehalfOf.some(
      (subject) => subject.relation === 'SELF' && subject.nik === row.nik,
    );
    if (self || (row.birthDate !== null && isMinor(row.birthDate, clock))) return row;
    throw new ClientError('FORBIDDEN', { region });
  }

  return {
    mayRead,
    async load(nik, regionCode) {
      const regions = regionsFor(nik, regionCode);
      return askRegions(regions, async (region) => guardRow(await loadRow(region, nik), region));
    },
    async verify(nik, regionCode, elements) {
      // Nobody verifies by `self:read`: whoever comes here may do so in all his regions.
      const regions = regionsFor(nik, regionCode, options.envelope);
      return askRegions(regions, async (region) => {
        const inRegion = options.envelope.regions.includes(region);
        if (!inRegion) guardRow(await loadRow(region, nik), region);
        return sourceOf(region).verify(call, nik, elements);
      });
    },
  };
}
