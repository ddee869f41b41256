import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { AgricultureContext } from './context.ts';
import type { AllocationsOfPerson } from './farmer-allocation-source.ts';
import type { ResidentAgricultureResolvers, ResidentResolvers } from './generated/resolvers.ts';
import { notBound } from '../shared/source-answers.ts';

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
  const open = regionsOpenFor(context, nik);
  const bound = open.filter((region) => context.sources.has('FarmerAllocation', region));
  const found = await Promise.all(
    bound.map((regionCode) => context.loaders.allocations.load({ regionCode, nik })),
  );
  const main = found.find(({ allocations }) => allocations.length > 0) ?? found[0];
  if (main === undefined) throw refusal(context, open);
  const allocations = found.flatMap((of) => of.allocations);
  return {
    allocations: allocations.sort(
      (one, other) => other.year - one.year || one.season - other.season,
    ),
    provenance: main.provenance,
  };
}

/**
 * Regions whose rows about this person the caller may read and where there could be some: his own regions; and for
 * himself and his wards the home regions that his token names, or every region where it names none.
 */
function regionsOpenFor(
  { envelope, accessTo, sources }: AgricultureContext,
  nik: string,
): readonly RegionCode[] {
  const { regions, homeRegions } = envelope;
  const home = homeRegions.length > 0 ? homeRegions : sources.regionsWith('FarmerAllocation');
  return [...new Set([...regions, ...home])].filter((region) => mayReadRow(accessTo(region), nik));
}

function refusal(context: AgricultureContext, open: readonly RegionCode[]): ClientError {
  const region = open[0];
  if (region !== undefined) return notBound('FarmerAllocation', region);
  // No region was named: the province that the bindings belong to stands for all of them.
  const [first = '*'] = context.sources.regionsWith('FarmerAllocation');
  return new ClientError('FORBIDDEN', { region: first.slice(0, 2) });
}
