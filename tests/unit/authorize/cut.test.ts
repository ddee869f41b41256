import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { personWith } from '../../support/callers.ts';
import {
  startGraph,
  type FederatedGraph,
  type GraphAnswer,
} from '../../support/federated-graph.ts';
import { peopleGraph } from './people-graph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph(peopleGraph);
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
});

/** Code, coordinate's message aside, and place of every error. */
function places(answer: GraphAnswer) {
  return (answer.errors ?? []).map(({ path, extensions }) => [extensions['code'], path?.join('.')]);
}
const asked = () => graph.asked.map(({ query }) => query).join('\n');

describe('a field that the caller may not have', () => {
  it('is null with an error at its path, and no fetch asks for it', async () => {
    const answer = await graph.ask('{ officer { name salary } }', { caller: personWith() });
    expect(answer).toEqual({
      data: { officer: { name: 'Sari', salary: null } },
      errors: [
        {
          message: 'The caller may not read "Officer.salary".',
          path: ['officer', 'salary'],
          extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', retryable: false },
        },
      ],
    });
    expect(asked()).not.toContain('salary');
  });

  it('tells an anonymous caller that a token is needed', async () => {
    const answer = await graph.ask('{ officer { name salary } }');
    expect(places(answer)).toEqual([['UNAUTHENTICATED', 'officer.salary']]);
  });

  it('is refused under an alias, at the alias', async () => {
    const answer = await graph.ask('{ officer { pay: salary name } }', { caller: personWith() });
    expect(answer.data).toEqual({ officer: { pay: null, name: 'Sari' } });
    expect(places(answer)).toEqual([['UNAUTHORIZED_FIELD_OR_TYPE', 'officer.pay']]);
  });

  it('is refused in named, nested and shared fragments, once for each place', async () => {
    const query = `
      { officer { ...Outer boss { ...Outer } } }
      fragment Outer on Officer { name ...Nested ... on Person { id } }
      fragment Nested on Officer { salary }`;
    const answer = await graph.ask(query, { caller: personWith() });
    const part = { name: 'Sari', salary: null, id: '1' };
    expect(answer.data).toEqual({ officer: { ...part, boss: part } });
    expect(places(answer).map(([, path]) => path)).toEqual([
      'officer.salary',
      'officer.boss.salary',
    ]);
    expect(asked()).not.toContain('salary');
  });

  it('makes the nearest nullable parent null where it may not be null itself', async () => {
    const answer = await graph.ask('{ officer { name badge } version }');
    expect(answer.data).toEqual({ officer: null, version: '1' });
    expect(places(answer)).toEqual([['UNAUTHENTICATED', 'officer.badge']]);
  });

  it('makes the whole data null where no parent may be null', async () => {
    const answer = await graph.ask('{ mustOfficer { name badge } version }');
    expect(answer.data).toBeNull();
    expect(places(answer)).toEqual([['UNAUTHENTICATED', 'mustOfficer.badge']]);
    expect(answer.extensions).toBeUndefined();
  });

  it('is named once at its list, however many items the list has', async () => {
    const answer = await graph.ask('{ people { name ... on Officer { salary } } }', {
      caller: personWith(),
    });
    expect(answer.data).toEqual({
      people: [{ name: 'Sari', salary: null }, { name: 'Budi' }],
    });
    expect(answer.errors).toEqual([
      expect.objectContaining({
        path: ['people'],
        extensions: {
          code: 'UNAUTHORIZED_FIELD_OR_TYPE',
          retryable: false,
          selection: 'people.@.salary',
        },
      }),
    ]);
  });

  it('is named once at each list, where two lists share a fragment', async () => {
    const query = `{ a: people { ...F } b: people { ...F } } fragment F on Person { name ... on Officer { salary } }`;
    const answer = await graph.ask(query, { caller: personWith() });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions['selection']])).toEqual([
      [['a'], 'a.@.salary'],
      [['b'], 'b.@.salary'],
    ]);
  });

  it('leaves an allowed sibling under the same response name alone', async () => {
    const query = `{ people { ... on Officer { x: salary } ... on Guest { x: name } } }`;
    const answer = await graph.ask(query, { caller: personWith() });
    expect(answer.data).toEqual({ people: [{ x: null }, { x: 'Budi' }] });
    const merged = await graph.ask('{ officer { boss { salary } boss { name } } }', {
      caller: personWith(),
    });
    expect(merged.data).toEqual({ officer: { boss: { salary: null, name: 'Sari' } } });
    expect(places(merged)).toEqual([['UNAUTHORIZED_FIELD_OR_TYPE', 'officer.boss.salary']]);
  });
});

