/** A stream of reproducible numbers. Not for secrets. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<const Choices extends readonly [unknown, ...unknown[]]>(choices: Choices): Choices[number];
}

/**
 * A stream of its own for each label, so that drawing more in one part of the world leaves the other parts as they were.
 * Generator: mulberry32 (Tommy Ettinger, public domain), seeded by FNV-1a over the label.
 */
export function createRandom(seed: number, label: string): Random {
  let state = hash(seed, label);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[integer(0, choices.length - 1)] ?? choices[0],
  };
}

function hash(seed: number, label: string): number {
  let value = 0x811c9dc5 ^ seed;
  for (let index = 0; index < label.length; index += 1) {
    value = Math.imul(value ^ label.charCodeAt(index), 0x01000193);
  }
  return value;
}
