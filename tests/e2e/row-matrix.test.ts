import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { ObservedCall } from '../../connectors/connector.ts';
import { createProvince } from '../../simulators/province/create-province.ts';
import type { SubgraphName } from '../../server/compose-supergraph.ts';
import { startTestJawara, type Answer, type RunningJawara } from '../support/jawara.ts';
import {
  openSubgraphsBeside,
  type EnvelopeFacts,
  type SubgraphsBeside,
} from '../support/subgraphs-beside.ts';
import { openGatewayBeside, type GatewayBeside } from '../support/gateway-beside.ts';

let jawara: RunningJawara;
let subgraphs: SubgraphsBeside;
let gateway: GatewayBeside;
beforeAll(async () => {
  jawara = await startTestJawara();
  subgraphs = await openSubgraphsBeside(jawara, { harvest: true });
  gateway = await openGatewayBeside(subgraphs);
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

const REGIONS = ['36.01', '36.02', '36.03', '36.04', '36.71', '36.72', '36.73', '36.74'];

/** A family that stands in each regency's register: what numbers begin with, and the father's name. */
const FAMILIES: Readonly<Record<string, readonly [digits: string, father: string]>> = {
  '36.01': ['360101', 'UJANG SOPANDI'],
  '36.02': ['360214', 'CECEP SUPRIATNA'],
  '36.03': ['360328', 'LUKMAN HAKIM'],
  '36.04': ['360405', 'SAEPUL ROHMAN'],
  '36.71': ['367111', 'WAHYU NUGRAHA'],
  '36.72': ['367201', 'TAUFIK HIDAYAT'],
  '36.73': ['367301', 'ARIF BAHTIAR'],
  '36.74': ['367401', 'INDRA WIJAYA'],
};
const nikOf = (region: string) => `${FAMILIES[region]![0]}2304869201`;
const noKkOf = (region: string) => `${FAMILIES[region]![0]}2007139201`;
const nameOf = (region: string) => FAMILIES[region]![1];
/** His son, born in 2014, who goes to a school of the regency. */
const sonOf = (region: string) => `${FAMILIES[region]![0]}1407149203`;

/** The world that the systems hold. Neither aid nor fertiliser is given to the families above. */
const province = createProvince({ residents: 400, seed: 3671, asOf: new Date().toISOString() });
const HOME = new Set(province.test.wargaHousehold.members.map(({ nik }) => nik));
/** The father, and somebody of the regency whom such a list holds, where it has one; nobody of the citizen's household. */
const withOneOf = (region: string, rows: readonly { readonly nik: string }[]) => ({
  keys: [nikOf(region), ...rows.map(({ nik }) => nik).filter((nik) => !HOME.has(nik))]
    .slice(0, 2)
    .map((nik) => ({ __typename: 'Resident', nik })),
});

/** Methods that read what is published, or no row at all; every other one reads rows about persons or payments. */
const PUBLISHED: ReadonlySet<string> = new Set([
  ...['authenticate', 'statistics', 'dkbSnapshot', 'faskesPage', 'kamarPage'],
  ...['getSekolah', 'getRombonganBelajar', 'plantingReportsPage'],
  ...['latestFiscalYear', 'budgetSummaries', 'budgetLines', 'budgetSnapshot'],
  ...['unitBudgets', 'unitsByCode', 'unitsPage', 'realisations', 'realisationsByLine'],
]);
const personalRegions = (calls: readonly ObservedCall[]) => [
  ...new Set(calls.filter(({ method }) => !PUBLISHED.has(method)).map((call) => call.regionCode)),
];

const SELF = { nik: '3671051705809001', relation: 'SELF' } as const;
const WARD = { nik: '3671057009129004', relation: 'WARD', birthDate: '2012-09-30' } as const;

/** Who asks the subgraphs themselves, and whose rows he may read. */
type PersonaFacts = EnvelopeFacts & { readonly regions: readonly string[] };
const PERSONAS: readonly (readonly [name: string, facts: PersonaFacts])[] = [
  ['anonymous', { regions: [] }],
  ['petugas-3671', { regions: ['36.71'], institution: 'disdukcapil-3671' }],
  ['petugas-3602', { regions: ['36.02'], institution: 'disdukcapil-3602' }],
  ['an officer of 36.01', { regions: ['36.01'], institution: 'disdukcapil-3601' }],
  ['keuangan-3671', { regions: ['36.71'], institution: 'bpkd-3671' }],
  ['warga', { regions: [], onBehalfOf: [SELF, WARD], homeRegions: ['36.71'] }],
  [
    'an officer who is a citizen too',
    { regions: ['36.02'], onBehalfOf: [SELF], homeRegions: ['36.71'] },
  ],
];

/** A way to rows of persons or payments of `region`. */
type EntryPoint = Question &
  (
    | {
        /**
         * What stands in an answer that holds such a row, and in no other answer of any entry point; null where the family's
         * names and numbers show it.
         */
        readonly shows: string | null;
        readonly isPublic?: never;
      }
    | {
        /** Answered to anybody: what matters is that no row about a person is read for it. */
        readonly isPublic: true;
        readonly shows?: never;
      }
  );

interface Question {
  readonly title: string;
  readonly subgraph: SubgraphName;
  readonly query: string;
  readonly variables: (region: string) => Record<string, unknown>;
  /** Whether a citizen's own register is asked too: where the row is his, or the register alone knows whether it is. */
  readonly asksAtHome?: true;
}

const PERSON =
  '{ nik name birthDate provenance { regionCode } family { members { name resident { name } } } }';
const PUPIL = '{ pesertaDidikId nik nisn nameOnRecord grade provenance { regionCode } }';
const SCHOOL = '{ npsn name pupils { value status } classes { name pupils { value status } } }';
/** A school that every regency has: the first. */
const npsnOf = (region: string) => `209${region.slice(3)}001`;
const ORDERS = 'paymentOrders(first: 3) { edges { cursor node { number amount } } }';
const entities = (type: string, fields: string) =>
  `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} ${fields} } }`;

const ENTRY_POINTS: readonly EntryPoint[] = [
  {
    title: 'resident(nik, regionCode)',
    subgraph: 'population',
    query: `query ($nik: Nik!, $region: RegionCode) { resident(nik: $nik, regionCode: $region) ${PERSON} }`,
    variables: (region) => ({ nik: nikOf(region), region }),
    shows: null,
  },
  {
    title: 'resident(nik)',
    subgraph: 'population',
    query: `query ($nik: Nik!) { resident(nik: $nik) ${PERSON} }`,
    variables: (region) => ({ nik: nikOf(region) }),
    shows: null,
  },
  {
    title: 'verifyResident(nik, regionCode)',
    subgraph: 'population',
    query:
      'query ($nik: Nik!, $region: RegionCode, $is: ResidentElements!) { verifyResident(nik: $nik, regionCode: $region, elements: $is) { name } }',
    variables: (region) => ({ nik: nikOf(region), region, is: { name: nameOf(region) } }),
    shows: 'MATCH',
  },
  {
    title: 'verifyResident(nik)',
    subgraph: 'population',
    query:
      'query ($nik: Nik!, $is: ResidentElements!) { verifyResident(nik: $nik, elements: $is) { name } }',
    variables: (region) => ({ nik: nikOf(region), is: { name: nameOf(region) } }),
    shows: 'MATCH',
  },
  {
    title: 'the entity Resident of population',
    subgraph: 'population',
    query: entities('Resident', PERSON),
    variables: (region) => ({ keys: [{ __typename: 'Resident', nik: nikOf(region) }] }),
    shows: null,
  },
  {
    title: 'the entity Family',
    subgraph: 'population',
    query: entities('Family', '{ noKk members { name resident { name } } }'),
    variables: (region) => ({ keys: [{ __typename: 'Family', noKk: noKkOf(region) }] }),
    asksAtHome: true,
    shows: null,
  },
  {
    title: 'me',
    subgraph: 'population',
    query: `{ me ${PERSON} }`,
    variables: () => ({}),
    asksAtHome: true,
    shows: null,
  },
  {
    title: 'wardsOf',
    subgraph: 'population',
    query: '{ wardsOf { nik birthDate } }',
    variables: () => ({}),
    asksAtHome: true,
    shows: null,
  },
  {
    title: 'the entity Resident of finance',
    subgraph: 'finance',
    query: entities('Resident', '{ finance { aid { programme } provenance { regionCode } } }'),
    variables: (region) => withOneOf(region, province.regencies.get(region)!.aid),
    shows: '"aid":[{',
  },
  {
    title: 'the entity Resident of education',
    subgraph: 'education',
    query: entities('Resident', `{ education { enrolments ${PUPIL} provenance { regionCode } } }`),
    variables: (region) => ({ keys: [{ __typename: 'Resident', nik: sonOf(region) }] }),
    shows: '"pesertaDidikId"',
  },
  {
    title: 'the entity Student',
    subgraph: 'education',
    query: entities('Student', PUPIL),
    variables: (region) => ({
      keys: [{ __typename: 'Student', pesertaDidikId: pupilIds.get(region) ?? 'none' }],
    }),
    asksAtHome: true,
    shows: '"pesertaDidikId"',
  },
  {
    title: 'school(npsn, regionCode)',
    subgraph: 'education',
    query: `query ($npsn: String!, $region: RegionCode!) { school(npsn: $npsn, regionCode: $region) ${SCHOOL} }`,
    variables: (region) => ({ region, npsn: npsnOf(region) }),
    isPublic: true,
  },
  {
    title: 'the entity School',
    subgraph: 'education',
    query: entities('School', SCHOOL),
    variables: (region) => ({ keys: [{ __typename: 'School', npsn: npsnOf(region) }] }),
    isPublic: true,
  },
  {
    title: 'the list of schools',
    subgraph: 'education',
    query: entities('Region', `{ education { list(first: 2) { edges { node ${SCHOOL} } } } }`),
    variables: (region) => ({ keys: [{ __typename: 'Region', code: region }] }),
    isPublic: true,
  },
  {
    title: 'the entity Resident of health',
    subgraph: 'health',
    query: entities(
      'Resident',
      '{ health { ihsNumber immunizations { vaccine occurredOn } provenance { regionCode } } }',
    ),
    variables: (region) => ({ keys: [{ __typename: 'Resident', nik: nikOf(region) }] }),
    shows: '"ihsNumber"',
  },
  {
    title: 'healthFacility(code, regionCode)',
    subgraph: 'health',
    query:
      'query ($code: String!, $region: RegionCode!) { healthFacility(code: $code, regionCode: $region) { name beds { free } } }',
    variables: (region) => ({ region, code: '1' }),
    isPublic: true,
  },
  {
    title: 'the entity HealthFacility',
    subgraph: 'health',
    query: entities('HealthFacility', '{ name beds { free } doctors }'),
    variables: (region) => ({
      keys: [{ __typename: 'HealthFacility', regionCode: region, code: '1' }],
    }),
    isPublic: true,
  },
  {
    title: 'the list of facilities',
    subgraph: 'health',
    query: entities('Region', '{ health { facilities(first: 2) { edges { node { name } } } } }'),
    variables: (region) => ({ keys: [{ __typename: 'Region', code: region }] }),
    isPublic: true,
  },
  {
    title: 'the entity Resident of agriculture',
    subgraph: 'agriculture',
    query: entities(
      'Resident',
      '{ agriculture { allocations { year ureaKg } provenance { regionCode } } }',
    ),
    variables: (region) =>
      withOneOf(region, province.regencies.get(region)!.agriculture!.allocations),
    shows: '"allocations":[{',
  },
  {
    title: 'the planting reports of a region',
    subgraph: 'agriculture',
    query: entities('Region', '{ agriculture { year plantedHectares byCommodity { commodity } } }'),
    variables: (region) => ({ keys: [{ __typename: 'Region', code: region }] }),
    isPublic: true,
  },
  {
    title: 'paymentOrder(regionCode, number)',
    subgraph: 'finance',
    query:
      'query ($region: RegionCode!, $number: String!) { paymentOrder(regionCode: $region, number: $number) { number amount payeeOrganisation } }',
    variables: (region) => ({ region, number: orderNumbers.get(region) ?? '00001' }),
    shows: '"amount"',
  },
  {
    title: 'the entity PaymentOrder',
    subgraph: 'finance',
    query: entities('PaymentOrder', '{ number amount payeeOrganisation }'),
    variables: (region) => ({
      keys: [
        {
          __typename: 'PaymentOrder',
          regionCode: region,
          number: orderNumbers.get(region) ?? '00001',
        },
      ],
    }),
    shows: '"amount"',
  },
  {
    title: 'the list of payment orders',
    subgraph: 'finance',
    query: entities('Region', `{ finance { ${ORDERS} } }`),
    variables: (region) => ({ keys: [{ __typename: 'Region', code: region }] }),
    shows: '"amount"',
  },
  {
    title: 'the list of payment orders, filtered by year and page',
    subgraph: 'finance',
    query: entities(
      'Region',
      `{ finance(fiscalYear: ${new Date().getUTCFullYear()}) { ${ORDERS} } }`,
    ),
    variables: (region) => ({ keys: [{ __typename: 'Region', code: region }] }),
    shows: '"amount"',
  },
];

/** A payment order's number of each regency that has any. */
const orderNumbers = new Map<string, string>();
const orderCursors = new Map<string, string>();
beforeAll(async () => {
  for (const region of REGIONS) {
    const answer = await askOrders({ regions: [region] }, region, '');
    const [edge] = edgesOf(answer);
    if (edge === undefined) continue;
    orderNumbers.set(region, edge.node.number);
    orderCursors.set(region, edge.cursor);
  }
});

/** The identifier that the son's school has given him. */
const pupilIds = new Map<string, string>();
beforeAll(async () => {
  for (const region of REGIONS) {
    const answer = await subgraphs.ask(
      'education',
      { regions: [region] },
      {
        query: entities('Resident', '{ education { enrolments { pesertaDidikId } } }'),
        variables: { keys: [{ __typename: 'Resident', nik: sonOf(region) }] },
      },
    );
    const id = /"pesertaDidikId":"([^"]+)"/.exec(answer.text)?.[1];
    if (id !== undefined) pupilIds.set(region, id);
  }
});

