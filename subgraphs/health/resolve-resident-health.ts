import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { HealthContext } from './context.ts';
import type { ResidentHealthResolvers, ResidentResolvers } from './generated/resolvers.ts';
import type { HealthRecord, ImmunizationRow } from './health-record-source.ts';
import { byLatest } from './read-immunization.ts';
import { notBound } from '../shared/source-answers.ts';

export const residentResolvers: ResidentResolvers = {
  __resolveReference: ({ nik }) => ({ nik }),
  health: ({ nik }, _args, context) =>
    nik === null || nik === undefined ? null : loadResidentHealth(context, nik),
};

export const residentHealthResolvers: ResidentHealthResolvers = {
  immunizations: ({ immunizations }) => [...immunizations],
};

/**
 * What the regions that may be asked hold of a person, as one record; null where none knows him. A region that fails, or
 * that refuses, is this field's error: a list from which a region's part is missing would look complete.
 *
 * @throws ClientError - `FORBIDDEN` where the caller has no region and the person is neither himself nor his ward.
 * @throws SourceError - `SOURCE_NOT_BOUND` where no region that he could ask has a system for it; `SOURCE_REFUSED` where
 *   the system shows this record to nobody.
 */
async function loadResidentHealth(
  context: HealthContext,
  nik: string,
): Promise<HealthRecord | null> {
  const open = regionsOpenFor(context, nik);
  const bound = open.filter((region) => context.sources.has('HealthRecord', region));
  if (bound.length === 0) throw refusal(context, open);
  const found = await Promise.all(
    bound.map((regionCode) => context.loaders.record.load({ regionCode, nik })),
  );
  return mergeRecords(found.filter((record) => record !== null));
}

/**
 * The records of one person as one. Regions that know him by different IHS numbers contradict one another: then the first
 * one's record stands alone, and says so.
 */
function mergeRecords([first, ...others]: readonly HealthRecord[]): HealthRecord | null {
  if (first === undefined) return null;
  if (others.some(({ ihsNumber }) => ihsNumber !== first.ihsNumber)) {
    return { ...first, provenance: { ...first.provenance, state: 'CONFLICTING' } };
  }
  const rows = [first, ...others].flatMap(({ immunizations }) => immunizations);
  return { ...first, immunizations: withoutRepeats(rows).sort(byLatest) };
}

/** Two organisations may have entered the same injection. */
function withoutRepeats(rows: readonly ImmunizationRow[]): ImmunizationRow[] {
  return [...new Map(rows.map((row) => [JSON.stringify(Object.values(row)), row])).values()];
}

/**
 * Regions whose rows about this person the caller may read and where there could be some: his own regions; and for
 * himself and his wards the home regions that his token names, or every region where it names none.
 */
function regionsOpenFor(
  { envelope, accessTo, sources }: HealthContext,
  nik: string,
): readonly RegionCode[] {
  const home =
    envelope.homeRegions.length > 0 ? envelope.homeRegions : sources.regionsWith('HealthRecord');
  const candidates = new Set([...envelope.regions, ...home]);
  return [...candidates].filter((region) => mayReadRow(accessTo(region), nik));
}

function refusal({ sources }: HealthContext, open: readonly RegionCode[]): ClientError {
  const region = open[0];
  if (region !== undefined) return notBound('HealthRecord', region);
  // No region was named: the province that the bindings belong to stands for all of them.
  const [first = '*'] = sources.regionsWith('HealthRecord');
  return new ClientError('FORBIDDEN', { region: first.slice(0, 2) });
}
