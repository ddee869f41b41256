import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { sendJson } from '../../support/http-subgraph.ts';

interface Shop {
  readonly __typename?: string;
  readonly id: string;
  readonly currency: string | null;
  readonly owner: { readonly name: string | null; readonly codes: readonly { code: number }[] };
  readonly stalls: readonly (readonly ({ readonly id: string } | null)[])[];
}

const shop = (id: string, currency: string | null, stalls: Shop['stalls']): Shop => ({
  id,
  currency,
  owner: { name: currency === null ? null : `owner of ${id}`, codes: [{ code: 1 }, { code: 0 }] },
  stalls,
});
const shops: readonly Shop[] = [
  shop('s1', 'IDR', [[{ id: 'a' }, null], [{ id: 'b' }]]),
  shop('s2', 'USD', [[{ id: 'a' }]]),
  shop('s3', null, [[{ id: 'c' }]]),
  shop('s4', 'IDR', []),
];

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    subgraphs: {
      places: {
        typeDefs: `
          type Query { shops: [Shop] shop(id: ID = "s1"): Shop! many(count: Int!): [Shop!] }
          type Shop @key(fields: "id") { id: ID! city: String }
        `,
        resolvers: {
          Query: {
            shops: () => [shops[0], null, shops[1], shops[2], shops[3]],
            shop: (_: unknown, { id }: { id: string }) => ({ id }),
            many: (_: unknown, { count }: { count: number }) =>
              Array.from({ length: count }, (_each, index) => ({ id: `m${index}` })),
          },
          Shop: { city: () => 'Serang' },
        },
      },
      prices: {
        typeDefs: `
          type Query { fairs: [Fair] seller: Seller }
          type Shop @key(fields: "id") @context(name: "money") @context(name: "owner") {
            id: ID! currency: String rate(of: Int): Int owner: Owner stalls: [[Stall]] main: Stall
          }
          type Owner { name: String codes: [Code!] }
          type Code { code: Int }
          type Stall @key(fields: "id") {
            id: ID!
            price(currency: String @fromContext(field: "$money { currency }"), times: Int = 1): String
            goods: [Good]
            taxed(rate: Int @fromContext(field: "$money { rate(of: 3) }")): Int
          }
          type Good @key(fields: "id") {
            id: ID!
            label(
              currency: String @fromContext(field: "$money { currency }")
              owner: String @fromContext(field: "$owner { owner { name } }")
            ): String
            codes(codes: [Int] @fromContext(field: "$owner { owner { codes { code } } }")): [Int]
          }
          interface Fair @context(name: "fair") { id: ID! name: String tent: Tent }
          type Day implements Fair @key(fields: "id") { id: ID! name: String tent: Tent }
          type Night implements Fair @key(fields: "id") { id: ID! name: String tent: Tent }
          type Tent @key(fields: "id") { id: ID! sign(fair: String @fromContext(field: "$fair { name }")): String }
          union Seller @context(name: "seller") = Person | Firm
          type Person @key(fields: "id") { id: ID! called: String badge: Badge }
          type Firm @key(fields: "id") { id: ID! title: String badge: Badge }
          type Badge @key(fields: "id") {
            id: ID!
            text(name: String @fromContext(field: "$seller ... on Person { called } ... on Firm { title }")): String
          }
        `,
        resolvers: {
          Query: {
            fairs: () => [
              { __typename: 'Day', id: 'd', name: 'day', tent: { id: 't' } },
              { __typename: 'Night', id: 'n', name: 'night', tent: { id: 't' } },
            ],
            seller: () => ({ __typename: 'Firm', id: 'f', title: 'PT', badge: { id: 'b' } }),
          },
          Shop: {
            __resolveReference: ({ id }: { id: string }) =>
              id.startsWith('m')
                ? { id, currency: `c${id}`, main: { id: 'a' } }
                : { ...shops.find((each) => each.id === id), main: { id: 'a' } },
            rate: (_: unknown, { of }: { of: number }) => of * 10,
          },
          Stall: {
            __resolveReference: (ref: object) => ref,
            price: (stall: { id: string }, args: { currency?: string | null; times: number }) =>
              `${stall.id} ${args.times} ${String(args.currency)}`,
            taxed: (_: unknown, { rate }: { rate: number }) => rate + 1,
            goods: ({ id }: { id: string }) => [{ id: `${id}1` }],
          },
          Good: {
            __resolveReference: (ref: object) => ref,
            label: ({ id }: { id: string }, args: object) => `${id} ${JSON.stringify(args)}`,
            codes: (_: unknown, { codes }: { codes?: number[] }) => codes,
          },
          Tent: {
            __resolveReference: (ref: object) => ref,
            sign: (_: unknown, { fair }: { fair?: string }) => fair,
          },
          Badge: {
            __resolveReference: (ref: object) => ref,
            text: (_: unknown, { name }: { name?: string }) => name,
          },
        },
      },
    },
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
  graph.answerWith('prices', undefined);
});

