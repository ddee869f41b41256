import type { Random } from './create-random.ts';

/** Most rows changed within six years; one in thirty is far older, as stale rows are. */
export function createChangedAt(random: Random, on: string): string {
  const days = random.chance(1 / 30) ? random.integer(4_000, 7_000) : random.integer(1, 2_200);
  const at = Date.parse(on) - days * 86_400_000 + random.integer(0, 86_399_999);
  return new Date(at).toISOString();
}
