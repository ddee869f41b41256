import type { Random } from './create-random.ts';
import type { NumberIssuer } from './issue-numbers.ts';
import type { Household, Person, RegencyWorld } from './province.ts';
import { addDays } from './dates.ts';
import { misspell } from './names.ts';

/**
 * Lets about one household in 400 of each regency stand in the next one too: its head has moved there and is spelled
 * differently, and the old register does not know.
 */
export function addConflicts(
  random: Random,
  issuer: NumberIssuer,
  worlds: readonly RegencyWorld[],
): RegencyWorld[] {
  const arrivals = worlds.map((world, index) => {
    const origin = worlds[(index + 1) % worlds.length] ?? world;
    const movers = origin.households.filter(
      (household) => isMover(household) && random.chance(1 / 400),
    );
    return movers.map((household) => moveHead(random, issuer, household, world));
  });
  return worlds.map((world, index) => ({
    ...world,
    households: [...world.households, ...(arrivals[index] ?? [])],
  }));
}

/** Not the fixed families, whose serials begin at 9001, and none who is registered under an impossible number. */
function isMover({ members: [head] }: Household): boolean {
  return head?.status === 0 && /^\d{12}5\d{3}$/.test(head.nik);
}

function moveHead(
  random: Random,
  issuer: NumberIssuer,
  household: Household,
  to: RegencyWorld,
): Household {
  const neighbour = to.households[random.integer(0, to.households.length - 1)] ?? household;
  const movedOn = addDays(household.changedAt.slice(0, 10), random.integer(1, 20));
  const noKk = issuer.noKk(neighbour.address.villageCode.slice(0, 8), movedOn);
  const changedAt = `${movedOn}T04:00:00.000Z`;
  const members = household.members.slice(0, 1).map((head): Person => ({
    ...head,
    noKk,
    relationship: 1,
    name: misspell(head.name),
    changedAt,
  }));
  return { noKk, headName: members[0]?.name ?? '', address: neighbour.address, members, changedAt };
}
