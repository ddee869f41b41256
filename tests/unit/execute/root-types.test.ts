import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { sendJson } from '../../support/http-subgraph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    subgraphs: {
      home: {
        typeDefs: `
          type Query { a: Int self: Query none: Query pages: [Page!] }
          type Mutation { make: Made }
          type Made { n: Int query: Query! }
          type Page { root: Query }
        `,
        resolvers: {
          Query: {
            a: () => 1,
            self: () => ({}),
            none: () => null,
            pages: () => [{ root: {} }, { root: null }, { root: {} }],
          },
          Mutation: { make: () => ({ n: 2, query: {} }) },
        },
      },
      away: {
        typeDefs: 'type Query { b(x: Int): Int inner: Inner } type Inner { c: Int! }',
        resolvers: {
          Query: { b: (_: unknown, { x }: { x?: number }) => x ?? 0, inner: () => ({ c: 3 }) },
        },
      },
    },
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
  graph.answerWith('away', undefined);
});

describe('a field that answers the root type', () => {
  it('is not asked further where it is null', async () => {
    expect(await graph.ask('{ none { b } pages { root { a } } }')).toEqual({
      data: { none: null, pages: [{ root: { a: 1 } }, { root: null }, { root: { a: 1 } }] },
    });
    expect(graph.asked.map(({ subgraph }) => subgraph)).toEqual(['home']);
  });

  it('gives what other subgraphs know of the root, where it stands', async () => {
    const query = 'query ($x: Int) { a self { a b(x: $x) self { b(x: 5) __typename } } b }';
    expect(await graph.ask(query, { variables: { x: 4 } })).toEqual({
      data: { a: 1, self: { a: 1, b: 4, self: { b: 5, __typename: 'Query' } }, b: 0 },
    });
  });

  it('gives it to each item of a list, and to no other', async () => {
    expect(await graph.ask('{ pages { root { b inner { c } } } }')).toEqual({
      data: {
        pages: [
          { root: { b: 0, inner: { c: 3 } } },
          { root: null },
          { root: { b: 0, inner: { c: 3 } } },
        ],
      },
    });
    expect(graph.asked.map(({ subgraph }) => subgraph)).toEqual(['home', 'away']);
  });

  it('may be what a mutation answers', async () => {
    expect(await graph.ask('mutation { make { n query { a b } } }')).toEqual({
      data: { make: { n: 2, query: { a: 1, b: 0 } } },
    });
  });

  it('has the errors of what it gives, at each of its places', async () => {
    graph.answerWith('away', (response) => {
      sendJson(response, {
        data: { inner: null, b: 7 },
        errors: [{ message: 'x', path: ['inner', 'c'] }],
      });
    });
    const answer = await graph.ask('{ pages { root { b inner { c } } } }');
    const page = { root: { b: 7, inner: null } };
    expect(answer.data).toEqual({ pages: [page, { root: null }, page] });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['pages', 0, 'root', 'inner', 'c'],
      ['pages', 2, 'root', 'inner', 'c'],
    ]);
  });

  it('has an error where nothing came', async () => {
    graph.answerWith('away', (response) => void response.destroy());
    const answer = await graph.ask('{ self { a b } }');
    expect(answer.data).toEqual({ self: { a: 1, b: null } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['self', 'b']]);
  });
});
