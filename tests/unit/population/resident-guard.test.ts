import { describe, expect, it } from '@jest/globals';
import type { Envelope } from '../../../common/envelope/envelope.ts';
import { SourceError } from '../../../common/errors/errors.ts';
import { aPopulation, aResident, ask, callers, failuresOf } from './support/a-population.ts';

const HERE = '3671010101800001';
const THERE = '3602010101800002';
const BOTH = '3671010101800003';
const NOBODY = '3671010101800009';

const { officer, citizen, anonymous } = callers;

function twoRegencies() {
  return aPopulation({
    '36.71': {
      residents: [
        aResident(HERE, '36.71'),
        aResident(BOTH, '36.71', { name: 'LAMA', changedAt: '2020-01-01T00:00:00Z' }),
      ],
    },
    '36.02': {
      residents: [
        aResident(THERE, '36.02'),
        aResident(BOTH, '36.02', { name: 'BARU', changedAt: '2025-01-01T00:00:00Z' }),
      ],
    },
    '36.04': {},
  });
}

/** Every way in to a resident by NIK; `in` names a region where the way has such an argument. */
const WAYS = {
  resident: (nik: string) => ({
    query: 'query ($nik: Nik!) { hit: resident(nik: $nik) { nik } }',
    variables: { nik },
  }),
  'resident with its region': (nik: string) => ({
    query:
      'query ($nik: Nik!, $r: RegionCode!) { hit: resident(nik: $nik, regionCode: $r) { nik } }',
    variables: { nik, r: nik === HERE ? '36.71' : '36.02' },
  }),
  verifyResident: (nik: string) => ({
    query: 'query ($nik: Nik!) { hit: verifyResident(nik: $nik, elements: { sex: MALE }) { sex } }',
    variables: { nik },
  }),
  'verifyResident with its region': (nik: string) => ({
    query:
      'query ($nik: Nik!, $r: RegionCode!) { hit: verifyResident(nik: $nik, regionCode: $r, elements: { sex: MALE }) { sex } }',
    variables: { nik, r: nik === HERE ? '36.71' : '36.02' },
  }),
  entity: (nik: string) => ({
    query: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Resident { nik } } }',
    variables: { of: [{ __typename: 'Resident', nik }] },
  }),
} as const;

const PERSONAS: readonly (readonly [
  name: string,
  caller: Partial<Envelope>,
  mayRead: readonly string[],
  mayAsk: readonly string[],
])[] = [
  ['anonymous', anonymous, [], []],
  ['an officer of 36.71', officer('36.71'), [HERE], ['36.71']],
  ['an officer of 36.02', officer('36.02'), [THERE], ['36.02']],
  ['an officer of both', officer('36.71', '36.02'), [HERE, THERE], ['36.71', '36.02']],
  ['the citizen himself', citizen(HERE, ['36.71']), [HERE], ['36.71']],
  ['a citizen whose home is not known', citizen(THERE), [THERE], ['36.71', '36.02']],
];

