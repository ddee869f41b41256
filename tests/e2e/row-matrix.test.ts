import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SubgraphName } from '../../server/compose-supergraph.ts';
import { startTestJawara, type Answer, type RunningJawara } from '../support/jawara.ts';
import {
  openSubgraphsBeside,
  type EnvelopeFacts,
  type SubgraphsBeside,
} from '../support/subgraphs-beside.ts';
import { openGatewayBeside, type GatewayBeside } from '../support/gateway-beside.ts';
import {
  askOrders,
  edgesOf,
  entities,
  ENTRY_POINTS,
  learnNumbers,
  orderCursors,
  orderNumbers,
  pupilIds,
  PUPIL,
  SIGNS,
} from './row-matrix/entry-points.ts';
import {
  nameOf,
  nikOf,
  noKkOf,
  personalRegions,
  PERSONAS,
  REGIONS,
  SELF,
  sonOf,
  WARD,
} from './row-matrix/people.ts';

let jawara: RunningJawara;
let subgraphs: SubgraphsBeside;
let gateway: GatewayBeside;
beforeAll(async () => {
  jawara = await startTestJawara();
  subgraphs = await openSubgraphsBeside(jawara, { harvest: true });
  gateway = await openGatewayBeside(subgraphs);
  await learnNumbers(subgraphs);
});
afterAll(async () => {
  await gateway.stop();
  await subgraphs.stop();
  await jawara.stop();
});
beforeEach(() => {
  jawara.forgetCalls();
  subgraphs.forget();
});

describe.each(ENTRY_POINTS)('$title, asked of $subgraph itself', (entry) => {
  const { subgraph, query, variables } = entry;
  it.each(PERSONAS)('opens no register for %s but where he may read', async (_name, facts) => {
    const home = entry.asksAtHome === true ? (facts.homeRegions ?? []) : [];
    const mayAsk: readonly string[] = [...facts.regions, ...home];
    for (const region of REGIONS) {
      subgraphs.forget();
      const answer = await subgraphs.ask(subgraph, facts, { query, variables: variables(region) });
      const asked = [
        ...personalRegions(subgraphs.calls),
        ...subgraphs.lookUps.map(({ regionCode }) => regionCode),
      ];
      expect(asked.filter((code) => !mayAsk.includes(code))).toEqual([]);
      if (entry.isPublic === true) expect(asked).toEqual([]);
      if (facts.regions.includes(region)) continue;
      expect(answer.text).not.toContain(nameOf(region));
      expect(answer.text).not.toContain(nikOf(region));
      expect(answer.text).not.toContain(sonOf(region));
      expect(SIGNS.filter((sign) => answer.text.includes(sign))).toEqual([]);
    }
  });
});

describe('an officer at each entry point of his own region', () => {
  it.each(ENTRY_POINTS.filter(({ shows }) => typeof shows === 'string'))(
    'sees $shows somewhere, so that it means something where it is missing: $title',
    async ({ subgraph, query, variables, shows }) => {
      const texts = await Promise.all(
        REGIONS.map(async (region) => {
          const question = { query, variables: variables(region) };
          return (await subgraphs.ask(subgraph, { regions: [region] }, question)).text;
        }),
      );
      expect(texts.filter((text) => text.includes(shows ?? ''))).not.toEqual([]);
    },
  );

  it('gets the person, the card and the comparison in a register that answers', async () => {
    const facts: EnvelopeFacts = { regions: ['36.02'] };
    const registers = ENTRY_POINTS.filter(
      ({ subgraph, title }) => subgraph === 'population' && !['me', 'wardsOf'].includes(title),
    );
    expect(registers).toHaveLength(6);
    for (const { subgraph, query, variables, title } of registers) {
      const answer = await subgraphs.ask(subgraph, facts, { query, variables: variables('36.02') });
      expect([title, answer.errors]).toEqual([title, []]);
      expect(answer.text).toMatch(/CECEP SUPRIATNA|"MATCH"/);
    }
  });

  it('gets payment orders by number, by key and by list', async () => {
    const facts: EnvelopeFacts = { regions: ['36.71'] };
    expect([...orderNumbers.keys()]).toEqual(['36.02', '36.03', '36.71', '36.73']);
    const payments = ENTRY_POINTS.filter(({ shows }) => shows === '"amount"');
    expect(payments).toHaveLength(4);
    for (const { subgraph, query, variables, title } of payments) {
      const answer = await subgraphs.ask(subgraph, facts, { query, variables: variables('36.71') });
      expect([title, answer.errors]).toEqual([title, []]);
      expect(answer.text).toContain('"amount"');
    }
  });
});

