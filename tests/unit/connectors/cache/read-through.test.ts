import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../../common/clock.ts';
import { SourceError } from '../../../../common/errors/errors.ts';
import { parseRegionCode } from '../../../../common/region-code.ts';
import { cacheKey } from '../../../../connectors/cache/cache-key.ts';
import { readThrough } from '../../../../connectors/cache/read-through.ts';
import { createMemoryCacheStore } from '../../../../connectors/cache/create-memory-cache-store.ts';

const PARTS = {
  adapter: 'simda',
  bindingVersion: 'v1',
  regionCode: parseRegionCode('36.71')!,
  method: 'budget',
  arguments: { year: 2026, codes: ['1', '2'] },
};

describe('a cache key', () => {
  it('differs in every part that decides the answer', () => {
    const keys = [
      PARTS,
      { ...PARTS, adapter: 'budget-workbook' },
      { ...PARTS, bindingVersion: 'v2' },
      { ...PARTS, regionCode: parseRegionCode('36.02')! },
      { ...PARTS, method: 'payments' },
      { ...PARTS, arguments: { year: 2025, codes: ['1', '2'] } },
      { ...PARTS, arguments: { year: '2026', codes: ['1', '2'] } },
      { ...PARTS, arguments: { year: 2026, codes: ['2', '1'] } },
      { ...PARTS, arguments: { year: 2026, codes: ['1,2'] } },
      { ...PARTS, arguments: undefined },
    ].map(cacheKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not mind the order of properties, nor undefined ones', () => {
    const reordered = { codes: ['1', '2'], unit: undefined, year: 2026 };
    expect(cacheKey({ ...PARTS, arguments: reordered })).toBe(cacheKey(PARTS));
    expect(cacheKey(PARTS)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('reading through a cache', () => {
  it('never keeps an error', async () => {
    const store = createMemoryCacheStore();
    const fail = () => Promise.reject(new Error('down'));
    await expect(readThrough(store, 'key', 1_000, fail)).rejects.toThrow('down');
    expect((await readThrough(store, 'key', 1_000, async () => 1)).value).toBe(1);
  });

  it('loads anew where the store holds something that it did not write', async () => {
    const store = createMemoryCacheStore();
    for (const text of ['{', 'null', '{"value":1}', '7']) {
      await store.set('key', text, 1_000);
      const answer = await readThrough(store, 'key', 1_000, async () => 'new');
      expect(answer).toMatchObject({ value: 'new', fromCache: false });
    }
  });

  it('loads once for equal calls in flight', async () => {
    const store = createMemoryCacheStore();
    let loads = 0;
    const load = async () => {
      loads += 1;
      await pause(10);
      return loads;
    };
    const ask = () => readThrough(store, 'key', 1_000, load);
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ value }) => value)).toEqual([1, 1, 1]);
    expect((await ask()).value).toBe(1);
    expect(loads).toBe(1);
  });

  it.each(['SOURCE_TIMEOUT', 'SOURCE_OPERATION_LIMIT'] as const)(
    'does not let who joined a load fail by what was its caller’s own (%s)',
    async (code) => {
      const store = createMemoryCacheStore();
      const own = new SourceError(code, { system: 'simda', region: '36.71' });
      const impatient = readThrough(store, 'key', 1_000, () =>
        pause(5).then(() => Promise.reject(own)),
      );
      const patient = ['one', 'two'].map((text) =>
        readThrough(store, 'key', 1_000, async () => text),
      );
      await expect(impatient).rejects.toBe(own);
      // The first of them loads for the second.
      expect((await Promise.all(patient)).map(({ value }) => value)).toEqual(['one', 'one']);
    },
  );

  it('lets who joined share what was found of the source', async () => {
    const store = createMemoryCacheStore();
    const down = new SourceError('SOURCE_UNAVAILABLE', { system: 'simda', region: '36.71' });
    let loads = 0;
    const load = async () => {
      loads += 1;
      await pause(5);
      throw down;
    };
    const asked = [1, 2, 3].map(() => readThrough(store, 'key', 1_000, load));
    for (const each of asked) await expect(each).rejects.toBe(down);
    expect(loads).toBe(1);
  });

  it('says when the value was loaded and whether it was kept', async () => {
    const store = createMemoryCacheStore();
    const clock = createFrozenClock('2026-03-01T00:00:00Z');
    const ask = () => readThrough(store, 'key', 1_000, async () => ({ total: '1.50' }), clock);
    const cachedAt = '2026-03-01T00:00:00.000Z';
    const value = { total: '1.50' };
    expect(await ask()).toEqual({ value, cachedAt, fromCache: false });
    clock.advanceMs(500);
    expect(await ask()).toEqual({ value, cachedAt, fromCache: true });
  });
});