interface Edge {
  readonly cursor: string;
  readonly node: { readonly number: string };
}

function askOrders(facts: EnvelopeFacts, region: string, page: string): Promise<Answer> {
  const query = `query ($keys: [_Any!]!) {
    _entities(representations: $keys) {
      ... on Region { finance { paymentOrders(first: 3${page}) { edges { cursor node { number } } } } }
    }
  }`;
  return subgraphs.ask('finance', facts, {
    query,
    variables: { keys: [{ __typename: 'Region', code: region }] },
  });
}

function edgesOf(answer: Answer): readonly Edge[] {
  const [region] = (answer.data?.['_entities'] ?? []) as readonly {
    readonly finance: { readonly paymentOrders: { readonly edges: readonly Edge[] } | null } | null;
  }[];
  return region?.finance?.paymentOrders?.edges ?? [];
}

/** What shows a row, whichever entry point it came through. */
const SIGNS = [
  ...new Set(ENTRY_POINTS.flatMap(({ shows }) => (typeof shows === 'string' ? [shows] : []))),
];

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
    const answer = await askOrders(both, '36.02', page);
    expect(edgesOf(answer)).toEqual([]);
    expect(answer.errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'BAD_USER_INPUT', parameters: { argument: 'after' } },
    ]);
    expect(personalRegions(subgraphs.calls)).toEqual([]);
    expect(edgesOf(await askOrders(both, '36.71', page))).toHaveLength(3);
  });

  it('is no key: whoever may not read the rows is refused with it as without', async () => {
    const page = `, after: "${orderCursors.get('36.71')!}"`;
    const answer = await askOrders({ regions: ['36.02'] }, '36.71', page);
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
      const edges = edgesOf(await askOrders(facts, '36.71', page));
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