describe('an officer of 36.71 at the entry points of the three sectors', () => {
  const facts: EnvelopeFacts = { regions: ['36.71'] };
  const find = (title: string) => ENTRY_POINTS.find((entry) => entry.title === title)!;

  it('gets the pupil by NIK and by identifier, from the replica, with one look-up each', async () => {
    expect([...pupilIds.keys()]).toEqual(REGIONS);
    for (const title of ['the entity Resident of education', 'the entity Student']) {
      const { query, variables } = find(title);
      subgraphs.forget();
      const answer = await subgraphs.ask('education', facts, {
        query,
        variables: variables('36.71'),
      });
      expect([title, answer.errors]).toEqual([title, []]);
      expect(answer.text).toContain(`"nik":"${sonOf('36.71')}"`);
      expect(subgraphs.lookUps).toEqual([{ system: 'dapodik', regionCode: '36.71', values: 1 }]);
      expect(personalRegions(subgraphs.calls)).toEqual([]);
    }
  });

  it('gets the immunisations and the allocations of his own residents', async () => {
    const health = find('the entity Resident of health');
    const record = await subgraphs.ask('health', facts, {
      query: health.query,
      variables: health.variables('36.71'),
    });
    expect(record.errors).toEqual([]);
    expect(record.text).toContain('"vaccine"');
    const farming = find('the entity Resident of agriculture');
    const allocations = await subgraphs.ask('agriculture', facts, {
      query: farming.query,
      variables: { keys: [{ __typename: 'Resident', nik: SELF.nik }] },
    });
    expect(allocations.errors).toEqual([]);
    expect(allocations.text).toContain('"ureaKg"');
  });

  it('gets no pupil, patient or farmer of 36.02, by NIK or by identifier, though all are asked for at once', async () => {
    subgraphs.forget();
    const pupils = await subgraphs.ask('education', facts, {
      query: `query ($residents: [_Any!]!, $pupils: [_Any!]!) {
        residents: _entities(representations: $residents) { ... on Resident { education { enrolments ${PUPIL} } } }
        pupils: _entities(representations: $pupils) { ... on Student ${PUPIL} }
      }`,
      variables: {
        residents: [{ __typename: 'Resident', nik: sonOf('36.02') }],
        pupils: [{ __typename: 'Student', pesertaDidikId: pupilIds.get('36.02') }],
      },
    });
    expect(pupils.data).toEqual({
      residents: [{ education: { enrolments: [] } }],
      pupils: [null],
    });
    expect(new Set(subgraphs.lookUps.map(({ regionCode }) => regionCode))).toEqual(
      new Set(['36.71']),
    );
  });
});

describe('a ward', () => {
  it('is looked up for his guardian, and nobody else of his school is', async () => {
    const citizen: EnvelopeFacts = { onBehalfOf: [SELF, WARD], homeRegions: ['36.71'] };
    const { query } = ENTRY_POINTS.find(
      ({ title }) => title === 'the entity Resident of education',
    )!;
    const ask = (nik: string) =>
      subgraphs.ask('education', citizen, {
        query,
        variables: { keys: [{ __typename: 'Resident', nik }] },
      });
    const own = await ask(WARD.nik);
    expect(own.errors).toEqual([]);
    expect(own.text).toContain('"pesertaDidikId"');
    subgraphs.forget();
    const other = await ask(sonOf('36.71'));
    expect(other.errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(subgraphs.lookUps).toEqual([]);
  });
});

describe('a cursor', () => {
  it("of one regency's payment orders opens nothing of another's, even for who may read both", async () => {
    const page = `, after: "${orderCursors.get('36.71')!}"`;
    const both: EnvelopeFacts = { regions: ['36.71', '36.02'] };
    subgraphs.forget();
    const answer = await askOrders(subgraphs, both, '36.02', page);
    expect(edgesOf(answer)).toEqual([]);
    expect(answer.errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'BAD_USER_INPUT', parameters: { argument: 'after' } },
    ]);
    expect(personalRegions(subgraphs.calls)).toEqual([]);
    expect(edgesOf(await askOrders(subgraphs, both, '36.71', page))).toHaveLength(3);
  });

  it('is no key: whoever may not read the rows is refused with it as without', async () => {
    const page = `, after: "${orderCursors.get('36.71')!}"`;
    const answer = await askOrders(subgraphs, { regions: ['36.02'] }, '36.71', page);
    expect(answer.errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(personalRegions(subgraphs.calls)).toEqual([]);
  });
});

