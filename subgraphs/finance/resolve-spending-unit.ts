import { levelOf, parseRegionCode, type RegionCode } from '../../common/region-code.ts';
import { readPage, toConnection } from './connection.ts';
import type { FinanceContext } from './context.ts';
import { readFiscalYear } from './fiscal-year.ts';
import type { BudgetLineResolvers, SpendingUnitResolvers } from './generated/resolvers.ts';
import type { SpendingUnitParent } from './resolver-parents.ts';

/** A unit by its key; null for one that its region does not have. */
export async function loadSpendingUnit(
  { loaders }: FinanceContext,
  regionCode: RegionCode,
  code: string,
): Promise<SpendingUnitParent | null> {
  const unit = await loaders.unit.load({ regionCode, code });
  return unit === null ? null : { regionCode, ...unit };
}

/** The year that was asked for, or the region's latest: never the year of a parent, which an entity does not have. */
async function toYear(
  { loaders }: FinanceContext,
  regionCode: RegionCode,
  fiscalYear: number | null | undefined,
): Promise<number | null> {
  return readFiscalYear(fiscalYear) ?? loaders.latestYear.load({ regionCode });
}

export const spendingUnitResolvers: SpendingUnitResolvers = {
  async __resolveReference({ regionCode, code }, context) {
    const region = parseRegionCode(regionCode);
    if (region === undefined || levelOf(region) !== 'REGENCY') return null;
    return loadSpendingUnit(context, region, code);
  },

  async budget({ regionCode, code }, args, context) {
    const fiscalYear = await toYear(context, regionCode, args.fiscalYear);
    if (fiscalYear === null) return null;
    const key = { regionCode, unitCode: code, fiscalYear };
    return (await context.loaders.unitBudget.load(key))?.amount ?? null;
  },

  async lines({ regionCode, code: unitCode }, args, context) {
    const fiscalYear = await toYear(context, regionCode, args.fiscalYear);
    if (fiscalYear === null) return null;
    const list = `lines/${regionCode}/${unitCode}/${fiscalYear}`;
    const { first, after } = readPage(context, list, args);
    const key = { regionCode, unitCode, fiscalYear, first, after: after as string | null };
    const page = await context.loaders.lines.load(key);
    return toConnection(context, list, page, {
      positionOf: ({ accountCode }) => accountCode,
      toNode: (row) => ({ regionCode, unitCode, fiscalYear, ...row }),
    });
  },
};

export const budgetLineResolvers: BudgetLineResolvers = {
  /** Null without an error where the region has a budget only: `RegionFinance.realisation` has said so once. */
  async realisation({ regionCode, unitCode, accountCode, fiscalYear }, _args, context) {
    if (!context.sources.has('Payment', regionCode)) return null;
    const key = { regionCode, unitCode, accountCode, fiscalYear };
    return (await context.loaders.lineRealisation.load(key)).amount;
  },
};
