import type { Sourced } from '../../common/provenance.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { UnitYear } from './budget-source.ts';
import type { Money } from './money.ts';
import type { Loaded } from '../shared/source-answers.ts';
import type { SourcedAmount, SourcePage } from './source-answers.ts';

export interface PaymentOrderRow extends Sourced {
  /** No_SP2D. */
  readonly number: string;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  /** No_SPM. */
  readonly paymentRequestNumber: string;
  /** Such as `1.01.01.01`. */
  readonly unitCode: string;
  readonly amount: Money;
  /** See `toPayeeOrganisation`: a natural person's name never leaves an adapter. */
  readonly payeeOrganisation: string | null;
}

export interface LineYear extends UnitYear {
  readonly accountCode: string;
}

/** After which order a page begins: the list runs from the latest date and, within a date, the greatest number. */
export interface PaymentOrderPosition {
  readonly issuedOn: string;
  readonly number: string;
}

export interface PaymentOrdersPageKey {
  readonly fiscalYear: number;
  readonly first: number;
  readonly after: PaymentOrderPosition | null;
}

/**
 * The port Payment: what one regency has paid. Realisation is public: the sum over orders to pay (SPM) for which a
 * payment order (SP2D) was made, expenditure only, the region's own rows only. Payment orders themselves open for a
 * caller whose envelope names the region. They are never cached; realisation is (`withRealisationCache`).
 *
 * A method that takes many keys answers one value or one Error per key, in key order. A method fails as a whole with
 * a SourceError where its system does.
 */
export interface PaymentSource {
  /** `0.00` for a year in which nothing was paid. */
  realisations(
    call: SourceCall,
    fiscalYears: readonly number[],
  ): Promise<readonly Loaded<SourcedAmount>[]>;
  /** `0.00` for an account of a unit for which nothing was paid. */
  realisationsByLine(
    call: SourceCall,
    keys: readonly LineYear[],
  ): Promise<readonly Loaded<SourcedAmount>[]>;
  /**
   * @throws ClientError - `FORBIDDEN` unless `access` is to the region; then nothing is asked.
   */
  paymentOrdersPage(
    call: SourceCall,
    access: RowAccess,
    key: PaymentOrdersPageKey,
  ): Promise<SourcePage<PaymentOrderRow>>;
  /**
   * Null for a number that the region does not have. A number that was used in several years stands for the latest.
   *
   * @throws ClientError - `FORBIDDEN` unless `access` is to the region; then nothing is asked.
   */
  paymentOrdersByNumber(
    call: SourceCall,
    access: RowAccess,
    numbers: readonly string[],
  ): Promise<readonly Loaded<PaymentOrderRow | null>[]>;
}
