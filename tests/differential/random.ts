/** A number from 0 to 2³² − 1 that depends on the whole text: equal texts give equal numbers, on every machine. */
export function hashText(text: string): number {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  return (one ^ (one >>> 16)) >>> 0;
}

/** Choices that a seed decides. */
export interface Random {
  /** A whole number from 0 to `below` − 1. */
  int(below: number): number;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  /** @throws RangeError - of nothing, nothing can be picked. */
  pick<T>(items: readonly T[]): T;
  /** Some of the items, in their order. */
  some<T>(items: readonly T[], percent: number): T[];
}

/** Makes a source of choices: the same seed gives the same ones. (A SplitMix generator on 32 bits.) */
export function createRandom(seed: string): Random {
  let state = hashText(seed);
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let value = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
    return (value ^ (value >>> 15)) >>> 0;
  };
  const chance = (percent: number) => next() % 100 < percent;
  return {
    int: (below) => next() % below,
    chance,
    pick(items) {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[next() % items.length] as (typeof items)[number];
    },
    some: (items, percent) => items.filter(() => chance(percent)),
  };
}
