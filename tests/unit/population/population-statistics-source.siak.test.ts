import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMemoryCacheStore } from '../../../connectors/cache/create-memory-cache-store.ts';
import { createSiakStatisticsSource } from '../../../subgraphs/population/population-statistics-source.siak.ts';
import { withStatisticsCache } from '../../../subgraphs/population/with-statistics-cache.ts';
import { serviceUrl } from '../../support/services.ts';
import { aCall, NOW } from './support/bindings.ts';
import type { BiodataRow } from './support/siak-fixture.ts';
import { createSiakHarness, type SiakHarness } from './support/siak-harness.ts';

let serial = 0;

/** So many people of one sex who were born on one day. */
function born(
  count: number,
  day: string,
  sex: 1 | 2,
  rest: Partial<BiodataRow> = {},
): BiodataRow[] {
  return Array.from({ length: count }, () => ({
    ...rest,
    NIK: `367301010190${String(++serial).padStart(4, '0')}`,
    TGL_LHR: day,
    JENIS_KLMIN: sex,
  }));
}

// The clock stands at 2026-11-21 in UTC+7.
const people: readonly BiodataRow[] = [
  ...born(11, '2021-11-22', 1),
  ...born(12, '2021-11-22', 2),
  ...born(13, '2021-11-21', 1),
  ...born(14, '2021-11-21', 2),
  ...born(15, '1951-11-21', 1),
  ...born(16, '1930-01-01', 2),
  ...born(17, '1951-11-22', 2),
  ...born(18, '1990-01-01', 1, { NO_KAB: 71 }),
  ...born(19, '1990-01-01', 1, { FLAG_STATUS: '2' }),
];

for (const dialect of ['postgresql', 'mariadb'] as const) {
  const server = await serviceUrl(dialect === 'postgresql' ? 'postgres' : 'mariadb');
  const describeIt = server === undefined ? describe.skip : describe;

  describeIt(`the siak adapter of the PopulationStatistics port on ${dialect}`, () => {
    let harness: SiakHarness;
    beforeAll(async () => {
      harness = await createSiakHarness(dialect, server ?? '', { people });
    });
    afterAll(() => harness.stop());

    it('counts the region’s registered residents by age and sex, by one call', async () => {
      const before = harness.calls.length;
      const source = createSiakStatisticsSource(harness.sql, harness.adapter);
      const published = await source.statistics(aCall());
      expect(harness.calls.slice(before)).toMatchObject([{ method: 'statistics', keys: 1 }]);
      expect(published).toMatchObject({
        period: '2026-11-21',
        total: { value: 98, status: 'EXACT', asOf: NOW },
        provenance: { state: 'LIVE', asOf: NOW },
      });
      const shown = published.byAgeAndSex.filter(({ count }) => count.value !== null);
      expect(shown.map(({ ageGroup, sex, count }) => [ageGroup, sex, count.value])).toEqual([
        ['5-9', 'MALE', 13],
        ['5-9', 'FEMALE', 14],
        ['75+', 'MALE', 15],
        ['75+', 'FEMALE', 16],
      ]);
      expect(published.byAgeAndSex).toHaveLength(32);
    });

    it('is counted once, and says so when it comes from the cache', async () => {
      const cache = createMemoryCacheStore();
      const counting = createSiakStatisticsSource(harness.sql, harness.adapter);
      const source = withStatisticsCache(counting, cache, harness.adapter);
      const before = harness.calls.length;
      const first = await source.statistics(aCall());
      const second = await source.statistics(aCall());
      expect(harness.calls.length).toBe(before + 1);
      expect(first.provenance.state).toBe('LIVE');
      expect(second).toEqual({ ...first, provenance: { ...first.provenance, state: 'CACHED' } });
      await cache.close();
    });
  });
}
