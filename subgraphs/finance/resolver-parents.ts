import type { Sourced } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { AidRow } from './aid-recipient-source.ts';
import type { BudgetLineRow, BudgetSummary, SpendingUnitRow, UnitYear } from './budget-source.ts';
import type { PaymentOrderRow } from './payment-source.ts';

/* What the resolvers hand to one another; the fields that are missing are resolved when they are asked for. */

export interface RegionParent {
  readonly code: string;
}

export interface ResidentParent {
  /** Null where the population register has a person without a number. */
  readonly nik?: string | null | undefined;
}

export interface ResidentFinanceParent extends Sourced {
  readonly aid: readonly (AidRow & Sourced)[];
}

interface OfRegion {
  readonly regionCode: RegionCode;
}

export type RegionFinanceParent = OfRegion & BudgetSummary;
export type SpendingUnitParent = OfRegion & SpendingUnitRow;
export type BudgetLineParent = OfRegion & UnitYear & BudgetLineRow;
export type PaymentOrderParent = OfRegion & PaymentOrderRow;
