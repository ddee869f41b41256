import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { composeSupergraph, formatFault } from '../../../federation/compose.ts';
import { readCost } from '../../../federation/read-cost.ts';
import { readSupergraph } from '../../../federation/supergraph.ts';
import { createParseStage } from '../../../gateway/parse/parse-operation.ts';
import type { ClientError } from '../../../common/errors/errors.ts';

const LINK = (names: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", ${names}])`;

const GRAPH = [
  `${LINK('"@cost", "@listSize"')}
  enum Order @cost(weight: 2) { ASC DESC }
  scalar Text @cost(weight: 4)
  input Filter { name: String, deep: Deep, near: [Deep] @cost(weight: 7), order: Order }
  input Deep { text: String @cost(weight: 3) }
  interface Named { name: String, friends: [Person] }
  type Person implements Named @cost(weight: 5) {
    name: String, friends: [Person] @listSize(assumedSize: 40), bio: Text, photo: String @cost(weight: 20)
  }
  type Dog implements Named { name: String, friends: [Person] }
  union Being = Person | Dog
  type Page { edges: [Edge], total: Int, notes: [Edge] }
  type Edge { node: Dog }
  type Shared @key(fields: "id") { id: ID! }
  type Query {
    dog: Dog
    dogs: [Dog]
    kennels(of: Int): [Dog] @listSize(assumedSize: 3)
    page(first: Int = 50, last: Int): Page
      @listSize(assumedSize: 30, slicingArguments: ["first", "last"], sizedFields: ["edges"], requireOneSlicingArgument: false)
    pack(first: Int, last: Int): [Dog] @listSize(slicingArguments: ["first", "last"])
    search(filter: Filter, many: [Filter], rank: Int @cost(weight: 6)): Dog
    named: Named
    being: Being
    person: Person
    shared(first: Int @cost(weight: 2)): [Shared] @shareable @listSize(assumedSize: 5)
  }
  type Mutation { feed: Dog }`,
  `${LINK('"@cost", "@listSize"')}
  type Shared @key(fields: "id") { id: ID! }
  type Query { shared(first: Int @cost(weight: 9)): [Shared] @shareable @cost(weight: 40) @listSize(assumedSize: 50) }`,
];

function compose(typeDefs: readonly string[]) {
  const result = composeSupergraph(
    typeDefs.map((sdl, index) => ({
      name: `s${index}`,
      url: `http://s${index}.invalid/`,
      typeDefs: parse(sdl),
    })),
  );
  if (!result.ok) throw new Error(result.faults.map(formatFault).join('\n'));
  return readSupergraph(result.supergraphSdl);
}

function stageOf(
  typeDefs: readonly string[],
  limits: { readonly cost: number; readonly listSize?: number },
) {
  const supergraph = compose(typeDefs);
  return createParseStage({
    apiSchema: supergraph.apiSchema,
    security: { tags: new Map() },
    cost: readCost(supergraph.document),
    limits,
  });
}

function toRequest(query: string, variables: Readonly<Record<string, unknown>>) {
  return {
    method: 'POST' as const,
    query,
    operationName: null,
    variables,
    extensions: {},
    mediaType: 'application/json' as const,
    language: 'en' as const,
    authorization: null,
    purpose: null,
    caseReference: null,
    explain: null,
    overrides: null,
  };
}

/** A limit that every operation with an object exceeds, so that the refusal says the cost. */
const strict = stageOf(GRAPH, { cost: 1 });

function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}): unknown {
  try {
    strict(toRequest(query, variables));
    return 'at most 1';
  } catch (error) {
    const { code, parameters } = error as ClientError;
    return code === 'COST_LIMIT_EXCEEDED' ? parameters['cost'] : (error as Error).message;
  }
}

