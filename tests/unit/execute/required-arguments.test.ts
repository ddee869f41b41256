import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { sendJson } from '../../support/http-subgraph.ts';

const comments = [
  { text: 'one', score: 0 },
  { text: 'two', score: 2 },
  { text: 'three', score: 3 },
];

interface CommentValue {
  readonly text?: string;
  readonly score?: number;
  readonly body?: string;
}

/** What a required field arrived as. */
const seen = (post: object, name: 'comments' | 'author' | 'attached') =>
  JSON.stringify((post as Record<string, unknown>)[name]);

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    subgraphs: {
      posts: {
        typeDefs: `
          type Query { post(id: ID = "p1"): Post posts: [Post] pinned: [Pinned] }
          interface Pinned { id: ID! }
          type Post implements Pinned @key(fields: "id") {
            id: ID! title: String
            comments(limit: Int = 2, order: Order, tags: [String!]): [Comment!]
            author: Author
            attached: [Attached]
            comments__rq0: String
          }
          type Note implements Pinned @key(fields: "id") { id: ID! comments(limit: Int): [Comment!] }
          type Comment { text: String score: Int body(lang: String!): String }
          type Author @key(fields: "name") { name: String! card(size: Int): String bio: String }
          interface Attached { name(short: Boolean = false): String }
          type File implements Attached { name(short: Boolean = false): String pages(from: Int): Int }
          type Link implements Attached { name(short: Boolean = false, upper: Boolean): String }
          enum Order { UP DOWN }
        `,
        resolvers: {
          Query: {
            post: (_: unknown, { id }: { id: string }) => ({ id }),
            posts: () => [{ id: 'p1' }, null, { id: 'p2' }],
            pinned: () => [
              { __typename: 'Note', id: 'n1' },
              { __typename: 'Post', id: 'p1' },
            ],
          },
          Post: {
            __resolveReference: (ref: object) => ref,
            title: ({ id }: { id: string }) => `title ${id}`,
            comments: (_: unknown, args: { limit: number; order?: string }) =>
              (args.order === 'DOWN' ? [...comments].reverse() : comments).slice(0, args.limit),
            author: () => ({ name: 'Sari' }),
            attached: () => [{ __typename: 'File' }, { __typename: 'Link' }],
            comments__rq0: () => 'a field of this name',
          },
          Note: {
            __resolveReference: (ref: object) => ref,
            comments: (_: unknown, { limit }: { limit?: number }) => comments.slice(0, limit),
          },
          Comment: {
            body: ({ text }: { text: string }, { lang }: { lang: string }) => `${lang}:${text}`,
          },
          Author: {
            __resolveReference: (ref: object) => ref,
            card: (_: unknown, { size }: { size?: number }) => `card ${size ?? 'any'}`,
            bio: () => 'bio',
          },
          File: {
            name: (_: unknown, { short }: { short: boolean }) => (short ? 'F' : 'File'),
            pages: (_: unknown, { from }: { from?: number }) => 10 - (from ?? 0),
          },
          Link: { name: (_: unknown, { short }: { short: boolean }) => (short ? 'L' : 'Link') },
        },
      },
      scores: {
        typeDefs: `
          type Post @key(fields: "id") {
            id: ID!
            comments(limit: Int = 2, order: Order, tags: [String!]): [Comment!] @external
            author: Author @external
            attached: [Attached] @external
            likes: Int
            first(prefix: String): String @requires(fields: "comments(limit: 1) { text }")
            last: String @requires(fields: "comments(order: DOWN, limit: 1) { text body(lang: \\"id\\") }")
            usual: String @requires(fields: "comments { score }")
            byline: String @requires(fields: "author { card(size: 3) bio }")
            badge: String @requires(fields: "author { card(size: 9) }")
            files: String @requires(fields: "attached { __typename name(short: true) ... on File { pages(from: 4) } }")
          }
          type Note @key(fields: "id") {
            id: ID! comments(limit: Int): [Comment!] @external
            first: String @requires(fields: "comments(limit: 1) { text }")
          }
          type Comment { text: String @external score: Int @external body(lang: String!): String @external }
          type Author @key(fields: "name") { name: String! card(size: Int): String @external bio: String @external }
          interface Attached { name(short: Boolean = false): String }
          type File implements Attached { name(short: Boolean = false): String @external pages(from: Int): Int @external }
          type Link implements Attached { name(short: Boolean = false, upper: Boolean): String @external }
          enum Order { UP DOWN }
        `,
        resolvers: {
          Post: {
            __resolveReference: (ref: object) => ref,
            likes: () => 7,
            first: (post: { comments?: CommentValue[] }, { prefix }: { prefix?: string }) =>
              `${prefix ?? ''}${seen(post, 'comments')}`,
            last: (post: object) => seen(post, 'comments'),
            usual: (post: object) => seen(post, 'comments'),
            byline: (post: object) => seen(post, 'author'),
            badge: (post: object) => seen(post, 'author'),
            files: (post: object) => seen(post, 'attached'),
          },
          Note: {
            __resolveReference: (ref: object) => ref,
            first: (note: object) => seen(note, 'comments'),
          },
        },
      },
    },
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
  graph.answerWith('posts', undefined);
});

