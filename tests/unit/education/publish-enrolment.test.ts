import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publishClasses } from '../../../subgraphs/education/publish-classes.ts';
import {
  publishEnrolment,
  type SchoolEnrolment,
} from '../../../subgraphs/education/publish-enrolment.ts';

const schoolsOf = (level: string, ...pupils: number[]): SchoolEnrolment[] =>
  pupils.map((count) => ({ level, pupils: count }));

describe("a regency's published enrolment", () => {
  it('closes a kind whose sum would give its one small school away, and the total with it', () => {
    const { total, byLevel } = publishEnrolment([
      ...schoolsOf('SD', 100, 7),
      ...schoolsOf('SMP', 50),
    ]);
    expect(byLevel).toEqual([
      { level: 'SD', schools: 2, pupils: { value: null, status: 'SUPPRESSED' } },
      { level: 'SMP', schools: 1, pupils: { value: 50, status: 'EXACT' } },
    ]);
    expect(total).toEqual({ value: null, status: 'SUPPRESSED' });
  });

  it('opens the sum of a kind that hides two schools of 10 together', () => {
    const { total, byLevel } = publishEnrolment(schoolsOf('SD', 100, 7, 3));
    expect(byLevel).toMatchObject([{ pupils: { value: 110, status: 'EXACT' } }]);
    expect(total).toEqual({ value: 110, status: 'EXACT' });
  });

  it('never lets the small schools be found by subtracting what is published', () => {
    const school = fc.record({
      level: fc.constantFrom('SD', 'SMP', 'SMA'),
      pupils: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(school, { minLength: 1, maxLength: 12 }), (schools) => {
        const { total, byLevel } = publishEnrolment(schools);
        const shown = byLevel.filter(({ pupils }) => pupils.status === 'EXACT');
        const closed = schools.filter(({ level }) => !shown.some((one) => one.level === level));
        // Whoever subtracts knows every school of 10 and more.
        const groups = [
          ...shown.map(({ level }) => schools.filter((one) => one.level === level)),
          ...(total.status === 'EXACT' ? [closed] : []),
        ];
        return groups.every((group) => {
          const hidden = group.filter(({ pupils }) => pupils < 10);
          const together = hidden.reduce((sum, { pupils }) => sum + pupils, 0);
          return hidden.length === 0 || (hidden.length > 1 && together >= 10);
        });
      }),
    );
  });
});

describe("a school's published classes", () => {
  it('suppress every class of a school that has under 10 pupils, and their sum', () => {
    const { classes, total } = publishClasses([
      { name: 'Kelas 1', grade: '1', pupils: 4 },
      { name: 'Kelas 2', grade: '2', pupils: 5 },
    ]);
    expect(classes.map(({ pupils }) => pupils.status)).toEqual(['SUPPRESSED', 'SUPPRESSED']);
    expect(total).toEqual({ value: null, status: 'SUPPRESSED' });
  });

  it('never leave one closed class beside an open sum', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), (sizes) => {
        const { classes, total } = publishClasses(
          sizes.map((pupils) => ({ name: 'x', grade: null, pupils })),
        );
        const closed = sizes.filter((_, index) => classes[index]!.pupils.status === 'SUPPRESSED');
        const small = sizes.filter((size) => size < 10).length;
        const together = closed.reduce((sum, size) => sum + size, 0);
        if (total.status !== 'EXACT' || small === 0) return true;
        return closed.length > 1 && together >= 10;
      }),
    );
  });
});
