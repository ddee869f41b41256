import { mayReadRow } from '../../common/row-guard.ts';
import type { HealthContext } from './context.ts';
import type { ResidentHealthResolvers, ResidentResolvers } from './generated/resolvers.ts';
import type { HealthRecord, ImmunizationRow } from './health-record-source.ts';
import { byLatest } from './read-immunization.ts';
import { chooseRegionsOfPerson } from '../shared/choose-regions-of-person.ts';

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
  const { accessTo, envelope, sources } = context;
  const regions = chooseRegionsOfPerson({
    port: 'HealthRecord',
    bound: sources.regionsWith('HealthRecord'),
    envelope,
    accessTo,
    opens: (access) => mayReadRow(access, nik),
  });
  const found = await Promise.all(
    regions.map((regionCode) => context.loaders.record.load({ regionCode, nik })),
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
