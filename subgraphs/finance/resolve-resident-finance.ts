import { ClientError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { FinanceContext } from './context.ts';
import { notBound } from '../shared/source-answers.ts';
import type { ResidentFinanceResolvers, ResidentResolvers } from './generated/resolvers.ts';
import type { ResidentFinanceParent } from './resolver-parents.ts';

export const residentResolvers: ResidentResolvers = {
  __resolveReference: ({ nik }) => ({ nik }),
  finance: ({ nik }, _args, context) =>
    nik === null || nik === undefined ? null : loadResidentFinance(context, nik),
};

export const residentFinanceResolvers: ResidentFinanceResolvers = {
  aid: ({ aid }) => [...aid],
};

/**
 * What the regions that may be asked hold of a person, as one: all aid, each with its own region's provenance; together with
 * that of the first region that has any, else of the first that was asked. A region that fails is this field's error: a list from which a region is
 * missing would look complete.
 *
 * @throws ClientError - `FORBIDDEN` where the caller has no region and the person is neither himself nor his ward.
 * @throws SourceError - `SOURCE_NOT_BOUND` where no region that he could ask has a system for it.
 */
async function loadResidentFinance(
  context: FinanceContext,
  nik: string,
): Promise<ResidentFinanceParent> {
  const open = regionsOpenFor(context, nik);
  const bound = open.filter((region) => context.sources.has('AidRecipient', region));
  const found = await Promise.all(
    bound.map((regionCode) => context.loaders.aid.load({ regionCode, nik })),
  );
  const main = found.find(({ aid }) => aid.length > 0) ?? found[0];
  if (main === undefined) throw refusal(context, open);
  const aid = found.flatMap((of) => of.aid.map((row) => ({ ...row, provenance: of.provenance })));
  return {
    aid: aid.sort((one, other) => other.fiscalYear - one.fiscalYear),
    provenance: main.provenance,
  };
}

/**
 * Regions whose rows about this person the caller may read and where there could be some: his own regions; and for
 * himself and his wards the home regions that his token names, or every region where it names none.
 */
function regionsOpenFor(
  { envelope, accessToAid, sources }: FinanceContext,
  nik: string,
): readonly RegionCode[] {
  const home =
    envelope.homeRegions.length > 0 ? envelope.homeRegions : sources.regionsWith('AidRecipient');
  const candidates = new Set([...envelope.regions, ...home]);
  return [...candidates].filter((region) => mayReadRow(accessToAid(region), nik));
}

function refusal(context: FinanceContext, open: readonly RegionCode[]): ClientError {
  const region = open[0];
  if (region !== undefined) return notBound('AidRecipient', region);
  // No region was named: the province that the bindings belong to stands for all of them.
  const [first = '*'] = context.sources.regionsWith('AidRecipient');
  return new ClientError('FORBIDDEN', { region: first.slice(0, 2) });
}
