import type { Provenance } from '../../common/provenance.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { EducationContext } from './context.ts';
import { choosePupilRegions } from './choose-pupil-regions.ts';
import type { ResidentEducationResolvers, ResidentResolvers } from './generated/resolvers.ts';
import type { ResidentEducationParent } from './resolver-parents.ts';

export const residentResolvers: ResidentResolvers = {
  __resolveReference: ({ nik }) => ({ nik }),
  // A custom scalar's value can be of any JSON type.
  education: ({ nik }, _args, context) =>
    typeof nik === 'string' ? loadResidentEducation(context, nik) : null,
};

export const residentEducationResolvers: ResidentEducationResolvers = {
  enrolments: ({ enrolments }) => [...enrolments],
};

/**
 * What the schools of the regions that may be asked hold of a person, as one: all his enrolments, as of the oldest of
 * them; where there is none, as of the oldest harvest. A region that fails is this field's error: a list from which a
 * region is missing would look complete.
 */
async function loadResidentEducation(
  context: EducationContext,
  nik: string,
): Promise<ResidentEducationParent> {
  const { loaders } = context;
  const regions = choosePupilRegions(context, (access) => mayReadRow(access, nik));
  const found = await Promise.all(
    regions.map((regionCode) => loaders.pupilsByNik.load({ regionCode, key: nik })),
  );
  const enrolments = found.flat();
  const sources =
    enrolments.length > 0
      ? enrolments.map(({ provenance }) => provenance)
      : await Promise.all(regions.map((region) => loaders.standing.load(region)));
  return { enrolments, provenance: oldest(sources) };
}

function oldest(sources: readonly Provenance[]): Provenance {
  return sources.reduce((one, other) => {
    return Date.parse(one.asOf) <= Date.parse(other.asOf) ? one : other;
  });
}
