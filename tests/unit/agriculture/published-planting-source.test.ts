import { describe, expect, it } from '@jest/globals';

import { createFrozenClock } from '../../../common/clock.ts';
import { createMemoryCacheStore } from '../../../connectors/cache/create-memory-cache-store.ts';
import type { PlantedYear } from '../../../subgraphs/agriculture/planting-source.ts';
import { withMonthlyPlanting } from '../../../subgraphs/agriculture/published-planting-source.ts';
import { provenanceOf } from '../../../subgraphs/shared/source-answers.ts';
import { bindingOf } from '../../contract/agriculture/bindings.ts';

const DAY_MS = 24 * 3_600_000;
const NOWHERE = {
  kind: 'oauth2',
  baseUrl: 'http://127.0.0.1:1',
  tokenUrl: 'http://127.0.0.1:1/token',
  clientId: 'simulator-a',
  clientSecret: 'simulator-b',
} as const;

/** A source whose harvest says what the test has set, as of the clock's day. */
function open(change: { readonly enabled?: boolean } = {}) {
  const clock = createFrozenClock('2026-06-10T03:00:00.000Z');
  const binding = { ...bindingOf('sipdps', NOWHERE), ...change };
  let reports = 12;
  let asked = 0;
  const source = withMonthlyPlanting(
    {
      latestYear() {
        asked += 1;
        if (reports === 0) return Promise.resolve(null);
        const area = { commodity: 'Padi', hectares: `${reports}.5`, reports };
        const asOf = new Date(clock.nowMs()).toISOString();
        const provenance = provenanceOf(binding, asOf, 'REPLICA');
        const year: PlantedYear = {
          ...{ year: 2026, hectares: area.hectares, byCommodity: [area], provenance },
        };
        return Promise.resolve(year);
      },
    },
    { cache: createMemoryCacheStore(), binding, clock },
  );
  return {
    clock,
    asked: () => asked,
    report: (count: number) => {
      reports = count;
    },
    ask: () => {
      const deadlineAtMs = clock.nowMs() + 5_000;
      return source.latestYear({ requestId: 'request-1', deadlineAtMs, institution: null });
    },
  };
}

describe('published planting', () => {
  it('is closed where the owner has switched the system off', async () => {
    await expect(open({ enabled: false }).ask()).rejects.toMatchObject({ code: 'SOURCE_OFF' });
  });

  it('is the same on two days of a month, and says as of when: their difference shows no report', async () => {
    const { clock, ask, report, asked } = open();
    const oneDay = await ask();
    clock.advanceMs(DAY_MS);
    report(13);
    const another = await ask();
    expect(another).toEqual({
      ...oneDay,
      provenance: { ...oneDay!.provenance, state: 'CACHED', asOf: '2026-06-10T03:00:00.000Z' },
    });
    expect(asked()).toBe(1);
  });

  it('is counted anew in the next month, behind an answer that says STALE', async () => {
    const { clock, ask, report } = open();
    await ask();
    clock.advanceMs(25 * DAY_MS);
    report(13);
    expect(await ask()).toMatchObject({ hectares: '12.5', provenance: { state: 'STALE' } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await ask()).toMatchObject({ hectares: '13.5', provenance: { state: 'CACHED' } });
  });

  it('begins with the first reports: that there were none is not kept', async () => {
    const { ask, report } = open();
    report(0);
    expect(await ask()).toBeNull();
    report(12);
    expect(await ask()).toMatchObject({ hectares: '12.5' });
  });
});
