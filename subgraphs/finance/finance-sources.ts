import type { Bindings, PortName, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { notBound } from '../shared/source-answers.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { createWorkbookAidRecipientSource } from './aid-recipient-source.aid-workbook.ts';
import type { AidRecipientSource } from './aid-recipient-source.ts';
import { createWorkbookBudgetSource } from './budget-source.budget-workbook.ts';
import { withBudgetCache } from './budget-source.cached.ts';
import { createSimdaBudgetSource } from './budget-source.simda.ts';
import type { BudgetSource } from './budget-source.ts';
import { budgetSheet } from './budget-workbook-sheet.ts';
import type { FinanceConnectors } from './finance-connectors.ts';
import { withRealisationCache } from './payment-source.cached.ts';
import { createSimdaPaymentSource } from './payment-source.simda.ts';
import type { PaymentSource } from './payment-source.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

interface SourceByPort {
  readonly Budget: BudgetSource;
  readonly Payment: PaymentSource;
  readonly AidRecipient: AidRecipientSource;
}

export type FinancePort = keyof SourceByPort & PortName;

/** The sources of every region, made once and shared by all requests. */
export interface FinanceSources {
  has(port: FinancePort, regionCode: RegionCode): boolean;
  /** Regions that have the port bound, in the bindings' order. */
  regionsWith(port: FinancePort): readonly RegionCode[];
  /**
   * @throws SourceError - `SOURCE_NOT_BOUND` where the region has no system for the port.
   */
  get<Port extends FinancePort>(port: Port, regionCode: RegionCode): SourceByPort[Port];
}

export interface SourcesOptions {
  readonly bindings: Bindings;
  readonly connectors: FinanceConnectors;
  readonly cache: CacheStore;
  /** Needed where a region binds aid. */
  readonly replicas: ReplicaStore | undefined;
  readonly clock: Clock;
  readonly onDroppedRow: OnDroppedRow;
}

/**
 * @throws InternalError - Where a port is bound to an adapter that does not serve it; the registry has checked that.
 */
export function createFinanceSources(options: SourcesOptions): FinanceSources {
  const sources: { readonly [Port in FinancePort]: Map<RegionCode, SourceByPort[Port]> } = {
    Budget: new Map(),
    Payment: new Map(),
    AidRecipient: new Map(),
  };
  for (const [regionCode, { ports }] of options.bindings) {
    if (ports.Budget) sources.Budget.set(regionCode, createBudgetSource(ports.Budget, options));
    if (ports.Payment) sources.Payment.set(regionCode, createPaymentSource(ports.Payment, options));
    if (ports.AidRecipient) {
      sources.AidRecipient.set(regionCode, createAidSource(ports.AidRecipient, options));
    }
  }
  return {
    has: (port, regionCode) => sources[port].has(regionCode),
    regionsWith: (port) => [...sources[port].keys()],
    get(port, regionCode) {
      const source = sources[port].get(regionCode);
      if (source === undefined) throw notBound(port, regionCode);
      return source;
    },
  };
}

/** A workbook is kept in memory by its connector already; only what a database answers is cached. */
function createBudgetSource(binding: SystemBinding, options: SourcesOptions): BudgetSource {
  const { connectors, clock, cache, onDroppedRow } = options;
  switch (binding.adapter) {
    case 'simda': {
      const source = createSimdaBudgetSource({
        binding,
        connector: connectors.simda(binding),
        clock,
      });
      return withBudgetCache(source, { binding, cache });
    }
    case 'budget-workbook': {
      const connector = connectors.workbook(binding, budgetSheet);
      return createWorkbookBudgetSource({ binding, connector, onDroppedRow });
    }
    default:
      throw unserved(binding, 'Budget');
  }
}

function createPaymentSource(binding: SystemBinding, options: SourcesOptions): PaymentSource {
  if (binding.adapter !== 'simda') throw unserved(binding, 'Payment');
  const { connectors, cache, clock, onDroppedRow } = options;
  const connector = connectors.simda(binding);
  const source = createSimdaPaymentSource({ binding, connector, clock, onDroppedRow });
  return withRealisationCache(source, { binding, cache });
}

function createAidSource(binding: SystemBinding, options: SourcesOptions): AidRecipientSource {
  if (binding.adapter !== 'aid-workbook') throw unserved(binding, 'AidRecipient');
  const { replicas, clock } = options;
  if (replicas === undefined)
    throw new InternalError('aid is bound, and there is no replica store');
  return createWorkbookAidRecipientSource({ binding, replicas, clock });
}

function unserved(binding: SystemBinding, port: PortName): InternalError {
  return new InternalError(`the adapter ${binding.adapter} does not serve the port ${port}`);
}
