import type { Provenance, Sourced } from '../../common/provenance.ts';
import { AGE_GROUPS, SEXES, type PopulationTable } from './age-groups.ts';
import type { CountStatus, Sex } from './generated/resolvers.ts';
import { suppressCells, type Figure } from '../shared/suppress-cells.ts';

export interface PublishedCount {
  readonly value: number | null;
  readonly status: CountStatus;
  /** RFC 3339. */
  readonly asOf: string;
}

/** A regency's population in figures that may be published. */
export interface PublishedPopulation extends Sourced {
  readonly period: string;
  readonly definition: string;
  readonly total: PublishedCount;
  readonly byAgeAndSex: readonly {
    readonly ageGroup: string;
    readonly sex: Sex;
    readonly count: PublishedCount;
  }[];
}

/** Suppresses what may not be published of a table, and states it as of the provenance's instant. */
export function toPublishedPopulation(
  counted: {
    readonly period: string;
    readonly definition: string;
    readonly table: PopulationTable;
  },
  provenance: Provenance,
): PublishedPopulation {
  const { cells, total } = suppressCells(counted.table);
  const toCount = (figure: Figure | undefined): PublishedCount => ({
    value: figure?.value ?? null,
    status: figure?.status ?? 'UNKNOWN',
    asOf: provenance.asOf,
  });
  return {
    period: counted.period,
    definition: counted.definition,
    total: toCount(total),
    byAgeAndSex: AGE_GROUPS.flatMap((ageGroup, row) =>
      SEXES.map((sex, column) => ({ ageGroup, sex, count: toCount(cells[row]?.[column]) })),
    ),
    provenance,
  };
}
