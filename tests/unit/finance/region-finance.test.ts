import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RegionCode } from '../../../common/region-code.ts';
import { bindingOf, clock } from '../../contract/finance/bindings.ts';
import { createSimdaFixture, simdaServer } from '../../contract/finance/simda-fixture.ts';
import {
  BUDGET_HEADER,
  createFinanceBench,
  createFolder,
  type Answer,
  type FinanceBench,
} from './finance-bench.ts';

const BUDGET_ONLY = '36.01' as RegionCode;
const DEAD = '36.02' as RegionCode;

/** The answer of `Region.finance` for one region. */
const ofRegion = (bench: FinanceBench, code: string, selection: string, caller = {}) =>
  bench.entities(caller, [{ __typename: 'Region', code }], `... on Region { ${selection} }`);

/** The value at a path of an answer's data. */
const at = (answer: Answer, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
    answer.data,
  );

describe('the finances of a region with a workbook', () => {
  let bench: FinanceBench;
  let removal: () => Promise<void>;
  beforeAll(async () => {
    const unit = (code: string, amount: string) =>
      [
        2026,
        BUDGET_ONLY,
        'APBD',
        code,
        `Unit ${code}`,
        '5.1.01.01.01.0001',
        'Gaji',
        amount,
      ] as const;
    const { folder, remove } = await createFolder([
      BUDGET_HEADER,
      unit('1.01.01.01', '10.00'),
      unit('1.02.01.01', '20.50'),
      unit('1.03.01.01', '0.01'),
    ]);
    removal = remove;
    bench = createFinanceBench({
      [BUDGET_ONLY]: [
        ['Budget', bindingOf('budget-workbook', { kind: 'workbook', folder }, BUDGET_ONLY)],
      ],
    });
  });
  beforeEach(() => {
    bench.calls.length = 0;
  });
  afterAll(async () => {
    await bench.stop();
    await removal();
  });

  it.each([1999, 2101])('rejects the year %i, and asks nothing', async (year) => {
    const { errors } = await ofRegion(
      bench,
      BUDGET_ONLY,
      `finance(fiscalYear: ${year}) { budget }`,
    );
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', parameters: { argument: 'fiscalYear' } } },
    ]);
    expect(bench.calls).toEqual([]);
  });

  it('rejects a page of a size that there is not', async () => {
    const selection = 'finance { spendingUnits(first: 101) { edges { cursor } } }';
    const { errors } = await ofRegion(bench, BUDGET_ONLY, selection);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', parameters: { argument: 'first' } } },
    ]);
  });

  it('says that a region which is not bound is not', async () => {
    const { errors } = await ofRegion(bench, '36.04', 'finance { budget }');
    expect(errors).toMatchObject([
      { extensions: { code: 'SOURCE_NOT_BOUND', region: '36.04', parameters: { port: 'Budget' } } },
    ]);
  });

  it.each(['36', '36.01.01', '36.01.01.1001'])('has none of %s, without an error', async (code) => {
    const answer = await ofRegion(bench, code, 'finance { budget }');
    expect(answer).toEqual({ data: { _entities: [{ finance: null }] } });
    expect(bench.calls).toEqual([]);
  });

  it('has none of a year without a budget, without an error', async () => {
    const answer = await ofRegion(bench, BUDGET_ONLY, 'finance(fiscalYear: 2024) { budget }');
    expect(answer).toEqual({ data: { _entities: [{ finance: null }] } });
  });

  it('says once that there is no realisation, and on the lines nothing', async () => {
    const { data, errors } = await ofRegion(
      bench,
      BUDGET_ONLY,
      `finance { fiscalYear stage budget realisation realisationProvenance { state } provenance { state system }
        spendingUnits(first: 1) { edges { node { code budget lines { edges { node { accountCode budget realisation
          realisationProvenance { state } provenance { state system } } } } } } } }`,
    );
    expect(data).toEqual({
      _entities: [
        {
          finance: {
            fiscalYear: 2026,
            stage: 'ORIGINAL',
            budget: '30.51',
            realisation: null,
            realisationProvenance: null,
            provenance: { state: 'REPLICA', system: 'budget-workbook' },
            spendingUnits: {
              edges: [
                {
                  node: {
                    code: '1.01.01.01',
                    budget: '10.00',
                    lines: {
                      edges: [
                        {
                          node: {
                            accountCode: '5.1.01.01.01.0001',
                            budget: '10.00',
                            realisation: null,
                            realisationProvenance: null,
                            provenance: { state: 'REPLICA', system: 'budget-workbook' },
                          },
                        },
                      ],
                    },
                  },
                },
              ],
            },
          },
        },
      ],
    });
    expect(errors).toMatchObject([
      {
        path: ['_entities', 0, 'finance', 'realisation'],
        extensions: {
          code: 'SOURCE_NOT_BOUND',
          region: BUDGET_ONLY,
          parameters: { port: 'Payment' },
        },
      },
    ]);
  });

  it('pages by cursors that are good for their list alone', async () => {
    const page = (first: number, after: string | null, year = 2026) =>
      ofRegion(
        bench,
        BUDGET_ONLY,
        `finance(fiscalYear: ${year}) { spendingUnits(first: ${first}, after: ${JSON.stringify(after)}) {
          edges { node { code lines(after: ${JSON.stringify(after)}) { edges { cursor } } } }
          pageInfo { hasNextPage endCursor } } }`,
      );
    const first = await page(2, null);
    const connection = ['_entities', 0, 'finance', 'spendingUnits'] as const;
    expect(at(first, ...connection, 'pageInfo', 'hasNextPage')).toBe(true);
    const cursor = at(first, ...connection, 'pageInfo', 'endCursor') as string;
    const second = await page(2, cursor);
    // The cursor of the units is none of the lines.
    expect(second.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', parameters: { argument: 'after' } } },
    ]);
    expect(at(second, ...connection, 'edges')).toEqual([
      { node: { code: '1.03.01.01', lines: null } },
    ]);
    expect(at(second, ...connection, 'pageInfo', 'hasNextPage')).toBe(false);
  });

  it('knows units by their keys, in one look, and null for one that it has not', async () => {
    const keys = ['1.02.01.01', '9.99.99.99', '1.01.01.01'];
    const representations = keys.map((code) => ({
      __typename: 'SpendingUnit',
      regionCode: BUDGET_ONLY,
      code,
    }));
    const answer = await bench.entities({}, representations, '... on SpendingUnit { name }');
    expect(answer).toEqual({
      data: { _entities: [{ name: 'Unit 1.02.01.01' }, null, { name: 'Unit 1.01.01.01' }] },
    });
    expect(bench.calls).toHaveLength(1);
  });
});

