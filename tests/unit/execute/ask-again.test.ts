import { describe, expect, it } from '@jest/globals';
import { MAX_REPEATS, partsToAskAgain } from '../../../gateway/execute/ask-again.ts';

const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `entities${index}`);
const unnamed = [{ message: 'out of order' }];

/** How many requests follow where every reply that has a faulty part has no data, and names nobody. */
function repeatsOf(parts: readonly number[], isFaulty: (part: number) => boolean) {
  const repeats = { left: MAX_REPEATS, sent: 0, lost: [] as number[] };
  const ask = (asked: readonly number[]): void => {
    if (!asked.some(isFaulty)) return;
    const requests =
      asked.length === 1 ? [] : partsToAskAgain(unnamed, namesOf(asked.length), repeats.left);
    const again = new Set(requests.flat());
    repeats.lost.push(...asked.filter((_part, index) => !again.has(index)));
    repeats.left -= requests.length;
    repeats.sent += requests.length;
    for (const request of requests) ask(request.map((index) => asked[index]!));
  };
  ask(parts);
  return repeats;
}

const fifty = Array.from({ length: 50 }, (_, index) => index);

describe('the parts of a call whose reply has no data', () => {
  it('are never asked again more often than is bounded, though all are at fault', () => {
    expect(repeatsOf(fifty, () => true).sent).toBeLessThanOrEqual(MAX_REPEATS);
  });

  it('are not asked again where errors name them all, or no repeats are left', () => {
    const errors = namesOf(3).map((name) => ({ message: 'x', path: [name] }));
    expect(partsToAskAgain(errors, namesOf(3), MAX_REPEATS)).toEqual([]);
    expect(partsToAskAgain(unnamed, namesOf(3), 1)).toEqual([]);
    expect(partsToAskAgain([errors[0]], namesOf(3), 0)).toEqual([]);
  });

  it('are asked together without those that an error names', () => {
    const errors = [{ message: 'x', path: ['entities1'] }, ...unnamed];
    expect(partsToAskAgain(errors, namesOf(4), MAX_REPEATS)).toEqual([[0, 2, 3]]);
  });

  it('lose but the one at fault, whichever of many it is', () => {
    for (const faulty of fifty) {
      const { lost } = repeatsOf(fifty, (part) => part === faulty);
      expect(lost).toEqual([faulty]);
    }
  });

  it('are asked each alone where they are few', () => {
    expect(partsToAskAgain(undefined, namesOf(3), MAX_REPEATS)).toEqual([[0], [1], [2]]);
  });
});
