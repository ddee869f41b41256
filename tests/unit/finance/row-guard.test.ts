import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RegionCode } from '../../../common/region-code.ts';
import { bindingOf } from '../../contract/finance/bindings.ts';
import {
  AID_HEADER,
  BUDGET_HEADER,
  createFinanceBench,
  createFolder,
  type Answer,
  type Caller,
  type FinanceBench,
} from './finance-bench.ts';

const SITI = '3671014107900001';
const BUDI = '3671010203850002';
const BOTH = '3671010203850003';
const HOME = '36.71' as RegionCode;
const OTHER = '36.03' as RegionCode;
const UNBOUND = '36.02' as RegionCode;

const OFFICER_OF_OTHER: Caller = { regions: [OTHER] };
const OFFICER_OF_UNBOUND: Caller = { regions: [UNBOUND] };
const CITIZEN: Caller = { onBehalfOf: [{ nik: BUDI, relation: 'SELF' }], homeRegions: [HOME] };
const GUARDIAN_OF_ADULT: Caller = {
  onBehalfOf: [{ nik: SITI, relation: 'WARD', birthDate: '1990-07-01' }],
  homeRegions: [HOME],
};
const ANONYMOUS: Caller = {};

/** Each way to a row about a person, or to a payment. */
const PAYMENTS: Readonly<Record<string, (bench: FinanceBench, caller: Caller) => Promise<Answer>>> =
  {
    'Query.paymentOrder': (bench, caller) =>
      bench.ask(caller, '{ paymentOrder(regionCode: "36.71", number: "1") { number } }'),
    'the entity PaymentOrder': (bench, caller) =>
      bench.entities(
        caller,
        [{ __typename: 'PaymentOrder', regionCode: '36.71', number: '1' }],
        '... on PaymentOrder { amount }',
      ),
    'RegionFinance.paymentOrders': (bench, caller) =>
      bench.entities(
        caller,
        [{ __typename: 'Region', code: '36.71' }],
        '... on Region { finance { paymentOrders { edges { node { number } } } } }',
      ),
  };

const askAid = (bench: FinanceBench, caller: Caller, nik = SITI) =>
  bench.entities(
    caller,
    [{ __typename: 'Resident', nik }],
    '... on Resident { finance { aid { amount } provenance { regionCode } } }',
  );

