import type { SubgraphName } from '../../../server/compose-supergraph.ts';
import type { Answer } from '../../support/jawara.ts';
import type { EnvelopeFacts, SubgraphsBeside } from '../../support/subgraphs-beside.ts';
import { nameOf, nikOf, noKkOf, province, REGIONS, sonOf, withOneOf } from './people.ts';

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
export const PUPIL = '{ pesertaDidikId nik nisn nameOnRecord grade provenance { regionCode } }';
const SCHOOL = '{ npsn name pupils { value status } classes { name pupils { value status } } }';
/** A school that every regency has: the first. */
const npsnOf = (region: string) => `209${region.slice(3)}001`;
const ORDERS = 'paymentOrders(first: 3) { edges { cursor node { number amount } } }';
export const entities = (type: string, fields: string) =>
  `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} ${fields} } }`;

export const ENTRY_POINTS: readonly EntryPoint[] = [
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

/** What shows a row, whichever entry point it came through. */
export const SIGNS = [
  ...new Set(ENTRY_POINTS.flatMap(({ shows }) => (typeof shows === 'string' ? [shows] : []))),
];

/** A payment order's number of each regency that has any, and a cursor to it. */
export const orderNumbers = new Map<string, string>();
export const orderCursors = new Map<string, string>();
/** The identifier that the son's school has given him. */
export const pupilIds = new Map<string, string>();

/** Asks for what the systems number themselves. */
export async function learnNumbers(subgraphs: SubgraphsBeside): Promise<void> {
  for (const region of REGIONS) {
    const answer = await askOrders(subgraphs, { regions: [region] }, region, '');
    const [edge] = edgesOf(answer);
    if (edge === undefined) continue;
    orderNumbers.set(region, edge.node.number);
    orderCursors.set(region, edge.cursor);
  }
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
}

interface Edge {
  readonly cursor: string;
  readonly node: { readonly number: string };
}

export function askOrders(
  subgraphs: SubgraphsBeside,
  facts: EnvelopeFacts,
  region: string,
  page: string,
): Promise<Answer> {
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

export function edgesOf(answer: Answer): readonly Edge[] {
  const [region] = (answer.data?.['_entities'] ?? []) as readonly {
    readonly finance: { readonly paymentOrders: { readonly edges: readonly Edge[] } | null } | null;
  }[];
  return region?.finance?.paymentOrders?.edges ?? [];
}
