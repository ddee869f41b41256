import type { RegencyWorld } from '../province/province.ts';
import type { Sheet, SheetCell } from './sheet.ts';
import { ageOn } from '../province/dates.ts';

const AGE_GROUPS = [
  ...Array.from({ length: 15 }, (_, index) => `${index * 5}-${index * 5 + 4}`),
  '75+',
];

/**
 * The semester's published aggregate of one regency (Data Kependudukan Bersih), with faulty rows at its end.
 *
 * @param asOf the day it is drawn on; the last semester that has ended before it is published.
 */
export function createDkbSheet(world: RegencyWorld, asOf: string): Sheet {
  const { period, lastDay } = lastSemester(asOf);
  const counts = countByAge(world, lastDay);
  const rows = AGE_GROUPS.map((group, index): SheetCell[] => [
    period,
    world.code,
    group,
    ...(counts[index] ?? [0, 0]),
  ]);
  return {
    fileName: `dkb-${period}.xlsx`,
    header: ['PERIODE', 'KODE_WILAYAH', 'KELOMPOK_UMUR', 'LAKI-LAKI', 'PEREMPUAN'],
    rows: [...rows, ...faultyRows(world, period)],
  };
}

function faultyRows(world: RegencyWorld, period: string): SheetCell[][] {
  const other = world.code === '36.71' ? '36.03' : '36.71';
  return [
    [period, other, '0-4', 31, 28],
    [period, world.code, '5-9', 12.5, 11],
    [period, world.code, '10-14', null, 17],
    [period, world.code, 'balita', 9, 9],
    [period, world.code, '15-19', 1, 1],
  ];
}

/** Registered residents by age group: men and women. */
function countByAge(world: RegencyWorld, lastDay: string): [number, number][] {
  const counts = AGE_GROUPS.map((): [number, number] => [0, 0]);
  for (const household of world.households) {
    for (const person of household.members) {
      if (person.status !== 0 || person.birthDate > lastDay) continue;
      const group = Math.min(15, Math.floor(ageOn(person.birthDate, lastDay) / 5));
      const cell = counts[group];
      if (cell !== undefined) cell[person.sex === 1 ? 0 : 1] += 1;
    }
  }
  return counts;
}

function lastSemester(asOf: string): { period: string; lastDay: string } {
  const year = Number(asOf.slice(0, 4));
  return asOf.slice(5, 7) > '06'
    ? { period: `${year}-S1`, lastDay: `${year}-06-30` }
    : { period: `${year - 1}-S2`, lastDay: `${year - 1}-12-31` };
}