describe('a cursor of a public list', () => {
  it.each<readonly [SubgraphName, (page: string) => string]>([
    ['education', (page) => `{ education { list(first: 1${page}) { edges { cursor } } } }`],
    ['health', (page) => `{ health { facilities(first: 1${page}) { edges { cursor } } } }`],
  ])('of %s goes on in its own region, and is refused in another', async (subgraph, fields) => {
    const ask = (region: string, page: string) =>
      subgraphs.ask(
        subgraph,
        {},
        {
          query: entities('Region', fields(page)),
          variables: { keys: [{ __typename: 'Region', code: region }] },
        },
      );
    const first = /"cursor":"([^"]+)"/.exec((await ask('36.71', '')).text)?.[1] ?? '';
    const after = `, after: "${first}"`;
    expect((await ask('36.71', after)).errors).toEqual([]);
    const elsewhere = await ask('36.03', after);
    expect(elsewhere.errors.map(({ extensions }) => extensions['code'])).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(elsewhere.text).not.toContain('"cursor"');
  });
});

describe('the regions subgraph', () => {
  it.each(PERSONAS)('answers %s about every region and asks no source', async (_name, facts) => {
    const answer = await subgraphs.ask('regions', facts, {
      query: '{ regencies { code coverage { port state } } region(code: "36.02") { name } }',
    });
    expect(answer.errors).toEqual([]);
    expect(subgraphs.calls).toEqual([]);
  });
});