describe('the row guard before residents', () => {
  for (const [persona, caller, mayRead, mayAsk] of PERSONAS) {
    for (const [way, toRequest] of Object.entries(WAYS)) {
      for (const nik of [HERE, THERE]) {
        const allowed = mayRead.includes(nik);
        const where = nik === HERE ? '36.71' : '36.02';
        it(`${allowed ? 'opens' : 'refuses'} a resident of ${where} to ${persona} by ${way}`, async () => {
          const { subgraph, asked } = twoRegencies();
          const { query, variables } = toRequest(nik);
          const answer = await ask(subgraph, caller, query, variables);
          const hit = answer.data?.['hit'] ?? (answer.data?.['_entities'] as unknown[] | null)?.[0];
          if (allowed) {
            expect(answer.errors).toBeUndefined();
            expect(hit).toEqual(way.startsWith('verify') ? { sex: 'MATCH' } : { nik });
          } else {
            expect(hit ?? null).toBeNull();
          }
          for (const one of asked) expect(mayAsk).toContain(one.split(' ')[0]);
        });
      }
    }
  }

  it('asks nothing at all for a region that the caller may not read', async () => {
    const { subgraph, asked } = twoRegencies();
    const query = `{ resident(nik: "${THERE}", regionCode: "36.02") { nik } }`;
    const answer = await ask(subgraph, officer('36.71'), query);
    expect(failuresOf(answer)).toEqual(['resident FORBIDDEN 36.02']);
    expect(asked).toEqual([]);
  });

  it('asks nothing for a caller who has no region, and says so', async () => {
    const { subgraph, asked } = twoRegencies();
    const answer = await ask(subgraph, anonymous, `{ resident(nik: "${HERE}") { nik } }`);
    expect(failuresOf(answer)).toEqual(['resident FORBIDDEN 36']);
    expect(asked).toEqual([]);
  });

  it('refuses a ward who is of age by his token, and one who is by the register', async () => {
    const { subgraph, asked } = twoRegencies();
    const grown = { nik: HERE, relation: 'WARD', birthDate: '2008-11-20' } as const;
    const query = `{ resident(nik: "${HERE}", regionCode: "36.71") { nik } }`;
    const byToken = await ask(subgraph, citizen(THERE, ['36.71'], [grown]), query);
    expect(failuresOf(byToken)).toEqual(['resident FORBIDDEN 36.71']);
    expect(asked).toEqual([]);
    const young = { ...grown, birthDate: '2015-01-01' };
    const byRegister = await ask(subgraph, citizen(THERE, ['36.71'], [young]), query);
    expect(byRegister.data).toEqual({ resident: null });
    expect(failuresOf(byRegister)).toEqual(['resident FORBIDDEN 36.71']);
  });

  it.each([
    ['367101010180000', 'a NIK has 16 digits', 'NIK terdiri atas 16 angka'],
    [
      '3671017201800001',
      'digits 7–8 are no day of birth (01–31, women 41–71)',
      'angka ke-7 dan ke-8 bukan tanggal lahir (01–31, perempuan 41–71)',
    ],
    [
      '3671010113800001',
      'digits 9–10 are no month (01–12)',
      'angka ke-9 dan ke-10 bukan bulan (01–12)',
    ],
  ])(
    'refuses the impossible NIK %s by its part, without asking or repeating it',
    async (nik, en, id) => {
      const { subgraph, asked } = twoRegencies();
      for (const toRequest of Object.values(WAYS)) {
        const { query, variables } = toRequest(nik);
        const answer = await ask(subgraph, officer('36.71', '36.02'), query, variables);
        expect(answer.errors).toMatchObject([
          {
            extensions: {
              code: 'BAD_USER_INPUT',
              parameters: { argument: 'nik', rule: { en, id } },
            },
          },
        ]);
        expect(JSON.stringify(answer)).not.toContain(nik);
      }
      expect(asked).toEqual([]);
    },
  );

  it.each(['36', '36.71.01', '3671', 'x'])('refuses "%s" as a regency’s code', async (code) => {
    const { subgraph } = twoRegencies();
    const query = `{ resident(nik: "${HERE}", regionCode: "${code}") { nik } }`;
    const answer = await ask(subgraph, officer('36.71'), query);
    expect(failuresOf(answer)).toEqual(['resident BAD_USER_INPUT regionCode']);
  });
});

