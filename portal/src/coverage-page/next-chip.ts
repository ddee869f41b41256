const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/**
 * Where a key moves to from a chip: left and right along a regency's ports, up and down along the regencies; it stops
 * at the edges. Undefined for keys that move nothing.
 *
 * @param rows - the chips' keys, a list for each regency that has chips
 */
export function nextChip(
  rows: readonly (readonly string[])[],
  from: string,
  key: string,
): string | undefined {
  const step = STEPS[key];
  const row = rows.findIndex((keys) => keys.includes(from));
  const present = rows[row];
  if (step === undefined || present === undefined) return undefined;
  const target = rows[clamp(row + step[0], rows.length)] ?? present;
  return target[clamp(present.indexOf(from) + step[1], target.length)];
}

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}
