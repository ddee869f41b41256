import { describe, expect, it } from '@jest/globals';
import { isMinor } from '../../../common/row-guard.ts';
import { createFrozenClock } from '../../../common/clock.ts';
import { parseNik, parseNoKk } from '../../../common/nik.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import { FIXED_HOUSEHOLDS } from '../../../simulators/province/fixed-failures.ts';
import { EXAMPLE_HOUSEHOLDS } from '../../../simulators/province/fixed-examples.ts';
import { listRegencies } from '../../../simulators/province/areas.ts';
import type { Person, Province } from '../../../simulators/province/province.ts';

const asOf = '2026-09-21T03:00:00.000Z';
const province = createProvince({ asOf });

const worldsOf = (world: Province) => [...world.regencies.values()];
const peopleOf = (world: Province) =>
  worldsOf(world).flatMap(({ households }) => households.flatMap(({ members }) => members));

/** Whether a valid NIK says another sex or birth date than the register. */
function disagrees({ nik, sex, birthDate }: Person): boolean {
  const parsed = parseNik(nik);
  if (!parsed.ok) return false;
  const { day, month, yearOfCentury } = parsed.value.birth;
  const written = [yearOfCentury, month, day]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return written !== birthDate.slice(2) || parsed.value.sex !== (sex === 1 ? 'MALE' : 'FEMALE');
}