describe('a parent of which nothing is left', () => {
  it('is not fetched at all', async () => {
    const answer = await graph.ask('{ officer { salary boss { salary } } }', {
      caller: personWith(),
    });
    expect(answer.data).toEqual({ officer: null });
    expect(places(answer).map(([, path]) => path)).toEqual([
      'officer.salary',
      'officer.boss.salary',
    ]);
    expect(graph.asked).toEqual([]);
  });

  it('is not run where it is a mutation', async () => {
    const answer = await graph.ask('mutation { rename(id: "1", name: "X") { salary } }', {
      caller: personWith(),
    });
    expect(answer.data).toEqual({ rename: null });
    expect(graph.asked).toEqual([]);
  });

  it('names the list where it is one', async () => {
    const answer = await graph.ask('{ found { ... on Vault { gold } } version }');
    expect(answer.data).toEqual({ found: null, version: '1' });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions['selection']])).toEqual([
      [['found'], 'found.@.gold'],
    ]);
  });

  it('is not explained by what @skip or @include left out', async () => {
    const query = `query ($on: Boolean!) { officer { salary @include(if: $on) pin } }`;
    const answer = await graph.ask(query, { variables: { on: false } });
    expect(answer.data).toEqual({ officer: null });
    expect(places(answer)).toEqual([['UNAUTHENTICATED', 'officer.pin']]);
  });

  it('is explained even where conditions left out everything', async () => {
    const answer = await graph.ask('{ officer { salary @skip(if: true) } }');
    expect(answer.data).toEqual({ officer: null });
    expect(places(answer)).toEqual([['UNAUTHENTICATED', 'officer']]);
  });
});

describe('@skip and @include', () => {
  it('excuse a denied field that they leave out', async () => {
    const query = `query ($on: Boolean!) {
      officer { name salary @include(if: $on) ... @include(if: $on) { pay: salary } }
    }`;
    const off = await graph.ask(query, { variables: { on: false }, caller: personWith() });
    expect(off).toEqual({ data: { officer: { name: 'Sari' } } });
    const on = await graph.ask(query, { variables: { on: true }, caller: personWith() });
    expect(on.data).toEqual({ officer: { name: 'Sari', salary: null, pay: null } });
    expect(on.errors).toHaveLength(2);
  });
});

describe('a mutation field', () => {
  it('is not run without its scope, while its allowed sibling is', async () => {
    const query = 'mutation { promote(id: "1") { id } rename(id: "1", name: "X") { id } }';
    const answer = await graph.ask(query, { caller: personWith() });
    expect(answer.data).toEqual({ promote: null, rename: { id: '1' } });
    expect(places(answer)).toEqual([['UNAUTHORIZED_FIELD_OR_TYPE', 'promote']]);
    expect(asked()).not.toContain('promote');
  });
});

describe('the memory of what was cut', () => {
  it('never shares a cut between callers of different rights', async () => {
    const query = '{ officer { salary } }';
    const denied = await graph.ask(query, { caller: personWith() });
    const allowed = await graph.ask(query, { caller: personWith({ scopes: ['salary'] }) });
    const again = await graph.ask(query, { caller: personWith({ scopes: ['salar', 'y'] }) });
    const anonymous = await graph.ask(query);
    expect(denied.data).toEqual({ officer: null });
    expect(allowed).toEqual({ data: { officer: { salary: '900' } } });
    expect(again.data).toEqual({ officer: null });
    expect(places(anonymous)).toEqual([['UNAUTHENTICATED', 'officer.salary']]);
  });

  it('never mistakes a scope for a policy of the same name', async () => {
    const query = '{ approved }';
    const scope = await graph.ask(query, { caller: personWith({ scopes: ['root'] }) });
    const policy = await graph.ask(query, { caller: personWith({ policies: ['root'] }) });
    expect(scope.data).toEqual({ approved: null });
    expect(policy.data).toEqual({ approved: 'yes' });
  });

  it('keeps the operations of one document apart', async () => {
    const query = 'query A { officer { name } } query B { version }';
    expect((await graph.ask(query, { operationName: 'A' })).data).toEqual({
      officer: { name: 'Sari' },
    });
    expect((await graph.ask(query, { operationName: 'B' })).data).toEqual({ version: '1' });
  });
});
