import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    subgraphs: {
      atlas: {
        typeDefs: `
          type Query { spot: Spot hidden: String @authenticated }
          interface Spot @key(fields: "id") { id: ID! }
          interface Place @key(fields: "id") { id: ID! text: String }
        `,
      },
      signs: {
        typeDefs: `
          type Query { sign: Spot place: Place }
          type Place @key(fields: "id") @interfaceObject { id: ID! size: Int }
          type Spot @key(fields: "id", resolvable: false) @interfaceObject { id: ID! note: String }
        `,
        resolvers: { Query: { sign: () => ({ id: 'n1' }) } },
      },
    },
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
});

it.each([
  ['{ hidden }', { hidden: null }],
  ['{ hidden sign { id } }', { hidden: null, sign: { id: 'n1' } }],
])(
  'a root field that was denied is null, and its siblings are fetched: %s',
  async (query, data) => {
    const answer = await graph.ask(query);
    expect(answer.data).toEqual(data);
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
  },
);

describe('a root field that no subgraph can answer', () => {
  const refusal = {
    data: null,
    errors: [
      {
        message: 'No subgraph can answer "spot".',
        path: ['spot'],
        extensions: { code: 'FIELD_NOT_RESOLVABLE', retryable: false },
      },
    ],
  };

  it.each([
    '{ spot { note } }',
    '{ spot { note } sign { id } }',
    '{ spot { ... { note } } __typename }',
    'query ($on: Boolean = true) { spot @include(if: $on) { note } }',
    'query ($on: Boolean = true) { ... @include(if: $on) { spot { note } } }',
    '{ ...F } fragment F on Query { spot { note } }',
  ])('is an error rather than null, and nothing is fetched: %s', async (query) => {
    expect(await graph.ask(query)).toEqual(refusal);
    expect(graph.asked).toEqual([]);
  });

  it.each([
    ['{ place { text } }', ['place']],
    ['{ sign { id } here: place { text } spot { note } }', ['here', 'spot']],
  ])('is an error too where the planner can make no plan: %s', async (query, names) => {
    const answer = await graph.ask(query);
    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual(
      names.map((name) => [[name], 'FIELD_NOT_RESOLVABLE']),
    );
    expect(graph.asked).toEqual([]);
  });

  it('is named as the client named it', async () => {
    const answer = await graph.ask('{ sign: spot { note } }');
    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ path }) => path)).toEqual([['sign']]);
  });

  it.each([
    ['query ($on: Boolean = false) { spot @include(if: $on) { note } }', {}],
    ['query ($on: Boolean = true) { spot @skip(if: $on) { note } }', {}],
    ['{ spot @skip(if: true) { note } __typename }', { __typename: 'Query' }],
    [
      'query ($on: Boolean = true) { ... @skip(if: $on) { spot { note } } sign { id } }',
      { sign: { id: 'n1' } },
    ],
    ['{ __typename x: __typename }', { __typename: 'Query', x: 'Query' }],
    ['{ __schema { queryType { name } } }', { __schema: { queryType: { name: 'Query' } } }],
  ])('is none where it is not selected: %s', async (query, data) => {
    expect(await graph.ask(query)).toEqual({ data });
  });
});
