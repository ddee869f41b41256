import type { Random } from './create-random.ts';
import type { NumberIssuer } from './issue-numbers.ts';
import type { Regency } from './areas.ts';
import type { Address, Household, Person } from './province.ts';
import { addDays } from './dates.ts';
import { inventStreet } from './names.ts';
import { planMembers } from './plan-members.ts';
import { createChangedAt } from './create-changed-at.ts';
import { createPerson } from './create-person.ts';

export interface HouseholdContext {
  readonly random: Random;
  readonly issuer: NumberIssuer;
  readonly regency: Regency;
  /** The day that ages are counted on, YYYY-MM-DD. */
  readonly on: string;
}

/** One family card of 1 to `atMost` (and never more than 6) members. */
export function createHousehold(context: HouseholdContext, atMost: number): Household {
  const { random, issuer, regency, on } = context;
  const village = random.pick(regency.villages);
  const registeredOn = addDays(on, -random.integer(30, 5_000));
  const noKk = issuer.noKk(village.code.slice(0, 8), registeredOn);
  const members: Person[] = [];
  for (const plan of planMembers(random).slice(0, atMost)) {
    members.push(createPerson(context, { plan, noKk, village, family: members }));
  }
  return {
    noKk,
    headName: members[0]?.name ?? '',
    address: createAddress(random, regency, village.code),
    members,
    changedAt: createChangedAt(random, on),
    ...(random.chance(0.005) ? { cardMissing: true as const } : {}),
  };
}

function createAddress(random: Random, regency: Regency, villageCode: string): Address {
  return {
    street: inventStreet(random),
    rt: String(random.integer(1, 12)).padStart(3, '0'),
    rw: String(random.integer(1, 9)).padStart(3, '0'),
    hamlet: random.chance(0.2) ? `DUSUN ${random.pick(['I', 'II', 'III', 'IV'])}` : null,
    postalCode: `${regency.postalPrefix}${random.integer(10, 99)}`,
    villageCode,
  };
}
