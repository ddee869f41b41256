import type { PortName, SystemBinding } from '../../common/binding.ts';
import type { Provenance, ProvenanceState, Sourced } from '../../common/provenance.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { Money } from './money.ts';

/** One key's answer: what was found, or why that is not known. An adapter answers one per key, in key order. */
export type Loaded<T> = T | Error;

/** Part of a long list, in the list's order. */
export interface SourcePage<Row> {
  readonly rows: readonly Row[];
  readonly hasNext: boolean;
}

export interface SourcedAmount extends Sourced {
  readonly amount: Money;
}

/**
 * Told of each row that a system answered with and that was dropped because it is another region's; of a row of sums,
 * once. The region is the system's, not the row's.
 */
export type OnDroppedRow = (row: {
  readonly system: string;
  readonly regionCode: RegionCode;
  readonly port: PortName;
}) => void;

export function provenanceOf(
  binding: SystemBinding,
  asOf: string,
  state: ProvenanceState,
): Provenance {
  const { system, regionCode, controller } = binding;
  return { system, regionCode, asOf, state, controller };
}

/** The first `first` of rows of which one more was asked for than the page holds. */
export function toSourcePage<Row>(rows: readonly Row[], first: number): SourcePage<Row> {
  return { rows: rows.slice(0, first), hasNext: rows.length > first };
}
