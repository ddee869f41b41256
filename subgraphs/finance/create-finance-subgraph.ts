import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { Bindings } from '../../common/binding.ts';
import { accessRows, inOffice } from '../../common/row-guard.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { createSubgraph, type SubgraphCall } from '../shared/create-subgraph.ts';
import type { Subgraph, SubgraphOptions } from '../shared/subgraph.ts';
import type { FinanceContext } from './context.ts';
import type { FinanceConnectors } from './finance-connectors.ts';
import { createFinanceLoaders } from './finance-loaders.ts';
import { createFinanceSources } from './finance-sources.ts';
import { paymentOrderQuery, paymentOrderResolvers } from './resolve-payment-order.ts';
import { regionFinanceResolvers, regionResolvers } from './resolve-region-finance.ts';
import { residentFinanceResolvers, residentResolvers } from './resolve-resident-finance.ts';
import { budgetLineResolvers, spendingUnitResolvers } from './resolve-spending-unit.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';
import type { Resolvers } from './generated/resolvers.ts';

export interface FinanceSubgraphOptions extends SubgraphOptions {
  readonly bindings: Bindings;
  /** Made by `createFinanceConnectors`; closed when the subgraph stops. */
  readonly connectors: FinanceConnectors;
  /** For public data only; it is the caller's to close. */
  readonly cache: CacheStore;
  /** Where aid is harvested to; needed where a region binds it. It is the caller's to close. */
  readonly replicas?: ReplicaStore | undefined;
  /** Told of each row that was not passed on because it is another region's; default: nobody is. */
  readonly onDroppedRow?: OnDroppedRow;
}

const resolvers: Resolvers = {
  Query: { paymentOrder: paymentOrderQuery },
  Region: regionResolvers,
  RegionFinance: regionFinanceResolvers,
  SpendingUnit: spendingUnitResolvers,
  BudgetLine: budgetLineResolvers,
  PaymentOrder: paymentOrderResolvers,
  Resident: residentResolvers,
  ResidentFinance: residentFinanceResolvers,
};

/**
 * The subgraph `finance`: budgets, realisation, payment orders and aid of every region that binds them.
 */
export function createFinanceSubgraph(options: FinanceSubgraphOptions): Subgraph {
  const { connectors, clock, cursorSecret } = options;
  const onDroppedRow = options.onDroppedRow ?? (() => undefined);
  const sources = createFinanceSources({
    ...options,
    replicas: options.replicas,
    onDroppedRow,
  });

  function createContext({ envelope: sent, call }: SubgraphCall): FinanceContext {
    // Payments ask for their own scope alone; aid is also shown to the person himself.
    const envelope = inOffice(sent, ['aid:read']);
    const accessTo = (regionCode: RegionCode) => accessRows(sent, regionCode, clock);
    const accessToAid = (regionCode: RegionCode) => accessRows(envelope, regionCode, clock);
    const loaders = createFinanceLoaders(sources, call, { accessTo, accessToAid });
    return { envelope, call, sources, loaders, accessTo, accessToAid, cursorSecret };
  }

  return createSubgraph<FinanceContext>({
    name: 'finance',
    // Codegen's resolver types and Apollo's describe the same map in different words.
    resolvers: resolvers as unknown as GraphQLResolverMap<FinanceContext>,
    options,
    createContext,
    stop: () => connectors.close(),
  });
}