describe('an argument from a context', () => {
  it('is the value of the entity’s own ancestor, of one that is null too', async () => {
    expect(await graph.ask('{ shops { id stalls { price } } }')).toEqual({
      data: {
        shops: [
          { id: 's1', stalls: [[{ price: 'a 1 IDR' }, null], [{ price: 'b 1 IDR' }]] },
          null,
          { id: 's2', stalls: [[{ price: 'a 1 USD' }]] },
          { id: 's3', stalls: [[{ price: 'c 1 null' }]] },
          { id: 's4', stalls: [] },
        ],
      },
    });
    // One request for the shops, and one for the stalls of all three currencies.
    expect(graph.asked.map(({ subgraph }) => subgraph)).toEqual(['places', 'prices', 'prices']);
  });

  it('stands beside arguments and variables of the client', async () => {
    const query =
      'query ($t: Int) { shop { currency: city main { price(times: $t) again: price(times: 3) } } }';
    expect(await graph.ask(query, { variables: { t: 2 } })).toEqual({
      data: {
        shop: { currency: 'Serang', main: { price: 'a 2 IDR', again: 'a 3 IDR' } },
      },
    });
  });

  it('may come from several contexts, from further up and from nested fields and lists', async () => {
    expect(await graph.ask('{ shops { stalls { goods { label codes } } } }')).toEqual({
      data: {
        shops: [
          {
            stalls: [
              [
                {
                  goods: [{ label: 'a1 {"currency":"IDR","owner":"owner of s1"}', codes: [1, 0] }],
                },
                null,
              ],
              [
                {
                  goods: [{ label: 'b1 {"currency":"IDR","owner":"owner of s1"}', codes: [1, 0] }],
                },
              ],
            ],
          },
          null,
          {
            stalls: [
              [
                {
                  goods: [{ label: 'a1 {"currency":"USD","owner":"owner of s2"}', codes: [1, 0] }],
                },
              ],
            ],
          },
          {
            stalls: [[{ goods: [{ label: 'c1 {"currency":null,"owner":null}', codes: [1, 0] }] }]],
          },
          { stalls: [] },
        ],
      },
    });
  });

  it('may be a field with arguments, which the client may ask for with others', async () => {
    expect(await graph.ask('{ shop { rate(of: 5) main { taxed } } }')).toEqual({
      data: { shop: { rate: 50, main: { taxed: 31 } } },
    });
  });

  it('may be set by an interface: by whichever type it is', async () => {
    expect(await graph.ask('{ fairs { tent { sign } } }')).toEqual({
      data: { fairs: [{ tent: { sign: 'day' } }, { tent: { sign: 'night' } }] },
    });
  });

  it('may be set by a union: by whichever type it is', async () => {
    const query =
      '{ seller { ... on Person { badge { text } } ... on Firm { badge { text id } } } }';
    expect(await graph.ask(query)).toEqual({
      data: { seller: { badge: { text: 'PT', id: 'b' } } },
    });
  });

  it('is no argument of the client’s', async () => {
    const answer = await graph.ask('{ shop { main { price(currency: "X") } } }');
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  it('cannot be set by a client’s variable of its planned name', async () => {
    const query =
      'query ($contextualArgument_2_0: Int) { shop { main { price(times: $contextualArgument_2_0) } } }';
    const answer = await graph.ask(query, { variables: { contextualArgument_2_0: 9 } });
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(graph.asked).toEqual([]);
  });

  it('takes as many requests as its many values need, and no more', async () => {
    const answer = await graph.ask('{ many(count: 120) { main { price } } }');
    expect(answer).toEqual({
      data: {
        many: Array.from({ length: 120 }, (_each, index) => ({
          main: { price: `a 1 cm${index}` },
        })),
      },
    });
    expect(graph.asked).toHaveLength(2 + 3);
  });

  it('costs its field alone where the ancestor’s value did not come', async () => {
    let questions = 0;
    graph.answerWith('prices', (response) => {
      questions += 1;
      sendJson(response, {
        data: {
          _entities: [{ __typename: 'Shop', main: { __typename: 'Stall', id: 'a' } }],
        },
        errors: [{ message: 'x', path: ['_entities', 0, 'currency'] }],
      });
    });
    const answer = await graph.ask('{ shop { city main { id price } } }');
    expect(answer.data).toEqual({ shop: { city: 'Serang', main: { id: 'a', price: null } } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['shop', 'currency']]);
    expect(questions).toBe(1);
  });

  it('has its errors at the places of its own entities', async () => {
    graph.answerWith('prices', (response, { variables, query }) => {
      const context = /currency\w*(?=:)/.exec(query)?.[0] ?? '';
      const groups = Object.entries(variables).filter(([name]) => /^representations/.test(name));
      const isStalls = JSON.stringify(variables).includes('"Stall"');
      sendJson(response, {
        data: isStalls
          ? Object.fromEntries(
              groups.map(([, list], index) => [
                `entities${index}`,
                (list as unknown[]).map(() => ({ price: null })),
              ]),
            )
          : {
              _entities: [
                { __typename: 'Shop', [context]: 'A', main: { __typename: 'Stall', id: 'a' } },
                { __typename: 'Shop', [context]: 'B', main: { __typename: 'Stall', id: 'a' } },
                { __typename: 'Shop', [context]: 'A', main: { __typename: 'Stall', id: 'b' } },
                { __typename: 'Shop', [context]: 'B', main: null },
              ],
            },
        ...(isStalls ? { errors: [{ message: 'x', path: ['entities0', 1, 'price'] }] } : {}),
      });
    });
    const answer = await graph.ask('{ shops { main { price } } }');
    expect(answer.errors?.map(({ path }) => path)).toEqual([['shops', 3, 'main', 'price']]);
  });
});
