import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RowAccess } from '../../../common/row-guard.ts';
import type { ObservedCall } from '../../../connectors/connector.ts';
import { createSqlConnector } from '../../../connectors/sql/create-sql-connector.ts';
import { createSimdaPaymentSource } from '../../../subgraphs/finance/payment-source.simda.ts';
import type { PaymentOrderRow, PaymentSource } from '../../../subgraphs/finance/payment-source.ts';
import type { SimdaDatabase } from '../../../subgraphs/finance/simda-database.ts';
import { bindingOf, call, clock, createObserver, REGION } from './bindings.ts';
import { createSimdaFixture, simdaServer } from './simda-fixture.ts';

const OFFICER: RowAccess = { kind: 'REGION' };
const REFUSED: readonly RowAccess[] = [
  { kind: 'NONE' },
  { kind: 'SUBJECTS', niks: new Set(['3671014107900001']) },
];

for (const dialect of ['postgresql', 'mariadb'] as const) {
  const url = await simdaServer(dialect);
  if (url === undefined) {
    describe.skip(`the port Payment, served by simda on ${dialect}`, () => {
      it('wants a server', () => undefined);
    });
    continue;
  }

  describe(`the port Payment, served by simda on ${dialect}`, () => {
    let source: PaymentSource;
    let calls: ObservedCall[];
    let dropped: unknown[];
    let close: () => Promise<void>;

    beforeAll(async () => {
      const { connection, drop } = await createSimdaFixture(dialect, url);
      const observer = createObserver();
      const binding = bindingOf('simda', connection);
      const connector = createSqlConnector<SimdaDatabase>(binding, observer.context);
      calls = observer.calls;
      source = createSimdaPaymentSource({
        binding,
        connector,
        clock,
        onDroppedRow: (row) => dropped.push(row),
      });
      close = async () => {
        await connector.close();
        await drop();
      };
    });
    beforeEach(() => {
      calls.length = 0;
      dropped = [];
    });
    afterAll(() => close());

    it.each(REFUSED)(
      'refuses payment orders to a caller without the region, and asks nothing',
      async (access) => {
        const page = { fiscalYear: 2026, first: 10, after: null };
        const refusal = { code: 'FORBIDDEN', parameters: { region: REGION } };
        await expect(source.paymentOrdersPage(call, access, page)).rejects.toMatchObject(refusal);
        const byNumber = source.paymentOrdersByNumber(call, access, ['SP2D-001']);
        await expect(byNumber).rejects.toMatchObject(refusal);
        expect(calls).toEqual([]);
      },
    );

    it('drops and counts orders of another region, by number and in pages', async () => {
      const rows = await source.paymentOrdersByNumber(call, OFFICER, ['SP2D-900', 'SP2D-004']);
      expect(rows).toMatchObject([null, { number: 'SP2D-004' }]);
      expect(dropped).toEqual([{ system: 'simda', regionCode: REGION, port: 'Payment' }]);
      const page = { fiscalYear: 2026, first: 50, after: null };
      const { rows: all } = await source.paymentOrdersPage(call, OFFICER, page);
      expect(all.map(({ number }) => number)).not.toContain('SP2D-900');
      expect(dropped).toHaveLength(2);
    });

    it('fills a page that rows of another region left short', async () => {
      const page = { fiscalYear: 2026, first: 1, after: null };
      const { rows, hasNext } = await source.paymentOrdersPage(call, OFFICER, page);
      expect(rows).toMatchObject([{ number: 'SP2D-004', issuedOn: '2026-02-01' }]);
      expect(hasNext).toBe(true);
      expect(calls).toHaveLength(2);
    });

    it('gives each order on one page, latest first and within a day by number', async () => {
      const seen: string[] = [];
      let after: PaymentOrderRow | null = null;
      for (let hasNext = true; hasNext;) {
        const key = { fiscalYear: 2026, first: 2, after };
        const page: Awaited<ReturnType<PaymentSource['paymentOrdersPage']>> =
          await source.paymentOrdersPage(call, OFFICER, key);
        seen.push(...page.rows.map(({ number }) => number));
        after = page.rows.at(-1) ?? null;
        ({ hasNext } = page);
      }
      expect(seen).toEqual(['SP2D-004', 'SP2D-003', 'SP2D-002', 'SP2D-001']);
    });

    it('never shows a natural person as payee', async () => {
      const numbers = ['SP2D-002', 'SP2D-001', 'SP2D-004'];
      const rows = await source.paymentOrdersByNumber(call, OFFICER, numbers);
      expect(rows).toMatchObject([
        { payeeOrganisation: null },
        { payeeOrganisation: expect.anything() },
        { payeeOrganisation: 'Bendahara Pengeluaran Dinas Kesehatan' },
      ]);
      expect(JSON.stringify(rows)).not.toMatch(/Siti|1234567890/);
    });

    it('answers a number that was used twice by its latest year, in one call for all numbers', async () => {
      const rows = await source.paymentOrdersByNumber(call, OFFICER, [
        'SP2D-001',
        'none',
        "' OR 1=1",
      ]);
      expect(rows).toMatchObject([
        {
          number: 'SP2D-001',
          issuedOn: '2026-01-31',
          paymentRequestNumber: 'SPM-1',
          unitCode: '1.01.01.01',
          amount: '9007199254740993.35',
        },
        null,
        null,
      ]);
      expect(calls).toMatchObject([{ method: 'paymentOrdersByNumber', keys: 3, outcome: 'ok' }]);
    });

    it('counts as realised what was ordered, once, of its own region, exactly', async () => {
      const years = await source.realisations(call, [2024, 2026, 2025]);
      expect(years).toMatchObject([
        { amount: '0.00' },
        { amount: '9007199254741100.35', provenance: { state: 'LIVE', regionCode: REGION } },
        { amount: '1.00' },
      ]);
      expect(calls).toMatchObject([{ method: 'realisations', keys: 3, outcome: 'ok' }]);
    });

    it('realises lines of several units in one call', async () => {
      const line = { unitCode: '1.01.01.01', accountCode: '5.1.01.01.01.0001', fiscalYear: 2026 };
      const keys = [
        line,
        { ...line, unitCode: '1.02.01.09', accountCode: '5.1.02.01.01.0009' },
        { ...line, accountCode: '5.1.02.01.01.0010' },
        { ...line, fiscalYear: 2025 },
        { ...line, unitCode: 'none' },
      ];
      expect(await source.realisationsByLine(call, keys)).toMatchObject([
        { amount: '9007199254741093.25' },
        { amount: '7.00' },
        { amount: '0.00' },
        { amount: '1.00' },
        { amount: '0.00' },
      ]);
      expect(calls).toMatchObject([{ method: 'realisationsByLine', keys: 5 }]);
    });
  });
}
