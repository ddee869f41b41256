import { describe, expect, it } from '@jest/globals';

import { createWaitingSum } from '../../../gateway/subscribe/waiting-sum.ts';

function createBench(limit: number) {
  const sum = createWaitingSum(limit);
  const shed: string[] = [];
  return { shed, join: (name: string) => sum.join(() => shed.push(name)) };
}

describe('what waits in all queues together', () => {
  it('sheds the queue in which most waits, whichever brought it over the limit', () => {
    const { join, shed } = createBench(10);
    const [small, large, other] = [join('small'), join('large'), join('other')];
    small(2);
    large(7);
    other(1);
    expect(shed).toEqual([]);
    small(3);
    expect(shed).toEqual(['large']);
    other(7);
    expect(shed).toEqual(['large']);
    other(8);
    expect(shed).toEqual(['large', 'other']);
  });

  it('sheds as many as it takes, and one alone that is too large', () => {
    const { join, shed } = createBench(10);
    for (const name of ['a', 'b', 'c']) join(name)(3);
    join('huge')(50);
    expect(shed).toEqual(['huge']);
    join('again')(11);
    expect(shed).toEqual(['huge', 'again']);
  });

  it('counts no more what was taken, or what a queue that was shed says of itself', () => {
    const { join, shed } = createBench(10);
    const [one, other] = [join('one'), join('other')];
    one(10);
    one(0);
    other(10);
    expect(shed).toEqual([]);
    other(11);
    other(0);
    one(10);
    expect(shed).toEqual(['other']);
  });
});
