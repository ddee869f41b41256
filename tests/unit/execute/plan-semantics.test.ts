import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { sendJson } from '../../support/http-subgraph.ts';

const firms = [
  { __typename: 'Firm', code: 'f1', name: 'PT Satu' },
  { __typename: 'Person', nik: '3671000000000001', name: 'Sari' },
];

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    subgraphs: {
      deeds: {
        typeDefs: `
          type Query { deeds: [Deed!] deed: Deed }
          type Mutation { sign: Boolean }
          type Deed @key(fields: "serial part { page }") {
            serial: ID @authenticated
            part: Part
            title: String
            owner: Owner
            area: Int @authenticated
            size: Int
            next: Deed
          }
          type Part { page: Int note: String }
          union Owner = Person | Firm
          type Person { nik: String @authenticated name: String }
          type Firm @inaccessible { code: String name: String }
        `,
        resolvers: {
          Query: {
            deeds: () => [
              { serial: 'd1', part: { page: 0 }, title: 'one', owner: firms[0], area: 0, size: 1 },
              { serial: 'd2', part: { page: 2 }, title: 'two', owner: firms[1], area: 2, size: 2 },
              { serial: 'd3', part: null, title: 'three', owner: null, area: null, size: null },
            ],
            deed: () => ({
              serial: 'd1',
              part: { page: 1, note: 'n' },
              title: 'one',
              owner: firms[1],
              area: 5,
              size: 7,
              next: { serial: 'd2', part: { page: 2, note: 'm' }, title: 'two' },
            }),
          },
          Mutation: { sign: () => true },
        },
      },
      taxes: {
        typeDefs: `
          type Deed @key(fields: "serial part { page }") {
            serial: ID
            part: Part
            owner: Owner @external
            area: Int @external
            size: Int @external
            tax: Int
            payer: String @requires(fields: "owner { __typename ... on Firm { code } ... on Person { name } }")
            rate: Int @requires(fields: "area size") @authenticated
            grade: String @requires(fields: "size part { note }")
            events: [Event!]
          }
          type Part { page: Int note: String @external }
          union Owner = Person | Firm
          type Person { name: String @external }
          type Firm @inaccessible { code: String @external }
          type Event { on: String kind: String by: Actor }
          type Actor { name: String role: String }
        `,
        resolvers: {
          Deed: {
            __resolveReference: (ref: { serial: string }) => (ref.serial === 'gone' ? null : ref),
            tax: ({ part }: { part: { page: number } | null }) => part?.page ?? -1,
            payer: ({ owner }: { owner: unknown }) => JSON.stringify(owner),
            rate: ({ area, size }: { area: number; size: number }) => area + size,
            grade: (deed: object) => JSON.stringify(deed),
            events: () => [{ on: 'monday', kind: 'sale', by: { name: 'Budi', role: 'clerk' } }],
          },
        },
      },
    },
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
  for (const name of ['deeds', 'taxes']) graph.answerWith(name, undefined);
});

const sentTo = (subgraph: string) => graph.asked.filter((each) => each.subgraph === subgraph);

describe('an operation', () => {
  it.each([
    '{ deed { owner { ... on Firm { name } } } }',
    '{ __type(name: "Firm") { name } deed { code } }',
  ])(
    'is refused where it names what is inaccessible, and nothing is fetched: %s',
    async (query) => {
      const answer = await graph.ask(query);
      expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual([
        'GRAPHQL_VALIDATION_FAILED',
      ]);
      expect(graph.asked).toEqual([]);
    },
  );

  it('is told the names of the root types by the gateway, in the document’s order', async () => {
    const answer = await graph.ask('mutation { a: __typename sign b: __typename }');
    expect(JSON.stringify(answer)).toBe('{"data":{"a":"Mutation","sign":true,"b":"Mutation"}}');
    expect(graph.asked.map(({ query }) => query)).toEqual(['mutation{sign}']);
  });
});

describe('a representation', () => {
  it('has compound keys with what is null in them, whatever falsy values they hold', async () => {
    expect(await graph.ask('{ deeds { tax } }')).toEqual({
      data: { deeds: [{ tax: 0 }, { tax: 2 }, { tax: -1 }] },
    });
    expect(sentTo('taxes')[0]?.variables['representations']).toEqual([
      { __typename: 'Deed', serial: 'd1', part: { page: 0 } },
      { __typename: 'Deed', serial: 'd2', part: { page: 2 } },
      { __typename: 'Deed', serial: 'd3', part: null },
    ]);
  });

  it('knows types that clients must not know of', async () => {
    const answer = await graph.ask('{ deeds { payer } }');
    expect(answer).toEqual({
      data: {
        deeds: [
          { payer: '{"__typename":"Firm","code":"f1"}' },
          { payer: '{"__typename":"Person","name":"Sari"}' },
          { payer: 'null' },
        ],
      },
    });
  });
});

