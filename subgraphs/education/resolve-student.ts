import { ClientError } from '../../common/errors/errors.ts';
import type { EducationContext } from './context.ts';
import { choosePupilRegions } from './choose-pupil-regions.ts';
import type { StudentResolvers } from './generated/resolvers.ts';
import type { PupilRow } from './pupil-source.ts';
import { findSchool } from './resolve-school.ts';

export const studentResolvers: StudentResolvers = {
  __resolveReference: ({ pesertaDidikId }, context) => loadPupil(context, pesertaDidikId),
  school: ({ npsn }, _args, context) => findSchool(context, npsn),
  resident: ({ nik }) => (nik === null ? null : { nik }),
};

/**
 * A pupil by his identifier, in the regions that the caller may look in; of two regions that have him, as the fresher
 * harvest has him, flagged as conflicting.
 *
 * @throws ClientError - `FORBIDDEN` where no region is open to the caller, or only for himself and his wards and he is
 *   none of them.
 * @throws SourceError - where nobody has him and a region could not say.
 */
async function loadPupil(context: EducationContext, id: string): Promise<PupilRow | null> {
  const regions = choosePupilRegions(context, ({ kind }) => kind !== 'NONE');
  const answers = await Promise.allSettled(
    regions.map((regionCode) => context.loaders.pupilById.load({ regionCode, key: id })),
  );
  const hits = answers.flatMap((answer) =>
    answer.status === 'fulfilled' && answer.value !== null ? [answer.value] : [],
  );
  if (hits.length > 0) return chooseFreshest(hits);
  const failures = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason as unknown] : [],
  );
  const failed = failures.find((error) => !isRefusal(error));
  if (failed !== undefined) throw failed as Error;
  if (failures.length === answers.length) throw failures[0] as Error;
  return null;
}

function isRefusal(error: unknown): boolean {
  return error instanceof ClientError && error.code === 'FORBIDDEN';
}

function chooseFreshest(hits: readonly PupilRow[]): PupilRow | null {
  const [freshest] = hits.toSorted((one, other) => asOfMs(other) - asOfMs(one));
  if (freshest === undefined || hits.length === 1) return freshest ?? null;
  return { ...freshest, provenance: { ...freshest.provenance, state: 'CONFLICTING' } };
}

function asOfMs({ provenance }: PupilRow): number {
  return Date.parse(provenance.asOf);
}
