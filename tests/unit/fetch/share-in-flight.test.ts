import { beforeEach, describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import type { CancelSignal } from '../../../gateway/cancellation.ts';
import { createSharing, type Sharing } from '../../../gateway/share-in-flight.ts';

interface Answer {
  value: string;
  errors?: string[];
}

/** What was asked for, to be answered by the test. */
interface Asked {
  readonly signal: CancelSignal;
  answer(answer: Answer): void;
  fail(error: Error): void;
}

let clock: ReturnType<typeof createFrozenClock>;
let sharing: Sharing<Answer>;
let asked: Asked[];
beforeEach(() => {
  clock = createFrozenClock('2026-11-21T00:00:00Z');
  asked = [];
  sharing = createSharing<Answer>({
    clock,
    copy: (answer) => structuredClone(answer),
    isFaulty: (answer) => answer.errors !== undefined,
  });
});

const ask = (signal: CancelSignal) =>
  new Promise<Answer>((resolve, reject) => {
    const abort = () => {
      reject(new Error('broken off'));
    };
    signal.addEventListener('abort', abort);
    asked.push({ signal, answer: resolve, fail: reject });
  });

function want(key: string, options: { deadlineMs?: number; admission?: Promise<number> } = {}) {
  const client = new AbortController();
  const deadlineAtMs = clock.nowMs() + (options.deadlineMs ?? 10_000);
  const shared = sharing.share(
    key,
    { signal: client.signal, deadlineAtMs },
    ask,
    options.admission,
  );
  // A test looks at the failure when it is ready for it.
  shared.catch(() => undefined);
  return {
    shared,
    leave: () => {
      client.abort();
    },
  };
}

/** Lets everything go on that waits for nothing but other promises. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('what is in flight', () => {
  it('is asked for once, and again once it has been answered', async () => {
    const first = want('a');
    const second = want('a');
    const other = want('b');
    expect(asked).toHaveLength(2);
    asked[0]!.answer({ value: 'one' });
    asked[1]!.answer({ value: 'other' });
    expect(await first.shared).toEqual({ value: { value: 'one' }, joined: false });
    expect(await second.shared).toEqual({ value: { value: 'one' }, joined: true });
    expect(await other.shared).toEqual({ value: { value: 'other' }, joined: false });
    want('a');
    expect(asked).toHaveLength(3);
  });

  it('is answered to each with an object of his own, made before the first can change his', async () => {
    const changed = want('a').shared.then(({ value }) => {
      value.value = 'changed by the first';
      return value;
    });
    const others = [want('a'), want('a')];
    const sent = { value: 'one' };
    asked[0]!.answer(sent);
    const [second, third] = await Promise.all(others.map(({ shared }) => shared));
    expect(await changed).toBe(sent);
    expect([second!.value, third!.value]).toEqual([{ value: 'one' }, { value: 'one' }]);
    expect(second!.value).not.toBe(third!.value);
  });

  it('goes on for the others when the first goes away', async () => {
    const first = want('a');
    const second = want('a');
    first.leave();
    await expect(first.shared).rejects.toThrow('aborted');
    expect(asked[0]!.signal.aborted).toBe(false);
    asked[0]!.answer({ value: 'one' });
    expect(await second.shared).toEqual({ value: { value: 'one' }, joined: true });
    expect(asked).toHaveLength(1);
  });

  it('is broken off when all have gone, and nobody joins it any more', async () => {
    const waiters = [want('a'), want('a'), want('a')];
    waiters.forEach(({ leave }) => {
      leave();
    });
    expect(asked[0]!.signal.aborted).toBe(true);
    for (const { shared } of waiters) await expect(shared).rejects.toThrow();
    want('a');
    expect(asked).toHaveLength(2);
  });

  it('is begun with a signal that has fired for a client that has gone already', async () => {
    const gone = sharing.share('a', { signal: AbortSignal.abort(), deadlineAtMs: Infinity }, ask);
    await expect(gone).rejects.toThrow('aborted');
    expect(asked[0]!.signal.aborted).toBe(true);
  });

  it('leaves its failure to the first: each of the others asks for himself, once', async () => {
    const waiters = [want('a'), want('a'), want('a')];
    asked[0]!.fail(new Error('unreachable'));
    await settle();
    expect(asked).toHaveLength(3);
    asked[1]!.answer({ value: 'two' });
    asked[2]!.fail(new Error('still unreachable'));
    await expect(waiters[0]!.shared).rejects.toThrow('unreachable');
    expect(await waiters[1]!.shared).toEqual({ value: { value: 'two' }, joined: false });
    await expect(waiters[2]!.shared).rejects.toThrow('still unreachable');
    expect(asked).toHaveLength(3);
  });

  it("ends at the first's deadline, and who has longer asks anew", async () => {
    const first = want('a', { deadlineMs: 100 });
    const second = want('a', { deadlineMs: 5_000 });
    clock.advanceMs(100);
    first.leave();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toHaveLength(2);
    expect(asked[0]!.signal.aborted).toBe(true);
    asked[1]!.answer({ value: 'two' });
    expect(await second.shared).toEqual({ value: { value: 'two' }, joined: false });
  });

  it("is not joined at the first's deadline, nor is a faulty answer that came so late", async () => {
    const first = want('a', { deadlineMs: 100 });
    const second = want('a');
    clock.advanceMs(60);
    const third = want('a');
    expect(asked).toHaveLength(2);
    asked[0]!.answer({ value: 'half', errors: ['timeout'] });
    await settle();
    expect(asked).toHaveLength(3);
    asked[1]!.answer({ value: 'third' });
    asked[2]!.answer({ value: 'second' });
    expect((await first.shared).value).toEqual({ value: 'half', errors: ['timeout'] });
    expect((await second.shared).value).toEqual({ value: 'second' });
    expect((await third.shared).value).toEqual({ value: 'third' });
  });

  it('is shared with its errors, where there was time enough', async () => {
    const waiters = [want('a'), want('a')];
    asked[0]!.answer({ value: 'half', errors: ['not bound'] });
    for (const { shared } of waiters)
      expect((await shared).value).toEqual({ value: 'half', errors: ['not bound'] });
    expect(asked).toHaveLength(1);
  });

  it('is not joined once the doors are closed', async () => {
    const before = [want('a'), want('a')];
    sharing.closeDoors();
    const after = want('a');
    expect(asked).toHaveLength(2);
    asked[0]!.answer({ value: 'before' });
    await settle();
    const later = want('a');
    expect(asked).toHaveLength(2);
    asked[1]!.answer({ value: 'after' });
    for (const { shared } of before) expect((await shared).value.value).toBe('before');
    for (const { shared } of [after, later]) expect((await shared).value.value).toBe('after');
  });
});

describe('admission', () => {
  it('is waited for: who is refused asks for himself', async () => {
    let admit = (_untilMs: number) => {
      /* set below */
    };
    const admission = new Promise<number>((resolve) => (admit = resolve));
    want('a', { admission });
    const second = want('a');
    await settle();
    expect(asked).toHaveLength(1);
    admit(0);
    await settle();
    expect(asked).toHaveLength(2);
    asked[1]!.answer({ value: 'two' });
    expect(await second.shared).toEqual({ value: { value: 'two' }, joined: false });
    expect(asked[0]!.signal.aborted).toBe(false);
  });

  it('holds until its time, and also for an answer that came before it', async () => {
    let admit = (_untilMs: number) => {
      /* set below */
    };
    const admission = new Promise<number>((resolve) => (admit = resolve));
    want('a', { admission });
    const second = want('a');
    asked[0]!.answer({ value: 'one' });
    await settle();
    admit(clock.nowMs() + 1);
    expect(await second.shared).toEqual({ value: { value: 'one' }, joined: true });

    want('b', { admission: Promise.resolve(clock.nowMs()) });
    want('b');
    await settle();
    expect(asked).toHaveLength(3);
  });

  it('is not waited for by who leaves, nor where the first failed', async () => {
    const admission = new Promise<number>(() => undefined);
    want('a', { admission });
    const leaving = want('a');
    const staying = want('a');
    leaving.leave();
    await expect(leaving.shared).rejects.toThrow('aborted');
    expect(asked).toHaveLength(1);
    asked[0]!.fail(new Error('lost'));
    await settle();
    expect(asked).toHaveLength(2);
    asked[1]!.answer({ value: 'two' });
    expect(await staying.shared).toEqual({ value: { value: 'two' }, joined: false });
  });
});