describe('a citizen', () => {
  const citizen: EnvelopeFacts = { onBehalfOf: [SELF, WARD], homeRegions: ['36.71'] };

  it('reads another family card in his own regency no more than a stranger', async () => {
    const answer = await subgraphs.ask('population', citizen, {
      query: entities('Family', '{ members { name } }'),
      variables: { keys: [{ __typename: 'Family', noKk: noKkOf('36.71') }] },
    });
    expect(answer.data).toEqual({ _entities: [null] });
  });

  it('is no guardian of one who has come of age, whatever the envelope calls him', async () => {
    const adult = { nik: '3671051103069003', relation: 'WARD', birthDate: '2012-01-01' } as const;
    const answer = await subgraphs.ask(
      'population',
      { ...citizen, onBehalfOf: [SELF, adult] },
      {
        query: entities('Resident', '{ name }'),
        variables: { keys: [{ __typename: 'Resident', nik: adult.nik }] },
      },
    );
    expect(answer.data).toEqual({ _entities: [null] });
    expect(answer.errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(answer.text).not.toContain('GILANG');
  });
});

/** A sector's part of a person. */
interface Part {
  readonly selection: string;
  readonly subgraph: SubgraphName;
  /** Of the office that opens it. */
  readonly scope: string;
  /** What stands in an answer that holds it, beside the family's names. */
  readonly shows: string | null;
}

const PARTS: readonly Part[] = [
  { selection: 'name', subgraph: 'population', scope: 'population:read', shows: null },
  {
    selection: 'education { enrolments { nisn } }',
    subgraph: 'education',
    scope: 'education:read',
    shows: '"nisn"',
  },
  {
    selection: 'health { ihsNumber }',
    subgraph: 'health',
    scope: 'health:read',
    shows: '"ihsNumber"',
  },
  {
    selection: 'agriculture { allocations { ureaKg } }',
    subgraph: 'agriculture',
    scope: 'agriculture:read',
    shows: '"ureaKg"',
  },
  {
    selection: 'finance { aid { programme } }',
    subgraph: 'finance',
    scope: 'aid:read',
    shows: '"programme"',
  },
];
const ALL_PARTS = PARTS.map(({ selection }) => selection).join(' ');
const PART_SIGNS = PARTS.flatMap(({ shows }) => shows ?? []);

/** Through the gateway: who may read what by scope and by region at once. */
const GATEWAY_QUERY = `query ($nik: Nik!, $region: RegionCode!, $is: ResidentElements!, $number: String!) {
  resident(nik: $nik, regionCode: $region) {
    nik ${ALL_PARTS}
    family { members { name resident { ${ALL_PARTS} } } }
  }
  verifyResident(nik: $nik, regionCode: $region, elements: $is) { name }
  paymentOrder(regionCode: $region, number: $number) { number amount }
  region(code: $region) { name finance { paymentOrders(first: 2) { edges { node { amount } } } } }
}`;

describe('one operation over every entry point, through the gateway', () => {
  it.each([
    ['anonymous', []],
    ['petugas-3671', ['36.71']],
    ['petugas-3602', ['36.02']],
    ['dinkes-3671', ['36.71']],
    ['keuangan-3671', ['36.71']],
    ['app-anggaran', ['36.71']],
    ['provinsi', []],
    ['warga', ['36.71']],
  ])('opens no personal source for %s beyond %j', async (persona, mayAsk: string[]) => {
    for (const region of REGIONS) {
      jawara.forgetCalls();
      const answer = await jawara.ask({
        query: GATEWAY_QUERY,
        variables: {
          nik: nikOf(region),
          region,
          is: { name: nameOf(region) },
          number: orderNumbers.get(region) ?? '00001',
        },
        persona: persona === 'anonymous' ? null : persona,
        purpose: persona === 'warga' ? null : 'PUBLIC_SERVICE',
      });
      expect(answer.status).toBe(200);
      expect(personalRegions(jawara.calls).filter((code) => !mayAsk.includes(code))).toEqual([]);
      expect(answer.data).toHaveProperty('region.name');
      if (mayAsk.includes(region) && persona !== 'warga') continue;
      expect(answer.text).not.toContain(nameOf(region));
      const signs = ['"MATCH"', '"amount"', ...PART_SIGNS];
      expect(signs.filter((sign) => answer.text.includes(sign))).toEqual([]);
    }
  });
});

describe('a token of an officer who may read about himself too', () => {
  const OFFICES = PARTS.map(({ scope }) => scope);
  const claimsOf = (...scopes: readonly string[]) => ({
    scope: ['self:read', ...scopes].join(' '),
    regions: ['36.71'],
    home_regions: ['36.71'],
    nik: SELF.nik,
  });
  /** His neighbours: a family of 36.71 that is not his. */
  const OTHERS = [nikOf('36.71'), sonOf('36.71')];

  const askAbout = (subgraph: SubgraphName, part: string, scopes: readonly string[], nik: string) =>
    subgraphs.ask(
      subgraph,
      {
        regions: ['36.71'],
        homeRegions: ['36.71'],
        onBehalfOf: [SELF],
        scopes: ['self:read', ...scopes],
      },
      {
        query: entities('Resident', `{ ${part} }`),
        variables: { keys: [{ __typename: 'Resident', nik }] },
      },
    );
  it.each(PARTS)('opens “$selection” of others for $scope alone', async (part) => {
    const { scope, selection, subgraph } = part;
    for (const office of new Set(OFFICES)) {
      for (const nik of OTHERS) {
        subgraphs.forget();
        const answer = await askAbout(subgraph, selection, [office], nik);
        const codes = answer.errors.map(({ extensions }) => extensions['code']);
        expect([office, codes]).toEqual([office, office === scope ? [] : ['FORBIDDEN']]);
        if (office === scope) continue;
        expect(personalRegions(subgraphs.calls)).toEqual([]);
        expect(subgraphs.lookUps).toEqual([]);
      }
    }
  });

  const RESIDENT = `query ($nik: Nik!) { resident(nik: $nik, regionCode: "36.71") {
    ${ALL_PARTS}
  } }`;
  const deniedPaths = (answer: Answer) =>
    answer.errors
      .filter(({ extensions }) => extensions['code'] === 'FORBIDDEN')
      .map(({ path }) => path?.join('.'))
      .sort();

  it('gets his office’s part of another, and no more, through the gateway', async () => {
    const question = { query: RESIDENT, variables: { nik: nikOf('36.71') } };
    const purposeful = { ...question, purpose: 'PUBLIC_SERVICE' };
    const answer = await gateway.ask(claimsOf('population:read'), purposeful);
    expect(answer.data).toEqual({
      resident: {
        name: nameOf('36.71'),
        education: null,
        health: null,
        agriculture: null,
        finance: null,
      },
    });
    expect(deniedPaths(answer)).toEqual([
      'resident.agriculture',
      'resident.education',
      'resident.finance',
      'resident.health',
    ]);
    expect(personalRegions(subgraphs.calls)).toEqual(['36.71']);
    expect(new Set(subgraphs.calls.map(({ method }) => method))).toContain('residentsByNik');
  });

  it('gets all parts of himself with the same token', async () => {
    const answer = await gateway.ask(claimsOf('population:read'), {
      query: `{ me { ${ALL_PARTS} } }`,
    });
    expect(answer.errors).toEqual([]);
    expect(Object.values(answer.data?.['me'] ?? {})).not.toContain(null);
  });
});

describe('a row of another region in a reply', () => {
  const count = async () =>
    Number(
      /^jawara_dropped_rows_total\{system="siak",region="36.71"\} (\d+)$/m.exec(
        await jawara.metrics(),
      )?.[1] ?? 0,
    );

  it.each([
    ['another regency', '3603291204789108'],
    ['another province', '3271021908819109'],
  ])('is dropped where it is of %s, and counted', async (_what, nik) => {
    const before = await count();
    const answer = await jawara.ask({
      query: 'query ($nik: Nik!) { resident(nik: $nik, regionCode: "36.71") { name } }',
      variables: { nik },
      persona: 'petugas-3671',
      purpose: 'PUBLIC_SERVICE',
    });
    expect(answer.data).toEqual({ resident: null });
    expect(answer.errors).toEqual([]);
    expect(await count()).toBe(before + 1);
  });

  it('is dropped from family cards, from aid and from payments', async () => {
    const facts: EnvelopeFacts = { regions: ['36.71'], onBehalfOf: [SELF] };
    const card = await subgraphs.ask('population', facts, {
      query: entities('Family', '{ members { name } }'),
      variables: { keys: [{ __typename: 'Family', noKk: '3603291503109108' }] },
    });
    expect(card.data).toEqual({ _entities: [null] });
    expect(subgraphs.droppedRows).toEqual(['36.71/siak']);

    const numbers: string[] = [];
    for (let page = ''; ;) {
      const edges = edgesOf(await askOrders(subgraphs, facts, '36.71', page));
      numbers.push(...edges.map(({ node }) => node.number));
      page = `, after: "${edges.at(-1)?.cursor ?? ''}"`;
      if (edges.length < 3) break;
    }
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(subgraphs.droppedRows).toContain('36.71/simda');
    const aid = await jawara.ask({
      query: '{ me { finance { aid { amount } } } }',
      persona: 'warga',
    });
    expect(aid.errors).toEqual([]);
    const dropped = (await jawara.metrics()).match(/^jawara_dropped_rows_total.*$/gm);
    expect(dropped).toContain('jawara_dropped_rows_total{system="aid",region="36.71"} 1');
  });
});

describe('what subgraphs say to each other', () => {
  it.each([
    '{ wardsOf { nik } }',
    '{ _service { sdl } }',
    '{ _entities(representations: []) { __typename } }',
  ])('is no field of the endpoint: %s', async (query) => {
    const answer = await jawara.ask({ query, persona: 'petugas-3671', purpose: 'PUBLIC_SERVICE' });
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(jawara.calls).toEqual([]);
  });
});

describe('a person of two registers', () => {
  it('is shown from the one that the officer may read, and the other is not asked', async () => {
    const answer = await jawara.ask({
      query: 'query ($nik: Nik!) { resident(nik: $nik) { name provenance { regionCode state } } }',
      variables: { nik: '3603205506889101' },
      persona: 'petugas-3671',
      purpose: 'PUBLIC_SERVICE',
    });
    expect(answer.data).toEqual({
      resident: { name: 'SITI NURAENI', provenance: { regionCode: '36.71', state: 'LIVE' } },
    });
    expect(personalRegions(jawara.calls)).toEqual(['36.71']);
  });
});
