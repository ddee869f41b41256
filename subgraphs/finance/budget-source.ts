import type { Sourced } from '../../common/provenance.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { BudgetStage } from './generated/resolvers.ts';
import type { Money } from './money.ts';
import type { Loaded } from '../shared/source-answers.ts';
import type { SourcedAmount, SourcePage } from './source-answers.ts';

/** A region's expenditure budget of one year, at its latest stage. */
export interface BudgetSummary extends Sourced {
  readonly fiscalYear: number;
  readonly stage: BudgetStage;
  readonly budget: Money;
}

export interface SpendingUnitRow extends Sourced {
  /** Such as `1.01.01.01`. */
  readonly code: string;
  readonly name: string;
}

export interface BudgetLineRow extends Sourced {
  /** Such as `5.1.02.01.01.0001`. */
  readonly accountCode: string;
  readonly accountName: string | null;
  readonly budget: Money;
}

export interface UnitYear {
  readonly unitCode: string;
  readonly fiscalYear: number;
}

export interface UnitsPageKey {
  readonly fiscalYear: number;
  readonly first: number;
  /** The code after which the page begins. */
  readonly after: string | null;
}

export interface LinesPageKey extends UnitYear {
  readonly first: number;
  /** The account code after which the page begins. */
  readonly after: string | null;
}

/**
 * The port Budget: one regency's public expenditure budget. A budget of a year is what its latest stage says (APBD,
 * pergeseran, perubahan); a draft is never shown. Expenditure is account group 5.
 *
 * A method that takes many keys answers one value or one Error per key, in key order. A method fails as a whole with
 * a SourceError where its system does.
 */
export interface BudgetSource {
  /** The latest year that has a budget; null where there is none at all. */
  latestFiscalYear(call: SourceCall): Promise<number | null>;
  /** Null for a year without a budget. */
  summaries(
    call: SourceCall,
    fiscalYears: readonly number[],
  ): Promise<readonly Loaded<BudgetSummary | null>[]>;
  /** Null for a code that the region does not have. */
  unitsByCode(
    call: SourceCall,
    codes: readonly string[],
  ): Promise<readonly Loaded<SpendingUnitRow | null>[]>;
  /** The units that have a budget in the year, by code. */
  unitsPage(call: SourceCall, key: UnitsPageKey): Promise<SourcePage<SpendingUnitRow>>;
  /** Null where the unit has no budget in the year. */
  unitBudgets(
    call: SourceCall,
    keys: readonly UnitYear[],
  ): Promise<readonly Loaded<SourcedAmount | null>[]>;
  /** The unit's accounts of the year, by code, each with the sum of its rows; an empty page where there is none. */
  linesPages(
    call: SourceCall,
    keys: readonly LinesPageKey[],
  ): Promise<readonly Loaded<SourcePage<BudgetLineRow>>[]>;
}
