import { InternalError } from '../../common/errors/errors.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { AgricultureContext } from './context.ts';
import type { AllocationsOfPerson } from './farmer-allocation-source.ts';
import type { ResidentAgricultureResolvers, ResidentResolvers } from './generated/resolvers.ts';
import { chooseRegionsOfPerson } from '../shared/choose-regions-of-person.ts';

export const residentResolvers: ResidentResolvers = {
  __resolveReference: ({ nik }) => ({ nik }),
  agriculture: ({ nik }, _args, context) =>
    nik === null || nik === undefined ? null : loadResidentAgriculture(context, nik),
};

export const residentAgricultureResolvers: ResidentAgricultureResolvers = {
  allocations: ({ allocations }) => [...allocations],
};

/**
 * What the regions that may be asked hold of a person, as one: all allocations, with the provenance of the first region
 * that has any, else of the first that was asked. A region that fails is this field's error: a list from which a region
 * is missing would look complete.
 *
 * @throws ClientError - `FORBIDDEN` where the caller has no region and the person is neither himself nor his ward.
 * @throws SourceError - `SOURCE_NOT_BOUND` where no region that he could ask has a system for it.
 */
async function loadResidentAgriculture(
  context: AgricultureContext,
  nik: string,
): Promise<AllocationsOfPerson> {
  const { accessTo, envelope, sources } = context;
  const regions = chooseRegionsOfPerson({
    port: 'FarmerAllocation',
    bound: sources.regionsWith('FarmerAllocation'),
    envelope,
    accessTo,
    opens: (access) => mayReadRow(access, nik),
  });
  const found = await Promise.all(
    regions.map((regionCode) => context.loaders.allocations.load({ regionCode, nik })),
  );
  const main = found.find(({ allocations }) => allocations.length > 0) ?? found[0];
  if (main === undefined) throw new InternalError('no region was chosen');
  const allocations = found.flatMap((of) => of.allocations);
  return {
    allocations: allocations.sort(
      (one, other) => other.year - one.year || one.season - other.season,
    ),
    provenance: main.provenance,
  };
}
