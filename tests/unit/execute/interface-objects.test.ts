import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    subgraphs: {
      atlas: {
        typeDefs: `
          type Query { spot: Spot shop: Shop! shops: [Shop] }
          interface Spot @key(fields: "id") { id: ID! }
          type Shop @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }
        `,
        resolvers: {
          Query: {
            spot: () => ({ __typename: 'Spot', id: 'n1' }),
            shop: () => ({ id: 'b1' }),
            shops: () => [{ id: 'b1' }, null, { id: 'c1' }, { id: 'x1' }],
          },
        },
      },
      signs: {
        typeDefs: `
          type Query { sign: Spot signs: [Spot!] }
          type Spot @key(fields: "id", resolvable: false) @interfaceObject { id: ID! note: String }
          interface Shop @key(fields: "id") { id: ID! }
          type Bakery implements Shop @key(fields: "id") { id: ID! bread: String! }
          type Cafe implements Shop @key(fields: "id") { id: ID! }
        `,
        resolvers: {
          Query: { sign: () => ({ id: 'n1', note: 'N' }), signs: () => [{ id: 'n1' }] },
          Shop: {
            __resolveReference: ({ id }: { id: string }) =>
              id === 'x1'
                ? null
                : { __typename: id === 'b1' ? 'Bakery' : 'Cafe', id, bread: 'rye' },
          },
          Bakery: { __resolveReference: (ref: object) => ({ ...ref, bread: 'rye' }) },
          Cafe: { __resolveReference: (ref: object) => ref },
        },
      },
      stars: {
        typeDefs: `
          type Shop @key(fields: "id") @interfaceObject { id: ID! stars: Int }
        `,
        resolvers: { Shop: { __resolveReference: (ref: object) => ({ ...ref, stars: 0 }) } },
      },
    },
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
});

describe('an interface object', () => {
  it('answers its interface’s fields without being made concrete', async () => {
    expect(await graph.ask('{ shop { id } shops { id } }')).toEqual({
      data: { shop: { id: 'b1' }, shops: [{ id: 'b1' }, null, { id: 'c1' }, { id: 'x1' }] },
    });
    expect(graph.asked.map(({ subgraph }) => subgraph)).toEqual(['atlas']);
  });

  it('takes fields from another one without being made concrete', async () => {
    expect(await graph.ask('{ shop { stars id } }')).toEqual({
      data: { shop: { stars: 0, id: 'b1' } },
    });
    expect(graph.asked.map(({ subgraph }) => subgraph)).toEqual(['atlas', 'stars']);
  });

  it('answers where no type implements the interface at all', async () => {
    expect(await graph.ask('{ sign { id note } signs { id } }')).toEqual({
      data: { sign: { id: 'n1', note: 'N' }, signs: [{ id: 'n1' }] },
    });
  });

  it('becomes concrete where a type condition asks for it', async () => {
    expect(await graph.ask('{ shop { ... on Bakery { id bread } ... on Cafe { id } } }')).toEqual({
      data: { shop: { id: 'b1', bread: 'rye' } },
    });
  });

  it('becomes concrete where its type is asked for, item by item', async () => {
    expect((await graph.ask('{ shops { __typename id } }')).data).toEqual({
      shops: [{ __typename: 'Bakery', id: 'b1' }, null, { __typename: 'Cafe', id: 'c1' }, null],
    });
  });

  it('stays of its type when a subgraph that knows the interface alone adds to it', async () => {
    expect(await graph.ask('{ shops { ... on Bakery { stars __typename } } }')).toEqual({
      data: { shops: [{ stars: 0, __typename: 'Bakery' }, null, {}, null] },
      extensions: expect.anything(),
    });
  });

  it('is null with an error where what is asked of it depends on a type that could not be had', async () => {
    graph.answerWith('signs', (response) => {
      response.end('no');
    });
    const answer = await graph.ask('{ shops { id ... on Bakery { bread } } }');
    graph.answerWith('signs', undefined);
    expect(answer.data).toEqual({ shops: [null, null, null, null] });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['shops', 0],
      ['shops', 2],
      ['shops', 3],
    ]);
  });
});
