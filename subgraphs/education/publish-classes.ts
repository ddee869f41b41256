import type { Provenance, Sourced } from '../../common/provenance.ts';
import { SMALLEST_PUBLISHED, suppressCells, type Figure } from '../shared/suppress-cells.ts';
import type { ClassSize } from './school-source.ts';

export interface PublishedClass {
  readonly name: string;
  readonly grade: string | null;
  readonly pupils: Figure;
}

/** A school's classes in figures that may be published. */
export interface PublishedClasses extends Sourced {
  readonly classes: readonly PublishedClass[];
  readonly total: Figure;
}

/**
 * Suppresses classes under 10, and as many others as it takes that none can be found by subtracting from the school's
 * total, which is itself suppressed under 10.
 */
export function publishClasses(
  sizes: readonly ClassSize[],
): Pick<PublishedClasses, 'classes' | 'total'> {
  const { cells } = suppressCells(sizes.map(({ pupils }) => [pupils]));
  return {
    classes: sizes.map(({ name, grade }, index) => ({
      name,
      grade,
      pupils: cells[index]?.[0] ?? SUPPRESSED,
    })),
    total: toFigure(countPupils(sizes)),
  };
}

const SUPPRESSED: Figure = { value: null, status: 'SUPPRESSED' };

export function countPupils(sizes: readonly ClassSize[]): number {
  return sizes.reduce((sum, { pupils }) => sum + pupils, 0);
}

/** A count of persons that stands alone. */
export function toFigure(count: number): Figure {
  return count < SMALLEST_PUBLISHED ? SUPPRESSED : { value: count, status: 'EXACT' };
}

/** A figure as the schema has it. */
export function toCount({ value, status }: Figure, { asOf }: Pick<Provenance, 'asOf'>) {
  return { value, status, asOf };
}