describe('the cost of an operation', () => {
  it('is refused over the limit, and not at it', () => {
    const stage = stageOf(GRAPH, { cost: 11 });
    expect(() => stage(toRequest('{ dogs { name } dog { name } }', {}))).not.toThrow();
    expect(() => stage(toRequest('{ dogs { name } a: dog { name } dog { name } }', {}))).toThrow(
      'The operation costs 12, more than 11; ask for fewer or shorter lists.',
    );
  });

  it.each([
    ['an object costs 1, and its leaves nothing', '{ dog { name } a: dog { name } }', 2],
    ['a list that says nothing counts for ten', '{ dogs { name } }', 10],
    ['lists within lists multiply', '{ dogs { friends { name } } }', 10 * (1 + 10 * 5)],
    ['an assumed size is believed', '{ kennels { name } }', 3],
    ['a type weighs what it says', '{ person { name } }', 5],
    ['a field weighs what it says, a leaf of a heavy scalar too', '{ person { photo bio } }', 29],
    ['a mutation costs ten of its own', 'mutation { feed { name } }', 11],
    ['a default slices', '{ page { edges { node { name } } } }', 1 + 50 * 2],
    ['a literal slices', '{ page(first: 7) { edges { node { name } } } }', 1 + 7 * 2],
    ['the larger of two slices', '{ page(first: 7, last: 9) { edges { node { name } } } }', 19],
    ['null is no slice', '{ page(first: null) { edges { node { name } } } }', 1 + 30 * 2],
    [
      'a negative slice takes nothing off',
      '{ dog { name } page(first: -9) { edges { node { name } } } }',
      2,
    ],
    ['only sized fields are sized', '{ page(first: 7) { notes { node { name } } } }', 1 + 10 * 2],
    [
      'sized fields are found through fragments',
      '{ page(first: 7) { ...F } } fragment F on Page { edges { node { name } } }',
      15,
    ],
    ['an argument weighs what it says', '{ search(rank: 1) { name } }', 7],
    [
      'an input object costs 1, its members what they say',
      '{ search(filter: { deep: { text: "x" } }) { name } }',
      1 + 1 + 1 + 3,
    ],
    [
      'a list of input costs its weight and its items',
      '{ search(filter: { near: [{ text: "x" }, {}] }) { name } }',
      1 + 1 + 7 + (7 + 3) + 7,
    ],
    [
      'an enum value weighs what its type says',
      '{ search(filter: { order: ASC }) { name } }',
      1 + 1 + 2,
    ],
    [
      'an interface counts as the dearest that can be behind it',
      '{ named { name } being { ... on Dog { name } } }',
      10,
    ],
    [
      "an interface's field counts as the dearest implementation's",
      '{ named { friends { name } } }',
      5 + 40 * 5,
    ],
    [
      'what is skipped costs nothing',
      '{ dog { name } dogs @skip(if: true) { name } kennels @include(if: false) { name } a: dog { name } }',
      2,
    ],
  ])('%s: %s', (_title, query, expected) => {
    expect(costOf(query)).toBe(expected);
  });

  it.each<[string, string, Record<string, unknown>, number]>([
    ['slices', 'query ($n: Int) { page(first: $n) { edges { node { name } } } }', { n: 200 }, 401],
    [
      'slices by its default',
      'query ($n: Int = 4) { page(first: $n) { edges { node { name } } } }',
      {},
      9,
    ],
    [
      "left out, takes the argument's default",
      'query ($n: Int) { page(first: $n) { edges { node { name } } } }',
      {},
      101,
    ],
    [
      'costs what it holds',
      'query ($m: [Filter]) { search(many: $m) { name } }',
      { m: [{}, { deep: { text: 'x' } }] },
      1 + 1 + (1 + 1 + 3),
    ],
    [
      'costs what a literal around it says',
      'query ($d: Deep) { search(filter: { deep: $d }) { name } }',
      { d: { text: 'x' } },
      1 + 1 + 1 + 3,
    ],
    [
      'skips',
      'query ($s: Boolean!) { dog { name } page { total } dogs @skip(if: $s) { name } }',
      { s: true },
      2,
    ],
    [
      'does not skip',
      'query ($s: Boolean!) { dog { name } page { total } dogs @skip(if: $s) { name } }',
      { s: false },
      12,
    ],
  ])('with a variable that %s', (_title, query, variables, expected) => {
    expect(costOf(query, variables)).toBe(expected);
  });

  it('is asked again with each request, whatever the same document cost before', () => {
    const query = 'query ($n: Int) { page(first: $n) { edges { node { name } } } }';
    expect([10, 1, 10].map((n) => costOf(query, { n }))).toEqual([21, 3, 21]);
  });

  it('wants exactly one slicing argument where the directive does', () => {
    const message = 'Argument "first, last": exactly one says how long the list is';
    expect(costOf('{ pack { name } }')).toBe(message);
    expect(costOf('{ pack(first: 1, last: 2) { name } }')).toBe(message);
    expect(costOf('query ($n: Int) { pack(first: $n) { name } }')).toBe(message);
    expect(costOf('query ($n: Int) { pack(first: $n) { name } }', { n: 2 })).toBe(2);
    expect(costOf('{ pack(last: 2) { name } }')).toBe(2);
  });

  it('takes the most that any subgraph says', () => {
    expect(costOf('{ shared(first: 1) { id } }')).toBe(50 * 40 + 9);
  });

  it('takes the configured list size', () => {
    const stage = stageOf(GRAPH, { cost: 1, listSize: 100 });
    expect(() => stage(toRequest('{ dogs { name } }', {}))).toThrow('costs 100,');
  });

  it('lets the introspection pass by default, and not four at once', () => {
    const supergraph = compose(GRAPH);
    const stage = createParseStage({
      apiSchema: supergraph.apiSchema,
      security: { tags: new Map() },
      cost: readCost(supergraph.document),
      limits: { listSize: 1_000 },
    });
    const [query = '', fragments = ''] = getIntrospectionQuery().split(/(?=fragment FullType)/);
    expect(() => stage(toRequest(`${query}${fragments}`, {}))).not.toThrow();
    const schema = query.slice(query.indexOf('{') + 1, query.lastIndexOf('}'));
    const four = ['a', 'b', 'c', 'd'].map((name) =>
      schema.replace('__schema', `${name}: __schema`),
    );
    expect(() => stage(toRequest(`{ ${four.join(' ')} } ${fragments}`, {}))).toThrow(
      'more than 50000',
    );
  });
});
