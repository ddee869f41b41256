import type { Sourced } from '../../common/provenance.ts';
import type { Money } from './money.ts';

/** Part of a long list, in the list's order. */
export interface SourcePage<Row> {
  readonly rows: readonly Row[];
  readonly hasNext: boolean;
}

export interface SourcedAmount extends Sourced {
  readonly amount: Money;
}

/** The first `first` of rows of which one more was asked for than the page holds. */
export function toSourcePage<Row>(rows: readonly Row[], first: number): SourcePage<Row> {
  return { rows: rows.slice(0, first), hasNext: rows.length > first };
}
