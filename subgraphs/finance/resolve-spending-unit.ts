import { levelOf, parseRegionCode, type RegionCode } from '../../common/region-code.ts';
import { readPage, toConnection } from './connection.ts';
import type { FinanceContext } from './context.ts';
import { readFiscalYear } from './fiscal-year.ts';
import type { BudgetLineResolvers, SpendingUnitResolvers } from './generated/resolvers.ts';
import type { BudgetLineParent, SpendingUnitParent } from './resolver-parents.ts';
import type { SourcedAmount } from './source-answers.ts';

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

  budget: async (unit, args, context) => (await loadBudget(unit, args, context))?.amount ?? null,

  budgetProvenance: async (unit, args, context) =>
    (await loadBudget(unit, args, context))?.provenance ?? null,

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
  realisation: async (line, _args, context) =>
    (await loadRealisation(line, context))?.amount ?? null,

  realisationProvenance: async (line, _args, context) =>
    (await loadRealisation(line, context))?.provenance ?? null,
};

/** The unit's budget of the year that was asked for; null where it has none. */
async function loadBudget(
  { regionCode, code }: SpendingUnitParent,
  args: { readonly fiscalYear?: number | null | undefined },
  context: FinanceContext,
): Promise<SourcedAmount | null> {
  const fiscalYear = await toYear(context, regionCode, args.fiscalYear);
  if (fiscalYear === null) return null;
  return context.loaders.unitBudget.load({ regionCode, unitCode: code, fiscalYear });
}

/** The line's realisation; null where the region has a budget only. */
async function loadRealisation(
  { regionCode, unitCode, accountCode, fiscalYear }: BudgetLineParent,
  { sources, loaders }: FinanceContext,
): Promise<SourcedAmount | null> {
  if (!sources.has('Payment', regionCode)) return null;
  return loaders.lineRealisation.load({ regionCode, unitCode, accountCode, fiscalYear });
}