describe('the row guard of the finance subgraph', () => {
  let bench: FinanceBench;
  let removals: (() => Promise<void>)[];

  beforeAll(async () => {
    const budget = await createFolder([
      BUDGET_HEADER,
      [2026, HOME, 'APBD', '1.01.01.01', 'Dinas', '5.1.01.01.01.0001', 'Gaji', '1.00'],
    ]);
    const aid = await createFolder([
      AID_HEADER,
      [SITI, 'S', 'BLT', 2026, '5.00', null, HOME],
      [BOTH, 'C', 'BLT', 2025, '6.00', null, HOME],
    ]);
    const otherAid = await createFolder([
      AID_HEADER,
      [BUDI, 'B', 'BLT', 2026, '9.00', null, OTHER],
      [BOTH, 'C', 'BLT', 2026, '7.00', null, OTHER],
    ]);
    removals = [budget, aid, otherAid].map(({ remove }) => remove);
    const workbook = ({ folder }: { folder: string }) => ({ kind: 'workbook', folder }) as const;
    // Nothing listens there: whoever asks it is found out.
    const url = 'postgres://simulator@127.0.0.1:1/none';
    const simda = bindingOf('simda', { kind: 'sql', dialect: 'postgresql', url });
    bench = createFinanceBench({
      [HOME]: [
        ['Budget', bindingOf('budget-workbook', workbook(budget))],
        ['Payment', simda],
        ['AidRecipient', bindingOf('aid-workbook', workbook(aid))],
      ],
      [OTHER]: [['AidRecipient', bindingOf('aid-workbook', workbook(otherAid), OTHER)]],
    });
    await bench.harvest();
  });
  beforeEach(() => {
    bench.calls.length = 0;
    bench.lookUps.length = 0;
  });
  afterAll(async () => {
    await bench.stop();
    await Promise.all(removals.map((remove) => remove()));
  });
  const askedPersonal = () => [
    ...bench.calls.filter(({ system }) => system !== 'budget-workbook'),
    ...bench.lookUps,
  ];

  const REFUSED = Object.entries({
    'an officer of another region': OFFICER_OF_OTHER,
    'a citizen of the region': CITIZEN,
    'an anonymous caller': ANONYMOUS,
  });

  for (const [entryPoint, ask] of Object.entries(PAYMENTS)) {
    it.each(REFUSED)(`refuses %s ${entryPoint}, and asks nothing`, async (_who, caller) => {
      const { data, errors } = await ask(bench, caller);
      expect(errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN', retryable: false, parameters: { region: HOME } } },
      ]);
      expect(JSON.stringify(data)).not.toMatch(/"(amount|number)"/);
      expect(askedPersonal()).toEqual([]);
    });
  }

  it.each([
    ['an anonymous caller', ANONYMOUS],
    ['a citizen who is another', CITIZEN],
    ['a guardian whose ward is of age', GUARDIAN_OF_ADULT],
  ])("refuses %s a resident's aid, and asks nothing", async (_who, caller) => {
    const { data, errors } = await askAid(bench, caller);
    expect(data).toEqual({ _entities: [{ finance: null }] });
    expect(errors).toMatchObject([
      { path: ['_entities', 0, 'finance'], extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(JSON.stringify(errors)).not.toContain(SITI);
    expect(askedPersonal()).toEqual([]);
  });

  it('asks for an officer his own region only, where there is nothing of another', async () => {
    const { data, errors } = await askAid(bench, OFFICER_OF_OTHER);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [{ finance: { aid: [], provenance: { regionCode: OTHER } } }],
    });
    expect(askedPersonal()).toEqual([`${OTHER} × 1`]);
  });

  it('says to an officer whose region has no list of aid that it has none', async () => {
    const { data, errors } = await askAid(bench, OFFICER_OF_UNBOUND);
    expect(data).toEqual({ _entities: [{ finance: null }] });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'SOURCE_NOT_BOUND',
          region: UNBOUND,
          retryable: false,
          parameters: { port: 'AidRecipient' },
        },
      },
    ]);
    expect(askedPersonal()).toEqual([]);
  });

  it('shows a citizen his own aid, of his home region only', async () => {
    const { data } = await askAid(bench, {
      ...CITIZEN,
      onBehalfOf: [{ nik: SITI, relation: 'SELF' }],
    });
    expect(data).toEqual({
      _entities: [{ finance: { aid: [{ amount: '5.00' }], provenance: { regionCode: HOME } } }],
    });
    expect(askedPersonal()).toEqual([`${HOME} × 1`]);
  });

  it('asks every region for a citizen whose token names no home, and says whose rows there are', async () => {
    const { data } = await askAid(bench, { onBehalfOf: [{ nik: BUDI, relation: 'SELF' }] }, BUDI);
    expect(data).toEqual({
      _entities: [{ finance: { aid: [{ amount: '9.00' }], provenance: { regionCode: OTHER } } }],
    });
    expect(askedPersonal()).toEqual([`${HOME} × 1`, `${OTHER} × 1`]);
  });

  it('says of each aid which region has given it, where two have', async () => {
    const { data } = await bench.entities(
      { onBehalfOf: [{ nik: BOTH, relation: 'SELF' }] },
      [{ __typename: 'Resident', nik: BOTH }],
      '... on Resident { finance { aid { amount provenance { regionCode state } } } }',
    );
    expect(data).toEqual({
      _entities: [
        {
          finance: {
            aid: [
              { amount: '7.00', provenance: { regionCode: OTHER, state: 'REPLICA' } },
              { amount: '6.00', provenance: { regionCode: HOME, state: 'REPLICA' } },
            ],
          },
        },
      ],
    });
  });

  it('shows a guardian what his ward under 18 has', async () => {
    const ward = { nik: SITI, relation: 'WARD', birthDate: '2012-07-01' } as const;
    const { data } = await askAid(bench, { onBehalfOf: [ward], homeRegions: [HOME] });
    expect(data).toMatchObject({ _entities: [{ finance: { aid: [{ amount: '5.00' }] } }] });
  });

  it('has nothing of a resident without a number', async () => {
    const representation = { __typename: 'Resident', nik: null };
    const answer = await bench.entities(
      { regions: [HOME] },
      [representation],
      '... on Resident { finance { aid { amount } } }',
    );
    expect(answer).toEqual({ data: { _entities: [{ finance: null }] } });
    expect(askedPersonal()).toEqual([]);
  });

  it('looks once for many residents', async () => {
    const representations = [SITI, BUDI].map((nik) => ({ __typename: 'Resident', nik }));
    const fields = '... on Resident { finance { aid { amount } } }';
    const { data } = await bench.entities({ regions: [HOME] }, representations, fields);
    expect(data).toEqual({
      _entities: [{ finance: { aid: [{ amount: '5.00' }] } }, { finance: { aid: [] } }],
    });
    expect(askedPersonal()).toEqual([`${HOME} × 2`]);
  });
});
