import { describe, expect, it } from '@jest/globals';
import { usualPatience } from '../../../gateway/execute/patience.ts';

const after = (elapsedMs: number, spansDepths: boolean, leftMs = 10_000) =>
  usualPatience({ elapsedMs, leftMs, call: { spansDepths } });

describe('the patience of a fetch', () => {
  it('takes nothing that the answer needs: of what is left, a tenth at most', () => {
    expect(after(1_000, false, 90)).toBe(9);
    expect(after(1_000, true, 90)).toBe(9);
    expect(after(1_000, true, -1)).toBeLessThanOrEqual(0);
  });

  it('is half as long as the operation has taken, and 20 ms at most, for what is as deep', () => {
    expect([0, 10, 40, 400].map((elapsedMs) => after(elapsedMs, false))).toEqual([0, 5, 20, 20]);
  });

  it('is twice as long as the operation has taken, and 100 ms at most, for what is deeper', () => {
    expect([0, 10, 50, 400].map((elapsedMs) => after(elapsedMs, true))).toEqual([0, 20, 100, 100]);
  });
});
