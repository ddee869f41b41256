import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { personWith } from '../../support/callers.ts';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { peopleGraph, peopleSubgraph } from './people-graph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph(peopleGraph);
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
});

async function dataFor(query: string, caller?: Parameters<typeof personWith>[0]) {
  const answer = await graph.ask(query, caller === undefined ? {} : { caller: personWith(caller) });
  return answer.data;
}

describe('an interface', () => {
  it('does not give a field that one of its implementations guards (GHSA-x33c-7c2v-mrj9)', async () => {
    expect(await dataFor('{ people { id salary } }', {})).toEqual({
      people: [
        { id: '1', salary: null },
        { id: '2', salary: null },
      ],
    });
    expect(graph.asked.map(({ query }) => query).join()).not.toContain('salary');
  });

  it('does not give it in a fragment on the interface either', async () => {
    expect(await dataFor('{ officer { ... on Person { salary } } }', {})).toEqual({
      officer: null,
    });
  });

  it('gives it to who holds what the implementation asks', async () => {
    expect(await dataFor('{ person(id: "1") { salary } }', { scopes: ['salary'] })).toEqual({
      person: { salary: '900' },
    });
  });

  it('gives the field of an open implementation in a fragment', async () => {
    expect(await dataFor('{ people { ... on Guest { salary visits } } }', {})).toEqual({
      people: [{}, { salary: null, visits: 3 }],
    });
  });
});

describe('a union', () => {
  it('does not give the fields or the type name of a guarded member', async () => {
    const answer = await graph.ask(
      '{ found { ... on Vault { gold t: __typename } ... on Guest { name } } }',
    );
    expect(answer.data).toEqual({ found: null });
    expect(answer.errors?.map(({ extensions }) => extensions['selection'])).toEqual([
      'found.@.gold',
      'found.@.t',
    ]);
    expect(graph.asked.map(({ query }) => query).join()).not.toContain('gold');
  });

  it('gives both to an authenticated caller', async () => {
    expect(await dataFor('{ found { __typename ... on Vault { gold } } }', {})).toEqual({
      found: [{ __typename: 'Vault', gold: 7 }, { __typename: 'Guest' }],
    });
  });
});

describe('a guarded type', () => {
  it('is not reached, not even by __typename', async () => {
    expect(await dataFor('{ vault { __typename } }')).toEqual({ vault: null });
    expect(graph.asked).toEqual([]);
  });

  it('asks its own requirement and the field’s', async () => {
    expect(await dataFor('{ vault { gold note } }', {})).toEqual({
      vault: { gold: 7, note: null },
    });
    expect(await dataFor('{ vault { note } }', { scopes: ['note'] })).toEqual({
      vault: { note: 'n' },
    });
  });

  it('guards every field that returns a guarded enum or scalar', async () => {
    expect(await dataFor('{ officer { name level pin } }', {})).toEqual({
      officer: { name: 'Sari', level: null, pin: '0001' },
    });
    expect(await dataFor('{ officer { name level pin } }', { scopes: ['level'] })).toEqual({
      officer: { name: 'Sari', level: 'SENIOR', pin: '0001' },
    });
    expect(await dataFor('{ officer { name level pin } }')).toEqual({
      officer: { name: 'Sari', level: null, pin: null },
    });
  });
});

describe('scopes and policies', () => {
  it.each([
    [[], null],
    [['a'], null],
    [['b'], null],
    [['a b'], null],
    [['a', 'b'], 'yes'],
    [['c'], 'yes'],
  ])('reads [["a", "b"], ["c"]] as a and b, or c: %j', async (scopes, value) => {
    expect(await dataFor('{ eitherOr }', { scopes })).toEqual({ eitherOr: value });
  });

  it.each([
    [['p1'], null],
    [['p1', 'p2'], 'yes'],
    [['root'], 'yes'],
  ])('reads policies likewise: %j', async (policies, value) => {
    expect(await dataFor('{ approved }', { policies })).toEqual({ approved: value });
  });
});

