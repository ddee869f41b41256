import { describe, expect, it } from '@jest/globals';
import { SourceError } from '../../../common/errors/errors.ts';
import { createMemoryCacheStore } from '../../../connectors/cache/create-memory-cache-store.ts';
import type { SourceCall } from '../../../connectors/connector.ts';
import { createFrozenClock } from '../../../common/clock.ts';
import {
  toPublishedPopulation,
  type PublishedPopulation,
} from '../../../subgraphs/population/published-population.ts';
import { withStatisticsCache } from '../../../subgraphs/population/with-statistics-cache.ts';
import { aProvenance } from './support/a-population.ts';
import { aBinding, NOW } from './support/bindings.ts';

const DAY_MS = 24 * 3_600_000;
/** From 12:00 on 21 November, UTC+7, to the first moment of December. */
const TO_DECEMBER_MS = 9 * DAY_MS + DAY_MS / 2;

/** Figures that tell which count they are of. */
function figures(count: number): PublishedPopulation {
  const table = Array.from({ length: 16 }, () => [100, 100 + count]);
  return toPublishedPopulation(
    { period: `count ${count}`, definition: 'Contoh. Example.', table },
    aProvenance('36.71'),
  );
}

/** A source whose counts the test answers, behind the cache. */
function aCachedSource(timeoutMs = 3_000) {
  const clock = createFrozenClock(NOW);
  const connection = { kind: 'sql', dialect: 'postgresql', url: 'postgres://unused' } as const;
  const binding = aBinding('siak', '36.71', connection, { timeoutMs });
  const calls: SourceCall[] = [];
  const answers: ((answer: PublishedPopulation | Error) => void)[] = [];
  const source = withStatisticsCache(
    {
      statistics(call) {
        calls.push(call);
        return new Promise((resolve, reject) => {
          answers.push((answer) => {
            if (answer instanceof Error) reject(answer);
            else resolve(answer);
          });
        });
      },
    },
    createMemoryCacheStore(),
    { binding, clock },
  );
  return {
    clock,
    calls,
    answer: async (index: number, answer: PublishedPopulation | Error) => {
      answers[index]?.(answer);
      await settle();
    },
    ask: async (withinMs = 10_000) => {
      const call = {
        requestId: 'request-1',
        deadlineAtMs: clock.nowMs() + withinMs,
        institution: null,
      };
      return source.statistics(call);
    },
  };
}

/** Lets what was answered find its way through the cache. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

const shownOf = ({ period, provenance }: PublishedPopulation) => [period, provenance.state];
const down = new SourceError('SOURCE_UNAVAILABLE', { system: 'siak', region: '36.71' });

/** The cache after its first count. */
async function aFilledSource() {
  const cached = aCachedSource();
  const first = cached.ask();
  await settle();
  await cached.answer(0, figures(1));
  await first;
  return cached;
}

describe('published figures that are kept', () => {
  it('are not replaced by a failure, and a register that fails is asked once a minute', async () => {
    const { ask, answer, calls, clock } = await aFilledSource();
    clock.advanceMs(TO_DECEMBER_MS);
    await ask();
    await settle();
    await answer(1, down);
    expect(shownOf(await ask())).toEqual(['count 1', 'STALE']);
    expect(calls).toHaveLength(2);
    clock.advanceMs(60_000);
    expect(shownOf(await ask())).toEqual(['count 1', 'STALE']);
    expect(calls).toHaveLength(3);
  });

  it('fail where nothing is known and the register fails, and the failure is not kept', async () => {
    const { ask, answer, calls } = aCachedSource();
    const first = ask();
    await settle();
    await Promise.all([expect(first).rejects.toBe(down), answer(0, down)]);
    const second = ask();
    await settle();
    await answer(1, figures(2));
    expect(shownOf(await second)).toEqual(['count 2', 'LIVE']);
    expect(calls).toHaveLength(2);
  });

  it('time out at the request’s deadline, while the count goes on until the binding’s for the next', async () => {
    const { ask, answer, calls, clock } = aCachedSource(3_000);
    await expect(ask(10)).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT', region: '36.71' });
    expect(calls[0]?.deadlineAtMs).toBe(clock.nowMs() + 3_000);
    await answer(0, figures(1));
    expect(shownOf(await ask())).toEqual(['count 1', 'CACHED']);
    expect(calls).toHaveLength(1);
  });

  it('are those of the month on every day of it: the difference of two days tells nobody anything', async () => {
    const { ask, calls, clock } = await aFilledSource();
    const oneDay = await ask();
    clock.advanceMs(DAY_MS);
    const another = await ask();
    expect(another).toEqual(oneDay);
    expect(another.provenance.asOf).toBe(NOW);
    clock.advanceMs(TO_DECEMBER_MS - DAY_MS - 1);
    expect(await ask()).toEqual(oneDay);
    expect(calls).toHaveLength(1);
  });

  it('are the last month’s at once when a month begins, as STALE, and counted anew once behind the answer', async () => {
    const { ask, answer, calls, clock } = await aFilledSource();
    clock.advanceMs(TO_DECEMBER_MS);
    expect(shownOf(await ask())).toEqual(['count 1', 'STALE']);
    expect(shownOf(await ask())).toEqual(['count 1', 'STALE']);
    await settle();
    expect(calls).toHaveLength(2);
    await answer(1, figures(2));
    expect(shownOf(await ask())).toEqual(['count 2', 'CACHED']);
    expect(calls).toHaveLength(2);
  });
});
