import type { RegionCode } from '../../common/region-code.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { AidOfPerson } from './aid-recipient-source.ts';
import type {
  BudgetLineRow,
  BudgetSummary,
  LinesPageKey,
  SpendingUnitRow,
  UnitYear,
} from './budget-source.ts';
import type { FinanceContext } from './context.ts';
import type { FinanceSources } from './finance-sources.ts';
import type { LineYear, PaymentOrderRow } from './payment-source.ts';
import { createRegionLoader, type RegionKey, type RegionLoader } from './region-loader.ts';
import type { SourcedAmount, SourcePage } from './source-answers.ts';

type YearKey = RegionKey & { readonly fiscalYear: number };

/** The loaders of one request. */
export interface FinanceLoaders {
  readonly latestYear: RegionLoader<RegionKey, number | null>;
  readonly summary: RegionLoader<YearKey, BudgetSummary | null>;
  readonly unit: RegionLoader<RegionKey & { readonly code: string }, SpendingUnitRow | null>;
  readonly unitBudget: RegionLoader<RegionKey & UnitYear, SourcedAmount | null>;
  readonly lines: RegionLoader<RegionKey & LinesPageKey, SourcePage<BudgetLineRow>>;
  readonly realisation: RegionLoader<YearKey, SourcedAmount>;
  readonly lineRealisation: RegionLoader<RegionKey & LineYear, SourcedAmount>;
  readonly paymentOrder: RegionLoader<
    RegionKey & { readonly number: string },
    PaymentOrderRow | null
  >;
  readonly aid: RegionLoader<RegionKey & { readonly nik: string }, AidOfPerson>;
}

export function createFinanceLoaders(
  sources: FinanceSources,
  call: SourceCall,
  { accessTo, accessToAid }: Pick<FinanceContext, 'accessTo' | 'accessToAid'>,
): FinanceLoaders {
  const budgetOf = (region: RegionCode) => sources.get('Budget', region);
  const paymentOf = (region: RegionCode) => sources.get('Payment', region);
  return {
    latestYear: createRegionLoader(async (region) => [
      await budgetOf(region).latestFiscalYear(call),
    ]),
    summary: createRegionLoader(async (region, keys) =>
      budgetOf(region).summaries(
        call,
        keys.map(({ fiscalYear }) => fiscalYear),
      ),
    ),
    unit: createRegionLoader(async (region, keys) =>
      budgetOf(region).unitsByCode(
        call,
        keys.map(({ code }) => code),
      ),
    ),
    unitBudget: createRegionLoader(async (region, keys) =>
      budgetOf(region).unitBudgets(call, keys),
    ),
    lines: createRegionLoader(async (region, keys) => budgetOf(region).linesPages(call, keys)),
    realisation: createRegionLoader(async (region, keys) =>
      paymentOf(region).realisations(
        call,
        keys.map(({ fiscalYear }) => fiscalYear),
      ),
    ),
    lineRealisation: createRegionLoader(async (region, keys) =>
      paymentOf(region).realisationsByLine(call, keys),
    ),
    paymentOrder: createRegionLoader(async (region, keys) =>
      paymentOf(region).paymentOrdersByNumber(
        call,
        accessTo(region),
        keys.map(({ number }) => number),
      ),
    ),
    aid: createRegionLoader(async (region, keys) =>
      sources.get('AidRecipient', region).aidByNik(
        call,
        accessToAid(region),
        keys.map(({ nik }) => nik),
      ),
    ),
  };
}
