import { describe, expect, it } from '@jest/globals';

import { createEventQueue } from '../../../gateway/subscribe/event-queue.ts';

async function takeAll(queue: AsyncIterable<string>): Promise<string[]> {
  const taken: string[] = [];
  for await (const item of queue) taken.push(item);
  return taken;
}

describe('a queue of events', () => {
  it('takes no more than may wait, by number and by size', async () => {
    const byNumber = createEventQueue<string>({ items: 2, size: 1_000 });
    expect(['a', 'b', 'c'].map((item) => byNumber.push(item, 1))).toEqual([true, true, false]);
    const bySize = createEventQueue<string>({ items: 10, size: 10 });
    expect(bySize.push('a', 8)).toBe(true);
    expect(bySize.push('b', 3)).toBe(false);
    expect(bySize.push('c', 2)).toBe(true);
    bySize.end();
    expect(await takeAll(bySize)).toEqual(['a', 'c']);
  });

  it('takes one item however large it is, and has room again when it was taken', async () => {
    const queue = createEventQueue<string>({ items: 10, size: 10 });
    expect(queue.push('large', 50)).toBe(true);
    expect(queue.push('b', 1)).toBe(false);
    const items = queue[Symbol.asyncIterator]();
    expect(await items.next()).toEqual({ done: false, value: 'large' });
    expect(queue.push('b', 1)).toBe(true);
  });

  it('gives what waits before it ends, or throws the first reason', async () => {
    const queue = createEventQueue<string>({ items: 10, size: 10 });
    queue.push('a', 1);
    queue.fail(new Error('first'));
    queue.fail(new Error('second'));
    expect(queue.push('late', 1)).toBe(false);
    const items = queue[Symbol.asyncIterator]();
    expect((await items.next()).value).toBe('a');
    await expect(items.next()).rejects.toThrow('first');
  });

  it('wakes whoever waits when it is cleared, and gives nothing more', async () => {
    const queue = createEventQueue<string>({ items: 10, size: 10 });
    const items = queue[Symbol.asyncIterator]();
    const waiting = items.next();
    queue.clear();
    expect(await waiting).toEqual({ done: true, value: undefined });
    const other = createEventQueue<string>({ items: 10, size: 10 });
    other.push('a', 1);
    other.clear();
    expect(await takeAll(other)).toEqual([]);
  });
});