describe('looking for a resident', () => {
  const query =
    'query ($nik: Nik!) { resident(nik: $nik) { name region { code } provenance { state } } }';

  it('says that the caller’s region has no register bound', async () => {
    const { subgraph } = twoRegencies();
    const answer = await ask(subgraph, officer('36.04'), query, { nik: HERE });
    expect(failuresOf(answer)).toEqual(['resident SOURCE_NOT_BOUND 36.04']);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ retryable: false });
  });

  it('answers null for a number that nobody has', async () => {
    const { subgraph } = twoRegencies();
    const answer = await ask(subgraph, officer('36.71'), query, { nik: NOBODY });
    expect(answer).toEqual({ data: { resident: null } });
  });

  it('shows the fresher of two rows, as conflicting', async () => {
    const { subgraph } = twoRegencies();
    const answer = await ask(subgraph, officer('36.71', '36.02'), query, { nik: BOTH });
    expect(answer.data).toEqual({
      resident: { name: 'BARU', region: { code: '36.02' }, provenance: { state: 'CONFLICTING' } },
    });
  });

  it('knows of no conflict that the caller may not see', async () => {
    const { subgraph } = twoRegencies();
    const answer = await ask(subgraph, officer('36.71'), query, { nik: BOTH });
    expect(answer.data).toMatchObject({
      resident: { name: 'LAMA', provenance: { state: 'LIVE' } },
    });
  });

  it('serves what one region has while another one’s source is down, and fails where none has it', async () => {
    const down = new SourceError('SOURCE_UNAVAILABLE', { system: 'siak', region: '36.02' });
    const { subgraph } = aPopulation({
      '36.71': { residents: [aResident(HERE, '36.71')] },
      '36.02': { residents: down },
    });
    const caller = officer('36.71', '36.02');
    const found = await ask(subgraph, caller, query, { nik: HERE });
    expect(found.errors).toBeUndefined();
    const missing = await ask(subgraph, caller, query, { nik: NOBODY });
    expect(missing.data).toEqual({ resident: null });
    expect(missing.errors).toMatchObject([
      {
        path: ['resident'],
        extensions: {
          code: 'SOURCE_UNAVAILABLE',
          system: 'siak',
          region: '36.02',
          retryable: true,
        },
      },
    ]);
  });

  it('asks one register once for 500 entities', async () => {
    const niks = Array.from(
      { length: 500 },
      (_, i) => `36710101018${String(i + 10_001).slice(0, 5)}`,
    );
    const { subgraph, asked } = aPopulation({
      '36.71': { residents: niks.map((nik) => aResident(nik, '36.71')) },
    });
    const answer = await ask(
      subgraph,
      officer('36.71'),
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Resident { nik name } } }',
      { of: niks.map((nik) => ({ __typename: 'Resident', nik })) },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.['_entities']).toHaveLength(500);
    expect(asked).toEqual(['36.71 Resident 500']);
  });
});

describe('verifyResident', () => {
  it.each([
    ['{}', 'elements'],
    ['{ name: " " }', 'elements.name'],
    ['{ birthDate: "2026-02-30" }', 'elements.birthDate'],
    ['{ noKk: "123" }', 'elements.noKk'],
  ])('refuses elements %s', async (elements, argument) => {
    const { subgraph, asked } = twoRegencies();
    const query = `{ verifyResident(nik: "${HERE}", elements: ${elements}) { name } }`;
    const answer = await ask(subgraph, officer('36.71'), query);
    expect(failuresOf(answer)).toEqual([`verifyResident BAD_USER_INPUT ${argument}`]);
    expect(asked).toEqual([]);
  });

  it('answers null for a number that nobody has', async () => {
    const { subgraph } = twoRegencies();
    const query = `{ verifyResident(nik: "${NOBODY}", elements: { sex: MALE }) { sex } }`;
    expect(await ask(subgraph, officer('36.71'), query)).toEqual({
      data: { verifyResident: null },
    });
  });

  it('sets letter case, blanks and accents aside, and nothing else', async () => {
    const { subgraph } = twoRegencies();
    const query = `{ verifyResident(nik: "${HERE}", elements: { name: " wárga  contoh ", birthPlace: "TANGERANG SELATAN" }) {
      name birthPlace birthDate provenance { regionCode } } }`;
    expect((await ask(subgraph, officer('36.71'), query)).data).toEqual({
      verifyResident: {
        name: 'MATCH',
        birthPlace: 'MISMATCH',
        birthDate: 'NOT_CHECKED',
        provenance: { regionCode: '36.71' },
      },
    });
  });
});
