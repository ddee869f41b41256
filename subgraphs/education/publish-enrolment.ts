import { SMALLEST_PUBLISHED, type Figure } from '../shared/suppress-cells.ts';
import { toFigure } from './publish-classes.ts';

export interface SchoolEnrolment {
  readonly level: string;
  readonly pupils: number;
}

export interface PublishedEnrolment {
  readonly total: Figure;
  readonly byLevel: readonly {
    readonly level: string;
    readonly schools: number;
    readonly pupils: Figure;
  }[];
}

/**
 * Makes the pupils of a regency's schools fit to be published, by kind of school and together. Each school's own figure
 * is published beside them unless it is under 10, so that a sum minus the schools that show gives away those that do
 * not. A sum is therefore published only where it hides none, or at least two schools with 10 pupils between them; and
 * the total only where the same is true of all schools whose kind's sum is closed.
 */
export function publishEnrolment(schools: readonly SchoolEnrolment[]): PublishedEnrolment {
  const levels = [...new Set(schools.map(({ level }) => level))].sort();
  const byLevel = levels.map((level) => {
    const own = schools.filter((school) => school.level === level);
    return { level, own, hidden: hiddenOf(own), pupils: toSum(own, hiddenOf(own)) };
  });
  const closed = byLevel.filter(({ pupils }) => pupils.status === 'SUPPRESSED');
  return {
    total: toSum(
      schools,
      closed.flatMap(({ hidden }) => hidden),
    ),
    byLevel: byLevel.map(({ level, own, pupils }) => ({ level, schools: own.length, pupils })),
  };
}

function hiddenOf(schools: readonly SchoolEnrolment[]): readonly SchoolEnrolment[] {
  return schools.filter(({ pupils }) => pupils < SMALLEST_PUBLISHED);
}

function toSum(schools: readonly SchoolEnrolment[], hidden: readonly SchoolEnrolment[]): Figure {
  const together = sum(hidden);
  const givesAway =
    hidden.length > 0 && (hidden.length === 1 || toFigure(together).status === 'SUPPRESSED');
  return givesAway ? { value: null, status: 'SUPPRESSED' } : toFigure(sum(schools));
}

function sum(schools: readonly SchoolEnrolment[]): number {
  return schools.reduce((total, { pupils }) => total + pupils, 0);
}
