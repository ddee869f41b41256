import { describe, expect, it } from '@jest/globals';
import { SourceError } from '../../../common/errors/errors.ts';
import {
  aFamily,
  aPopulation,
  aResident,
  ask,
  callers,
  failuresOf,
} from './support/a-population.ts';

const FATHER = '3671010101800001';
const MOTHER = '3671014101820002';
const CHILD = '3671010101150003';
const GROWN = '3671010101050004';
const NEPHEW = '3671010101160005';
const STRANGER = '3671010101700006';
const CARD = '3671010101100001';
const STRANGERS_CARD = '3671010101100002';

const { officer, citizen } = callers;
const child = { nik: CHILD, relation: 'WARD', birthDate: '2015-01-01' } as const;

function aFamilyHome(code = '36.71') {
  const rows = [FATHER, MOTHER, CHILD, GROWN, NEPHEW].map((nik) => aResident(nik, code));
  return {
    residents: [
      ...rows.map((row) => (row.nik === CHILD ? { ...row, birthDate: '2015-01-01' } : row)),
      aResident(STRANGER, code, { noKk: STRANGERS_CARD }),
    ],
    families: [
      aFamily(CARD, code, [
        { nik: FATHER, relationship: 'HEAD' },
        { nik: MOTHER, relationship: 'WIFE' },
        { nik: GROWN, relationship: 'CHILD', birthDate: '2005-01-01' },
        { nik: CHILD, relationship: 'CHILD', birthDate: '2015-01-01' },
        { nik: NEPHEW, relationship: 'OTHER_RELATIVE', birthDate: '2016-01-01' },
        { nik: '3671019999150007', relationship: 'CHILD', birthDate: '2015-01-01' },
      ]),
      aFamily(STRANGERS_CARD, code, [{ nik: STRANGER }]),
    ],
  };
}

const ENTITY =
  'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Family { noKk noKkMasked members { nikMasked } } } }';
const family = (noKk: string) => ({ of: [{ __typename: 'Family', noKk }] });

describe('the row guard before family cards', () => {
  it('opens no card to a caller without region and person, and asks nothing', async () => {
    const { subgraph, asked } = aPopulation({ '36.71': aFamilyHome() });
    const answer = await ask(subgraph, callers.anonymous, ENTITY, family(CARD));
    expect(answer.data).toEqual({ _entities: [null] });
    expect(failuresOf(answer)).toEqual(['_entities.0 FORBIDDEN 36']);
    expect(asked).toEqual([]);
  });

  it('answers a card that the citizen is not on as if there were none', async () => {
    const { subgraph } = aPopulation({ '36.71': aFamilyHome() });
    const caller = citizen(FATHER, ['36.71']);
    const others = await ask(subgraph, caller, ENTITY, family(STRANGERS_CARD));
    const unknown = await ask(subgraph, caller, ENTITY, family('3671010101109999'));
    expect(others).toEqual({ data: { _entities: [null] } });
    expect(unknown).toEqual(others);
  });

  it('opens no card of 36.71 to an officer of 36.02', async () => {
    const { subgraph, asked } = aPopulation({
      '36.71': aFamilyHome(),
      '36.02': { residents: [], families: [] },
    });
    const answer = await ask(subgraph, officer('36.02'), ENTITY, family(CARD));
    expect(answer).toEqual({ data: { _entities: [null] } });
    expect(asked).toEqual(['36.02 Family 1']);
  });

  it('refuses a number that cannot be a card’s', async () => {
    const { subgraph } = aPopulation({ '36.71': aFamilyHome() });
    const answer = await ask(subgraph, officer('36.71'), ENTITY, family('0123'));
    expect(failuresOf(answer)).toEqual(['_entities.0 BAD_USER_INPUT noKk']);
  });

  it('opens every card of his region to an officer', async () => {
    const { subgraph } = aPopulation({ '36.71': aFamilyHome() });
    const answer = await ask(subgraph, officer('36.71'), ENTITY, family(STRANGERS_CARD));
    expect(answer).toEqual({
      data: {
        _entities: [
          {
            noKk: STRANGERS_CARD,
            noKkMasked: '************0002',
            members: [{ nikMasked: '************0006' }],
          },
        ],
      },
    });
  });

  it('shows a citizen his card whole, but of the others on it only his wards in full', async () => {
    const { subgraph, asked } = aPopulation({ '36.71': aFamilyHome() });
    const caller = citizen(FATHER, ['36.71'], [child]);
    const query = '{ me { nik family { members { nikMasked relationship resident { nik } } } } }';
    const answer = await ask(subgraph, caller, query);
    expect(answer).toEqual({
      data: {
        me: {
          nik: FATHER,
          family: {
            members: [
              ['0001', 'HEAD', { nik: FATHER }],
              ['0002', 'WIFE', null],
              ['0004', 'CHILD', null],
              ['0003', 'CHILD', { nik: CHILD }],
              ['0005', 'OTHER_RELATIVE', null],
              ['0007', 'CHILD', null],
            ].map(([end, relationship, resident]) => ({
              nikMasked: `************${end as string}`,
              relationship,
              resident,
            })),
          },
        },
      },
    });
    // The father's own row is there already; the child is asked for once.
    expect(asked).toEqual(['36.71 Resident 1', '36.71 Family 1', '36.71 Resident 1']);
  });

  it('says where a region’s system gives no cards, and serves the rest', async () => {
    const { subgraph } = aPopulation({ '36.04': { residents: aFamilyHome('36.04').residents } });
    const answer = await ask(
      subgraph,
      officer('36.04'),
      `{ resident(nik: "${FATHER}") { nik family { noKk } } }`,
    );
    expect(answer.data).toEqual({ resident: { nik: FATHER, family: null } });
    expect(answer.errors).toMatchObject([
      {
        path: ['resident', 'family'],
        extensions: {
          code: 'SOURCE_NOT_BOUND',
          retryable: false,
          parameters: { region: '36.04', port: 'Family' },
        },
      },
    ]);
  });
});

