import type { Sourced } from '../../common/provenance.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { Money } from './money.ts';
import type { Loaded } from '../shared/source-answers.ts';

export interface AidRow {
  readonly programme: string;
  readonly fiscalYear: number;
  readonly amount: Money;
  /** YYYY-MM-DD; null while it is not paid. */
  readonly paidOn: string | null;
}

/** The aid of one person; empty where the region has given none. */
export interface AidOfPerson extends Sourced {
  readonly aid: readonly AidRow[];
}

/** The port AidRecipient: who received social aid of one regency. Nothing of it is cached. */
export interface AidRecipientSource {
  /**
   * One answer per NIK, in key order, latest year first. A NIK that `access` does not open is answered by the Error
   * `FORBIDDEN` without being looked up.
   */
  aidByNik(
    call: SourceCall,
    access: RowAccess,
    niks: readonly string[],
  ): Promise<readonly Loaded<AidOfPerson>[]>;
}