const first = '[{"text":"one"}]';
const last = '[{"text":"three","body":"id:three"}]';
const usual = '[{"score":0},{"score":2}]';

describe('a required field with arguments', () => {
  it('is fetched with them, and is not taken from the client’s selection of the same field', async () => {
    const query = '{ post { comments(limit: 3) { text } first } }';
    expect(await graph.ask(query)).toEqual({
      data: {
        post: { comments: [{ text: 'one' }, { text: 'two' }, { text: 'three' }], first },
      },
    });
  });

  it('leaves the client’s own arguments alone, aliases and variables too', async () => {
    const query =
      'query ($n: Int) { post { last first__rq: comments(limit: $n) { text } comments(order: DOWN) { score } } }';
    expect(await graph.ask(query, { variables: { n: 1 } })).toEqual({
      data: {
        post: { last, first__rq: [{ text: 'one' }], comments: [{ score: 3 }, { score: 2 }] },
      },
    });
  });

  it('may be required with several arguments at once: each field gets its own', async () => {
    const query = '{ posts { usual last first likes title } }';
    const post = (id: string) => ({ usual, last, first, likes: 7, title: `title ${id}` });
    expect(await graph.ask(query)).toEqual({ data: { posts: [post('p1'), null, post('p2')] } });
    const lists = Object.entries(graph.asked[1]?.variables ?? {});
    expect(lists.map(([, list]) => (list as unknown[]).length)).toEqual([2, 2, 2]);
    expect(graph.asked).toHaveLength(2);
  });

  it('is not affected by the client’s selection where it is required without arguments', async () => {
    const query = '{ post { comments(limit: 1) { score } usual } }';
    expect(await graph.ask(query)).toEqual({ data: { post: { comments: [{ score: 0 }], usual } } });
  });

  it('may be nested beneath another required field', async () => {
    const query = '{ post { byline badge author { card(size: 1) name } } }';
    expect(await graph.ask(query)).toEqual({
      data: {
        post: {
          byline: '{"bio":"bio","card":"card 3"}',
          badge: '{"bio":"bio","card":"card 9"}',
          author: { card: 'card 1', name: 'Sari' },
        },
      },
    });
  });

  it('may be a field of an interface, and of one of its types in a fragment', async () => {
    const query = '{ post { files attached { name ... on File { pages(from: 1) } } } }';
    expect(await graph.ask(query)).toEqual({
      data: {
        post: {
          files: '[{"__typename":"File","name":"F","pages":6},{"__typename":"Link","name":"L"}]',
          attached: [{ name: 'File', pages: 9 }, { name: 'Link' }],
        },
      },
    });
  });

  it('is known to each type that requires it, behind an interface too', async () => {
    const query = '{ pinned { ... on Note { first } ... on Post { first last } } }';
    expect(await graph.ask(query)).toEqual({
      data: { pinned: [{ first }, { first, last }] },
    });
  });

  it('stands beside conditions and variables of the fields that require it', async () => {
    const query =
      'query ($p: String, $on: Boolean!) { post { first(prefix: $p) last @include(if: $on) usual @skip(if: $on) } }';
    expect(await graph.ask(query, { variables: { p: '>', on: true } })).toEqual({
      data: { post: { first: `>${first}`, last } },
    });
    expect(await graph.ask(query, { variables: { p: '>', on: false } })).toEqual({
      data: { post: { first: `>${first}`, usual } },
    });
    const sent = graph.asked.filter(({ subgraph }) => subgraph === 'scores');
    expect(
      sent.map(({ query: text, variables }) => [text.includes('$p'), 'p' in variables]),
    ).toEqual(sent.map(({ query: text }) => [text.includes('first'), text.includes('first')]));
  });

  it('does not stand in for a client’s alias of its planned name, nor for a field so called', async () => {
    const query = '{ post { first comments__rq0 comments__rq1: title comments__rq2: title } }';
    expect(await graph.ask(query)).toEqual({
      data: {
        post: {
          first,
          comments__rq0: 'a field of this name',
          comments__rq1: 'title p1',
          comments__rq2: 'title p1',
        },
      },
    });
  });

  it('is called by its own name where an error speaks of it', async () => {
    graph.answerWith('posts', (response, { query }) => {
      const name = /comments__rq\d+(?=:)/.exec(query)?.[0] ?? '';
      sendJson(response, {
        data: { post: { __typename: 'Post', id: 'p1', [name]: null } },
        errors: [{ message: 'x', path: ['post', name] }],
      });
    });
    const answer = await graph.ask('{ post { first } }');
    expect(answer.data).toEqual({ post: { first: 'null' } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['post', 'comments']]);
  });

  it('is not seen by clients', async () => {
    const answer = await graph.ask('{ __type(name: "Note") { fields { name } } }');
    expect(answer.data).toEqual({
      __type: { fields: [{ name: 'id' }, { name: 'comments' }, { name: 'first' }] },
    });
  });
});
