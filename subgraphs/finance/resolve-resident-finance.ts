import { InternalError } from '../../common/errors/errors.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { FinanceContext } from './context.ts';
import { chooseRegionsOfPerson } from '../shared/choose-regions-of-person.ts';
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
  const { accessToAid, envelope, sources } = context;
  const regions = chooseRegionsOfPerson({
    port: 'AidRecipient',
    bound: sources.regionsWith('AidRecipient'),
    envelope,
    accessTo: accessToAid,
    opens: (access) => mayReadRow(access, nik),
  });
  const found = await Promise.all(
    regions.map((regionCode) => context.loaders.aid.load({ regionCode, nik })),
  );
  const main = found.find(({ aid }) => aid.length > 0) ?? found[0];
  if (main === undefined) throw new InternalError('no region was chosen');
  const aid = found.flatMap((of) => of.aid.map((row) => ({ ...row, provenance: of.provenance })));
  return {
    aid: aid.sort((one, other) => other.fiscalYear - one.fiscalYear),
    provenance: main.provenance,
  };
}