describe('introspection', () => {
  it('shows a guarded type to everybody, and asks no subgraph', async () => {
    expect(await dataFor('{ __type(name: "Vault") { fields { name } } }')).toEqual({
      __type: { fields: [{ name: 'id' }, { name: 'gold' }, { name: 'note' }] },
    });
    expect(graph.asked).toEqual([]);
  });
});

describe('the mode reject', () => {
  it('refuses the whole operation, and asks no subgraph', async () => {
    const strict = await startGraph({ ...peopleGraph, onDenied: 'reject' });
    const answer = await strict.ask('{ version officer { salary } }', { caller: personWith() });
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
    expect(strict.asked).toEqual([]);
    await strict.stop();
  });
});

describe('a guarded root type', () => {
  const guarded = {
    typeDefs: `type Query @authenticated { hello: String } type Mutation @requiresScopes(scopes: [["write"]]) { set: String }`,
    resolvers: { Query: { hello: () => 'hi' }, Mutation: { set: () => 'done' } },
  };

  it('guards all of its fields and leaves introspection open', async () => {
    const small = await startGraph({ subgraphs: { guarded } });
    expect((await small.ask('{ hello __typename }')).data).toBeNull();
    expect((await small.ask('{ hello }')).data).toEqual({ hello: null });
    expect((await small.ask('{ __schema { queryType { name } } }')).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
    expect((await small.ask('mutation { set }', { caller: personWith() })).data).toEqual({
      set: null,
    });
    expect(small.asked).toEqual([]);
    expect((await small.ask('{ hello }', { caller: personWith() })).data).toEqual({ hello: 'hi' });
    await small.stop();
  });
});

describe('a directive under another name', () => {
  const link = (names: string) =>
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", ${names}])`;

  it('guards as under its own, imported under that name (GHSA-g8jh-vg5j-4h3f)', async () => {
    const typeDefs = peopleSubgraph.typeDefs
      .replaceAll('@authenticated', '@login')
      .replaceAll('@requiresScopes', '@rights');
    const renamed = await startGraph({
      subgraphs: {
        people: {
          ...peopleSubgraph,
          typeDefs: `${link('{ name: "@authenticated", as: "@login" }, { name: "@requiresScopes", as: "@rights" }, "@policy"')} ${typeDefs}`,
        },
      },
    });
    expect((await renamed.ask('{ vault { gold } officer { salary } }')).data).toEqual({
      vault: null,
      officer: null,
    });
    expect(renamed.asked).toEqual([]);
    await renamed.stop();
  });

  it.each([
    ['as', (sdl: string) => sdl.replace('authenticated/v0.1"', 'authenticated/v0.1", as: "login"')],
    [
      'import as',
      (sdl: string) =>
        sdl.replace(
          'authenticated/v0.1"',
          'authenticated/v0.1", import: [{ name: "@authenticated", as: "@login" }]',
        ),
    ],
    [
      'an address that is spelled otherwise',
      (sdl: string) =>
        sdl.replace(
          'https://specs.apollo.dev/authenticated/v0.1"',
          'https://SPECS.apollo.dev:443/authenticated/v0.1?x=1", as: "login"',
        ),
    ],
  ])('guards where the supergraph itself was linked with %s', async (_how, rename) => {
    const renamed = await startGraph({
      ...peopleGraph,
      rewriteSupergraph: (sdl) =>
        rename(sdl).replaceAll('@authenticated', (name, at: number, all: string) =>
          all[at - 1] === '"' ? name : '@login',
        ),
    });
    expect((await renamed.ask('{ vault { gold } version }')).data).toEqual({
      vault: null,
      version: '1',
    });
    await renamed.stop();
  });

  it('guards where a type extension in the supergraph carries it', async () => {
    const extended = await startGraph({
      ...peopleGraph,
      rewriteSupergraph: (sdl) =>
        `${sdl}\nextend type Guest @authenticated\nextend type Inner { c: String @join__field(graph: PEOPLE) @authenticated }`,
    });
    const answer = await extended.ask('{ people { ... on Guest { visits } } version }');
    expect(answer.data).toEqual({ people: null, version: '1' });
    await extended.stop();
  });
});