describe('the synthetic province', () => {
  it('is the same for the same seed, size and instant, and another one for another seed', () => {
    expect(createProvince({ asOf })).toEqual(province);
    expect(createProvince({ asOf, seed: 1 }).regencies).not.toEqual(province.regencies);
  });

  it('has about as many residents as asked for, over eight regencies in rough proportion', () => {
    const counts = worldsOf(province).map(({ households }) =>
      households.reduce((sum, { members }) => sum + members.length, 0),
    );
    expect([...province.regencies.keys()]).toEqual(
      '36.01 36.02 36.03 36.04 36.71 36.72 36.73 36.74'.split(' '),
    );
    const all = counts.reduce((sum, count) => sum + count, 0);
    expect(Math.abs(all - 5_000)).toBeLessThan(100);
    expect(Math.max(...counts)).toBe(counts[2]);
    expect(Math.min(...counts)).toBe(counts[5]);
  });

  it('puts everybody into a village that exists, on a card of one to six', () => {
    const villages = new Set(
      listRegencies().flatMap(({ villages: all }) => all.map(({ code }) => code)),
    );
    for (const { code, households } of worldsOf(province)) {
      const misplaced = households.filter(
        ({ address, members }) =>
          !villages.has(address.villageCode) ||
          !address.villageCode.startsWith(code) ||
          members.length < 1 ||
          members.length > 6,
      );
      expect(misplaced).toEqual([]);
    }
  });

  it('gives a valid NIK that agrees with sex and birth date to all but a handful, and nobody an equal one', () => {
    const people = worldsOf(createProvince({ asOf, residents: 20_000 })).flatMap(
      ({ households }) => {
        const members = households.flatMap((household) => household.members);
        expect(new Set(members.map(({ nik }) => nik)).size).toBe(members.length);
        return members;
      },
    );
    const invalid = people.filter(({ nik }) => !parseNik(nik).ok);
    expect(invalid.length).toBeGreaterThan(5);
    expect(invalid.length).toBeLessThan(60);
    expect(people.filter(disagrees)).toEqual([]);
  });

  it('lets some live elsewhere than where their number was issued, and gives every card a number', () => {
    const people = peopleOf(province);
    const issuedHere = people.filter(({ nik }) => nik.startsWith('36'));
    expect(issuedHere.length / people.length).toBeGreaterThan(0.85);
    expect(issuedHere.length / people.length).toBeLessThan(0.99);
    expect(people.filter(({ noKk }) => parseNoKk(noKk) === undefined)).toEqual([]);
  });

  it('has what real registers have: missing cards and elements, stale rows, people in two regencies', () => {
    const households = worldsOf(province).flatMap((world) => world.households);
    const people = peopleOf(province);
    const niks = new Map<string, number>();
    for (const { nik } of people) niks.set(nik, (niks.get(nik) ?? 0) + 1);
    expect(households.filter(({ cardMissing }) => cardMissing).length).toBeGreaterThan(1);
    expect(people.filter(({ unrecorded }) => unrecorded).length).toBeGreaterThan(20);
    expect(people.filter(({ changedAt }) => changedAt < '2015').length).toBeGreaterThan(50);
    expect([...niks.values()].filter((count) => count === 2).length).toBeGreaterThan(1);
    expect(people.filter(({ status }) => status !== 0).length).toBeGreaterThan(20);
  });

  it('moves neither its personas nor its test NIKs with seed or size', () => {
    const other = createProvince({ asOf: '2027-02-01T00:00:00.000Z', seed: 99, residents: 300 });
    expect(other.test).toEqual(province.test);
    for (const { regionCode, household, stray } of [...FIXED_HOUSEHOLDS, ...EXAMPLE_HOUSEHOLDS]) {
      const world = other.regencies.get(regionCode)!;
      expect(stray ? world.strayHouseholds : world.households).toContainEqual(household);
    }
  });

  it('gives warga a spouse, two minor children and an adult one', () => {
    const clock = createFrozenClock(asOf);
    const { warga, wargaHousehold } = province.test;
    const children = wargaHousehold.members.filter(({ relationship }) => relationship === 4);
    expect(wargaHousehold.members[0]).toEqual(warga);
    expect(wargaHousehold.members[1]!.relationship).toBe(3);
    expect(children.map(({ birthDate }) => isMinor(birthDate, clock))).toEqual([false, true, true]);
  });

  it('writes its fixed NIKs in agreement with sex and birth date, save the two that are to be wrong', () => {
    for (const { household } of [...FIXED_HOUSEHOLDS, ...EXAMPLE_HOUSEHOLDS]) {
      expect(parseNoKk(household.noKk)).toBeDefined();
      for (const { nik, sex, birthDate } of household.members) {
        const parsed = parseNik(nik);
        if (nik === province.test.byFailure.invalidInRegister.nik) {
          expect(parsed).toMatchObject({ ok: false, fault: 'SERIAL' });
        } else {
          const [year, month, day] = [
            birthDate.slice(2, 4),
            birthDate.slice(5, 7),
            birthDate.slice(8),
          ];
          expect(parsed).toMatchObject({
            ok: true,
            value: {
              sex: sex === 1 ? 'MALE' : 'FEMALE',
              birth: { day: Number(day), month: Number(month), yearOfCentury: Number(year) },
            },
          });
        }
      }
    }
    expect(parseNik(province.test.byFailure.impossible.nik)).toMatchObject({ fault: 'MONTH' });
  });

  it('holds the test NIKs as they are described', () => {
    const { byFailure } = province.test;
    const holders = (nik: string) =>
      worldsOf(province)
        .filter(({ households }) =>
          households.some(({ members }) => members.some((one) => one.nik === nik)),
        )
        .map(({ code }) => code);
    expect(holders(byFailure.unknown.nik)).toEqual([]);
    expect(holders(byFailure.conflicting.nik)).toEqual(['36.03', '36.71']);
    expect(holders(byFailure.otherRegencyRow.nik)).toEqual([]);
    expect(holders(byFailure.dukcapilResident.nik)).toEqual(['36.01']);
    for (const code of province.regencies.keys()) {
      expect(holders(province.test.examples[code]!.nik)).toEqual([code]);
    }
  });

  it('pays nothing after its instant, and has amounts that no double holds', () => {
    for (const { finance } of worldsOf(province)) {
      expect(finance.fiscalYear).toBe(2026);
      expect(finance.payments.filter(({ issuedOn }) => issuedOn > '2026-09-21')).toEqual([]);
    }
    const exact = province.regencies.get('36.03')!.finance.budget.at(-1)!;
    expect(exact.original).toBe('90071992547409931.25');
    expect(exact.amended).toBe('90071992547409931.27');
  });

  it('pays aid to warga and to one of his wards', () => {
    const { aid } = province.regencies.get('36.71')!;
    const { members } = province.test.wargaHousehold;
    expect(aid.filter(({ nik }) => nik === members[0]!.nik)).toHaveLength(2);
    expect(aid.filter(({ nik }) => nik === members[3]!.nik)).toHaveLength(1);
  });
});