describe('an entity that a subgraph does not know', () => {
  it('leaves what other subgraphs said of it as it is', async () => {
    graph.answerWith('taxes', (response) => {
      sendJson(response, { data: { _entities: [null, { tax: 5 }, null] } });
    });
    expect(await graph.ask('{ deeds { title tax } }')).toEqual({
      data: {
        deeds: [
          { title: 'one', tax: null },
          { title: 'two', tax: 5 },
          { title: 'three', tax: null },
        ],
      },
    });
  });
});

describe('keys and required fields', () => {
  it('are fetched without a grant, and are not answered', async () => {
    const answer = await graph.ask('{ deed { tax serial area rate } }');
    expect(answer.data).toEqual({ deed: { tax: 1, serial: null, area: null, rate: null } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['deed', 'serial'],
      ['deed', 'area'],
      ['deed', 'rate'],
    ]);
    expect(sentTo('deeds')[0]?.query).not.toContain('area');
    expect(sentTo('taxes')[0]?.query).not.toContain('rate');
    expect(sentTo('taxes')[0]?.variables['representations']).toEqual([
      { __typename: 'Deed', serial: 'd1', part: { page: 1 } },
    ]);
  });

  it('are shown by no error, whatever a subgraph says of them', async () => {
    graph.answerWith('taxes', (response) => {
      sendJson(response, {
        data: { _entities: [null] },
        errors: [
          {
            message: 'no deed d1',
            path: ['_entities', 0],
            extensions: { code: 'NOT_FOUND', serial: 'd1', representation: { serial: 'd1' } },
          },
        ],
      });
    });
    const answer = await graph.ask('{ deed { tax } }');
    expect(answer.data).toEqual({ deed: { tax: null } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['deed', 'tax']]);
    expect(JSON.stringify(answer)).not.toContain('d1');
  });
});

describe('a response', () => {
  it('merges repeated selections, in fragments and across subgraphs, at every level', async () => {
    const answer = await graph.ask(`
      query { deed { events { on } ...F part { page } } deed { events { by { role } } part { note } } }
      fragment F on Deed { title events { kind ...G } }
      fragment G on Event { by { name } on }
    `);
    expect(JSON.stringify(answer)).toBe(
      '{"data":{"deed":{"events":[{"on":"monday","kind":"sale","by":{"name":"Budi","role":"clerk"}}],' +
        '"title":"one","part":{"page":1,"note":"n"}}}}',
    );
  });

  it.each<[boolean, boolean, string]>([
    [true, true, '{"deed":{"tax":1,"events":[{"on":"monday"}],"title":"one"}}'],
    [true, false, '{"deed":{"tax":1,"events":[{"by":{"name":"Budi"}}],"next":{"tax":2}}}'],
    [false, true, '{"deed":{"title":"one"}}'],
    [false, false, '{"deed":{"next":{"tax":2}}}'],
  ])('leaves out what conditions leave out, at every level: %j and %j', async (a, b, data) => {
    const query = `query ($a: Boolean!, $b: Boolean!) {
      deed {
        tax @include(if: $a)
        ... @include(if: $a) {
          events { on @include(if: $b) by @skip(if: $b) { name role @include(if: $b) } }
        }
        ...F @include(if: $b)
        next @skip(if: $b) { tax }
      }
    }
    fragment F on Deed { title events @skip(if: $b) { kind } }`;
    const answer = await graph.ask(query, { variables: { a, b } });
    expect(JSON.stringify(answer)).toBe(`{"data":${data}}`);
  });
});

describe('an alias that is another field’s name', () => {
  it('is no key, however deep it stands and through whatever fragment', async () => {
    const query = `{ deed { ...F next { ...F } } }
      fragment F on Deed { serial: title part { page: note note: page } ... { area: title tax grade } }`;
    const deed = (serial: string, page: number, note: string, size: number | null) => ({
      serial: serial === 'd1' ? 'one' : 'two',
      part: { page: note, note: page },
      area: serial === 'd1' ? 'one' : 'two',
      tax: page,
      grade: JSON.stringify({ __typename: 'Deed', serial, part: { page, note }, size }),
    });
    const answer = await graph.ask(query);
    expect(answer).toEqual({
      data: { deed: { ...deed('d1', 1, 'n', 7), next: deed('d2', 2, 'm', null) } },
    });
  });

  it('is no type name, in lists and beside the real one', async () => {
    const query = '{ deeds { __typename: title type: __typename payer } }';
    const { data } = await graph.ask(query);
    expect(data).toEqual({
      deeds: ['one', 'two', 'three'].map((title) => ({
        __typename: title,
        type: 'Deed',
        payer: expect.any(String),
      })),
    });
  });

  it('is no type name of an abstract type either', async () => {
    const query =
      '{ deed { owner { ... on Person { __typename: name name: __typename } } payer } }';
    expect((await graph.ask(query)).data).toEqual({
      deed: {
        owner: { __typename: 'Sari', name: 'Person' },
        payer: '{"__typename":"Person","name":"Sari"}',
      },
    });
  });
});
