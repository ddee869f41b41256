import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';

/** What every cache store keeps to. `create` gives an empty store of its own. */
export function describeCacheStore(
  name: string,
  create: () => CacheStore,
  describeIt: typeof describe | typeof describe.skip = describe,
): void {
  describeIt(`the cache store contract: ${name}`, () => {
    let store: CacheStore;
    beforeAll(() => {
      store = create();
    });
    afterAll(() => store.close());

    it('knows nothing that was not set', async () => {
      expect(await store.get('unknown')).toBeUndefined();
    });

    it('forgets when the time is over', async () => {
      await store.set('short', 'value', 40);
      expect(await store.get('short')).toBe('value');
      await pause(80);
      expect(await store.get('short')).toBeUndefined();
    });

    it('forgets what is deleted, and does not mind deleting the unknown', async () => {
      await store.set('deleted', 'value', 10_000);
      await store.delete('deleted');
      await store.delete('deleted');
      expect(await store.get('deleted')).toBeUndefined();
    });

    it('keeps nothing for no time', async () => {
      await store.set('nothing', 'old', 10_000);
      await store.set('nothing', 'new', 0);
      expect(await store.get('nothing')).toBeUndefined();
    });

    it('gives back exactly what was set last', async () => {
      await store.set('key', 'first', 10_000);
      await store.set('key', 'kedua: é 漢 \u0000 "\n', 10_000);
      expect(await store.get('key')).toBe('kedua: é 漢 \u0000 "\n');
    });

    it('tells an empty value from none', async () => {
      await store.set('empty', '', 10_000);
      expect(await store.get('empty')).toBe('');
    });

    it('takes a fraction of a millisecond as time', async () => {
      await store.set('fraction', 'value', 1_000.5);
      expect(await store.get('fraction')).toBe('value');
    });
  });
}