const url = await simdaServer('postgresql');
(url === undefined ? describe.skip : describe)('the finances of a region with SIMDA', () => {
  const OFFICER = { regions: ['36.71' as RegionCode] };
  let bench: FinanceBench;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const fixture = await createSimdaFixture('postgresql', url ?? '');
    ({ drop } = fixture);
    const simda = bindingOf('simda', fixture.connection);
    const nowhere = 'postgres://simulator@127.0.0.1:1/none';
    const dead = bindingOf('simda', { kind: 'sql', dialect: 'postgresql', url: nowhere }, DEAD);
    bench = createFinanceBench({
      '36.71': [
        ['Budget', simda],
        ['Payment', simda],
      ],
      [DEAD]: [
        ['Budget', dead],
        ['Payment', dead],
      ],
    });
  });
  beforeEach(() => {
    bench.calls.length = 0;
    bench.dropped.length = 0;
  });
  afterAll(async () => {
    await bench.stop();
    await drop();
  });
  const methods = () => bench.calls.map(({ method }) => method).sort();

  const WHOLE = `finance { budget realisation
    spendingUnits { edges { node { code budget lines { edges { node { accountCode realisation } } } } } } }`;

  it('answers budget, realisation, units and their lines with one call a method', async () => {
    const answer = await ofRegion(bench, '36.71', WHOLE);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      _entities: [
        {
          finance: {
            budget: '9007199254742494.00',
            realisation: '9007199254741100.35',
            spendingUnits: { edges: { length: 3 } },
          },
        },
      ],
    });
    expect(methods()).toEqual([
      'budgetLines',
      'budgetSummaries',
      'latestFiscalYear',
      'realisations',
      'realisationsByLine',
      'unitBudgets',
      'unitsPage',
    ]);
  });

  it('asks nothing the second time: of payments only sums are cached', async () => {
    const answer = await ofRegion(
      bench,
      '36.71',
      WHOLE.replace('budget', 'provenance { state } budget'),
    );
    expect(answer.data).toMatchObject({
      _entities: [{ finance: { provenance: { state: 'CACHED' } } }],
    });
    expect(methods()).toEqual([]);
  });

  it('says of each amount where it comes from: of a cached realisation, unit and line too', async () => {
    const ORIGIN = '{ system state asOf }';
    const origin = (state: string) => ({
      system: 'simda',
      state,
      asOf: new Date(clock.nowMs()).toISOString(),
    });
    const answer = await ofRegion(
      bench,
      '36.71',
      `finance { realisationProvenance ${ORIGIN} spendingUnits { edges { node {
        budgetProvenance(fiscalYear: 2026) ${ORIGIN}
        lines { edges { node { provenance ${ORIGIN} realisationProvenance ${ORIGIN} } } } } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(at(answer, '_entities', 0, 'finance', 'realisationProvenance')).toEqual(
      origin('CACHED'),
    );
    const unit = at(answer, '_entities', 0, 'finance', 'spendingUnits', 'edges', 0, 'node');
    expect(unit).toMatchObject({
      budgetProvenance: origin('CACHED'),
      lines: {
        edges: Array.from({ length: 3 }, () => ({
          node: { provenance: origin('CACHED'), realisationProvenance: origin('CACHED') },
        })),
      },
    });
  });

  it('loses of several regions the dead one alone', async () => {
    const representations = [DEAD, '36.71'].map((code) => ({ __typename: 'Region', code }));
    const { data, errors } = await bench.entities(
      {},
      representations,
      '... on Region { finance { budget } }',
    );
    expect(data).toEqual({
      _entities: [{ finance: null }, { finance: { budget: '9007199254742494.00' } }],
    });
    expect(errors).toMatchObject([
      {
        path: ['_entities', 0, 'finance'],
        extensions: { code: 'SOURCE_UNAVAILABLE', system: 'simda', region: DEAD, retryable: true },
      },
    ]);
  });

  it.each([
    ['regionCode: "36", number: "1"', 'regionCode'],
    ['regionCode: "3671", number: "1"', 'regionCode'],
    ['regionCode: "36.71", number: ""', 'number'],
    ['regionCode: "36.71", number: "a\\u0000b"', 'number'],
  ])('rejects paymentOrder(%s), and asks nothing', async (args, argument) => {
    const { errors } = await bench.ask(OFFICER, `{ paymentOrder(${args}) { number } }`);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', parameters: { argument } } },
    ]);
    expect(bench.calls).toEqual([]);
  });

  it('shows an officer a payment order of his region', async () => {
    const { data } = await bench.ask(
      OFFICER,
      `{ paymentOrder(regionCode: "36.71", number: "SP2D-002") {
        regionCode number issuedOn paymentRequestNumber amount payeeOrganisation spendingUnit { name } } }`,
    );
    expect(data).toEqual({
      paymentOrder: {
        regionCode: '36.71',
        number: 'SP2D-002',
        issuedOn: '2026-02-01',
        paymentRequestNumber: 'SPM-2',
        amount: '100.00',
        payeeOrganisation: null,
        spendingUnit: { name: 'Dinas Pendidikan' },
      },
    });
  });

  it('knows payment orders by their keys, in one call, and null for a stray', async () => {
    const numbers = ['SP2D-004', 'SP2D-900', 'SP2D-001'];
    const representations = numbers.map((number) => ({
      __typename: 'PaymentOrder',
      regionCode: '36.71',
      number,
    }));
    const answer = await bench.entities(
      OFFICER,
      representations,
      '... on PaymentOrder { issuedOn }',
    );
    expect(answer).toEqual({
      data: { _entities: [{ issuedOn: '2026-02-01' }, null, { issuedOn: '2026-01-31' }] },
    });
    expect(methods()).toEqual(['paymentOrdersByNumber']);
    expect(bench.dropped).toHaveLength(1);
  });

  it('pages payment orders, latest first', async () => {
    const page = (after: string | null) =>
      ofRegion(
        bench,
        '36.71',
        `finance { paymentOrders(first: 3, after: ${JSON.stringify(after)}) {
          edges { node { number } } pageInfo { hasNextPage endCursor } } }`,
        OFFICER,
      );
    const connection = ['_entities', 0, 'finance', 'paymentOrders'] as const;
    const first = await page(null);
    const numbers = (answer: Answer) =>
      (at(answer, ...connection, 'edges') as { node: { number: string } }[]).map(
        ({ node }) => node.number,
      );
    expect(numbers(first)).toEqual(['SP2D-004', 'SP2D-003', 'SP2D-002']);
    const second = await page(at(first, ...connection, 'pageInfo', 'endCursor') as string);
    expect(numbers(second)).toEqual(['SP2D-001']);
    expect(at(second, ...connection, 'pageInfo', 'hasNextPage')).toBe(false);
  });
});
