import type { Random } from './create-random.ts';
import type { MaritalCode, RelationshipCode } from './province.ts';

/** One member of a card before he has a name. */
export interface MemberPlan {
  readonly relationship: RelationshipCode;
  readonly sex: 1 | 2;
  /** Years, as of the world's day. */
  readonly age: number;
  readonly marital: MaritalCode;
}

/** Who stands on one family card, in its order: head, spouse, children by age, then parents and others. At most six. */
export function planMembers(random: Random): MemberPlan[] {
  const kind = random.next();
  if (kind < 0.1) return [planSingle(random)];
  if (kind < 0.2) return planLoneParent(random);
  const couple = planCouple(random);
  if (kind < 0.33) return couple;
  const family = [...couple, ...planChildren(random, couple[1].age, 3)];
  if (kind < 0.85) return family;
  return [...family, planElder(random, couple[0].age)].slice(0, 6);
}

function planSingle(random: Random): MemberPlan {
  const age = random.integer(20, 82);
  const marital = age < 32 ? 1 : random.pick([1, 3, 4, 4] as const);
  return { relationship: 1, sex: random.pick([1, 2]), age, marital };
}

function planLoneParent(random: Random): MemberPlan[] {
  const age = random.integer(24, 60);
  const sex = random.pick([1, 2, 2, 2] as const);
  const head: MemberPlan = { relationship: 1, sex, age, marital: random.pick([3, 4]) };
  return [head, ...planChildren(random, age, 3)];
}

function planCouple(random: Random): [MemberPlan, MemberPlan] {
  const age = random.integer(22, 72);
  const wifeAge = Math.max(19, age - random.integer(-2, 7));
  return [
    { relationship: 1, sex: 1, age, marital: 2 },
    { relationship: 3, sex: 2, age: wifeAge, marital: 2 },
  ];
}

/** Children whom a parent of `parentAge` had between 19 and 41, eldest first; those of 28 and more have their own card. */
function planChildren(random: Random, parentAge: number, atMost: number): MemberPlan[] {
  const eldest = Math.min(27, parentAge - 19);
  const youngest = Math.max(0, parentAge - 41);
  if (eldest < youngest) return [];
  const ages = Array.from({ length: random.integer(1, atMost) }, () =>
    random.integer(youngest, eldest),
  );
  return ages
    .sort((one, other) => other - one)
    .map((age) => ({ relationship: 4, sex: random.pick([1, 2]), age, marital: 1 }));
}

function planElder(random: Random, headAge: number): MemberPlan {
  return {
    relationship: random.pick([7, 8]),
    sex: random.pick([1, 2, 2]),
    age: Math.min(97, headAge + random.integer(20, 32)),
    marital: random.pick([2, 4, 4]),
  };
}
