import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ObservedCall } from '../../../connectors/connector.ts';
import { createMemoryCacheStore } from '../../../connectors/cache/create-memory-cache-store.ts';
import { createSqlConnector } from '../../../connectors/sql/create-sql-connector.ts';
import { withBudgetCache } from '../../../subgraphs/finance/budget-source.cached.ts';
import { createSimdaBudgetSource } from '../../../subgraphs/finance/budget-source.simda.ts';
import type { BudgetSource } from '../../../subgraphs/finance/budget-source.ts';
import type { SimdaDatabase } from '../../../subgraphs/finance/simda-database.ts';
import { bindingOf, call, clock, createObserver } from './bindings.ts';
import { describeBudgetSource } from './describe-budget-source.ts';
import { createSimdaFixture, simdaServer } from './simda-fixture.ts';

for (const dialect of ['postgresql', 'mariadb'] as const) {
  const url = await simdaServer(dialect);
  if (url === undefined) {
    describe.skip(`SIMDA's budgets on ${dialect}`, () => {
      it('wants a server', () => undefined);
    });
    continue;
  }

  const open = async () => {
    const { connection, drop } = await createSimdaFixture(dialect, url);
    const { context, calls } = createObserver();
    const binding = bindingOf('simda', connection);
    const connector = createSqlConnector<SimdaDatabase>(binding, context);
    const source = createSimdaBudgetSource({ binding, connector, clock });
    const close = async () => {
      await connector.close();
      await drop();
    };
    return { source, binding, calls, close };
  };

  describeBudgetSource(`simda on ${dialect}`, open);

  describeBudgetSource(`simda on ${dialect} from a cache`, async () => {
    const { source, binding, close } = await open();
    return { source: withBudgetCache(source, { binding, cache: createMemoryCacheStore() }), close };
  });

  describe(`SIMDA's budgets on ${dialect}`, () => {
    let source: BudgetSource;
    let cached: BudgetSource;
    let calls: ObservedCall[];
    let close: () => Promise<void>;
    beforeAll(async () => {
      const opened = await open();
      ({ source, calls, close } = opened);
      cached = withBudgetCache(source, {
        binding: opened.binding,
        cache: createMemoryCacheStore(),
      });
    });
    afterAll(() => close());
    const asked = async (ask: () => Promise<unknown>) => {
      calls.length = 0;
      await ask();
      return calls.map(({ method, keys, outcome }) => ({ method, keys, outcome }));
    };

    it('asks nothing for codes that no SIMDA could hold', async () => {
      expect(await asked(() => source.unitsByCode(call, ['x', '1.1.1.1']))).toEqual([]);
    });

    it('asks once for many keys', async () => {
      const codes = ['1.01.01.01', '1.02.01.09', '1.01.01.01'];
      const keys = codes.map((unitCode) => ({ unitCode, fiscalYear: 2026, first: 5, after: null }));
      expect(await asked(() => source.summaries(call, [2024, 2025, 2026]))).toEqual([
        { method: 'budgetSummaries', keys: 3, outcome: 'ok' },
      ]);
      expect(await asked(() => source.unitsByCode(call, codes))).toEqual([
        { method: 'unitsByCode', keys: 2, outcome: 'ok' },
      ]);
      expect(await asked(() => source.unitBudgets(call, keys))).toEqual([
        { method: 'unitBudgets', keys: 3, outcome: 'ok' },
      ]);
      expect(await asked(() => source.linesPages(call, keys))).toEqual([
        { method: 'budgetLines', keys: 3, outcome: 'ok' },
      ]);
    });

    it('asks once more for each later page of lines', async () => {
      const key = { unitCode: '1.01.01.01', fiscalYear: 2026, first: 1 };
      const later = { ...key, after: '5.1.01.01.01.0001' };
      const calledFor = await asked(() =>
        source.linesPages(call, [{ ...key, after: null }, later]),
      );
      expect(calledFor).toHaveLength(2);
    });

    it('is live when it was read, and cached with the same instant when it was kept', async () => {
      const asOf = new Date(clock.nowMs()).toISOString();
      const live = { provenance: { state: 'LIVE', asOf } };
      const kept = { provenance: { state: 'CACHED', asOf } };
      expect(await cached.summaries(call, [2026, 2024])).toMatchObject([live, null]);
      clock.advanceMs(1_000);
      // What was kept is not asked for again; what is new is.
      const calledFor = await asked(async () => {
        const again = await cached.summaries(call, [2026, 2025, 2024]);
        expect(again).toMatchObject([kept, { fiscalYear: 2025 }, null]);
      });
      expect(calledFor).toEqual([{ method: 'budgetSummaries', keys: 1, outcome: 'ok' }]);
    });
  });
}