describe('me', () => {
  it('is nobody for an officer without a person of his own', async () => {
    const { subgraph, asked } = aPopulation({ '36.71': aFamilyHome() });
    const answer = await ask(subgraph, officer('36.71'), '{ me { nik } }');
    expect(answer.data).toEqual({ me: null });
    expect(failuresOf(answer)).toEqual(['me UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(asked).toEqual([]);
  });
});

describe('wardsOf', () => {
  const query = '{ wardsOf { nik birthDate } }';

  it('knows none for an officer, who is nobody in person', async () => {
    const { subgraph } = aPopulation({ '36.71': aFamilyHome() });
    expect(failuresOf(await ask(subgraph, officer('36.71'), query))).toEqual([
      'wardsOf UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
  });

  it.each([
    ['the grown child', GROWN],
    ['a child', CHILD],
    ['another relative', NEPHEW],
  ])('gives %s of a card no wards', async (_, nik) => {
    const { subgraph } = aPopulation({ '36.71': aFamilyHome() });
    const answer = await ask(subgraph, citizen(nik, ['36.71']), query);
    expect(answer).toEqual({ data: { wardsOf: [] } });
  });

  it.each(['MOVED', 'DECEASED'] as const)('gives somebody whose row is %s none', async (status) => {
    const home = aFamilyHome();
    const residents = home.residents.map((row) => ({ ...row, status }));
    const { subgraph } = aPopulation({ '36.71': { ...home, residents } });
    const answer = await ask(subgraph, citizen(FATHER, ['36.71']), query);
    expect(answer).toEqual({ data: { wardsOf: [] } });
  });

  it('knows none for somebody whose NIK two registers have: one of the rows may be another’s', async () => {
    const registers = { '36.71': aFamilyHome(), '36.03': aFamilyHome('36.03') };
    const { subgraph, asked } = aPopulation(registers);
    const homes = ['36.71', '36.03'];
    const answer = await ask(subgraph, citizen(FATHER, homes), query);
    expect(answer).toEqual({ data: { wardsOf: [] } });
    expect(asked).toEqual(['36.71 Resident 1', '36.03 Resident 1']);
  });

  it('knows none where the region’s system gives no cards', async () => {
    const { subgraph } = aPopulation({ '36.04': { residents: aFamilyHome('36.04').residents } });
    expect(await ask(subgraph, citizen(FATHER), query)).toEqual({ data: { wardsOf: [] } });
  });

  it('fails where the register does', async () => {
    const down = new SourceError('SOURCE_TIMEOUT', { system: 'siak', region: '36.71' });
    const { subgraph } = aPopulation({ '36.71': { ...aFamilyHome(), families: down } });
    const answer = await ask(subgraph, citizen(FATHER), query);
    expect(failuresOf(answer)).toEqual(['wardsOf SOURCE_TIMEOUT 36.71']);
  });

  it.each([
    ['the head', FATHER],
    ['his wife', MOTHER],
  ])('gives %s the minor children of the card, whose number can be one', async (_, nik) => {
    const { subgraph } = aPopulation({ '36.71': aFamilyHome() });
    expect(await ask(subgraph, citizen(nik, ['36.71']), query)).toEqual({
      data: { wardsOf: [{ nik: CHILD, birthDate: '2015-01-01' }] },
    });
  });
});
