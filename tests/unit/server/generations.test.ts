import { describe, expect, it } from '@jest/globals';
import { createGenerations } from '../../../server/generations.ts';
import { createSharedTransports } from '../../../server/shared-transports.ts';

function createBench() {
  const closed: string[] = [];
  const generation = (name: string) => ({
    name,
    close: async () => void closed.push(name),
  });
  return { closed, generation, generations: createGenerations(generation('first')) };
}

/** A use that lasts until it is ended. */
function hold(generations: ReturnType<typeof createBench>['generations']) {
  let end: (result: Promise<never> | undefined) => void = () => undefined;
  const used = generations.use(async ({ name }) => {
    await new Promise((resolve) => (end = resolve));
    return name;
  });
  return {
    used,
    end(result?: Promise<never>) {
      end(result);
    },
  };
}

describe('a generation', () => {
  it('is not closed while it is current, used or not', async () => {
    const { generations, closed } = createBench();
    await generations.use(async () => undefined);
    expect(closed).toEqual([]);
  });

  it('is kept by those who began with it, and closed after the last of them', async () => {
    const { generations, generation, closed } = createBench();
    const one = hold(generations);
    const other = hold(generations);
    generations.replace(generation('second'));
    expect(await generations.use(async ({ name }) => name)).toBe('second');
    one.end();
    expect(await one.used).toBe('first');
    expect(closed).toEqual([]);
    other.end(Promise.reject(new Error('it failed')));
    await expect(other.used).rejects.toThrow('it failed');
    expect(closed).toEqual(['first']);
  });

  it('is kept by whoever has borrowed it, until it is given back, which counts once', async () => {
    const { generations, generation, closed } = createBench();
    const one = generations.borrow();
    const other = generations.borrow();
    generations.replace(generation('second'));
    one.giveBack();
    one.giveBack();
    expect(closed).toEqual([]);
    other.giveBack();
    expect(closed).toEqual(['first']);
  });

  it('is closed at once when it is replaced unused, and only once', async () => {
    const { generations, generation, closed } = createBench();
    generations.replace(generation('second'));
    generations.replace(generation('third'));
    expect(closed).toEqual(['first', 'second']);
    await generations.close();
    expect(closed).toEqual(['first', 'second', 'third']);
  });

  it('is closed with all others at the end, although somebody uses it', async () => {
    const { generations, generation, closed } = createBench();
    const one = hold(generations);
    generations.replace(generation('second'));
    await generations.close();
    expect([...closed].sort()).toEqual(['first', 'second']);
    one.end();
    await one.used;
    expect(closed).toHaveLength(2);
  });
});

describe('a transport that generations share', () => {
  it('is opened once a name and URL, and closed by the last who gives it back', async () => {
    const log: string[] = [];
    const open = createSharedTransports((name, url) => ({
      send: () => Promise.reject(new Error('nothing is sent here')),
      close: async () => void log.push(`close ${name} ${url}`),
    }));
    const first = open('a', 'http://one');
    const again = open('a', 'http://one');
    const moved = open('a', 'http://other');
    await first.close();
    await first.close();
    expect(log).toEqual([]);
    await again.close();
    await moved.close();
    expect(log).toEqual(['close a http://one', 'close a http://other']);
  });
});
