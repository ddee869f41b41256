import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { sendJson } from '../../support/http-subgraph.ts';
import { shopGraph } from './shop-graph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph(shopGraph);
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
});
const sentTo = (subgraph: string) => graph.asked.filter((each) => each.subgraph === subgraph);

describe('variables', () => {
  it('refuses one named "representations", and asks no subgraph', async () => {
    const answer = await graph.ask(
      'query ($representations: String) { product { label(style: $representations) } }',
      { variables: { representations: 'x' } },
    );
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain('$representations');
    expect(graph.asked).toEqual([]);
  });

  it('refuses null for a condition, and asks no subgraph', async () => {
    const answer = await graph.ask('query ($on: Boolean = true) { label @skip(if: $on) }', {
      variables: { on: null },
    });
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(graph.asked).toEqual([]);
  });

  it('stay absent where they were not provided, and null where null was', async () => {
    const query = 'query ($t: String, $g: [String!]) { echo(text: $t, tags: $g) }';
    expect((await graph.ask(query)).data).toEqual({ echo: '{}' });
    expect((await graph.ask(query, { variables: { g: null } })).data).toEqual({
      echo: '{"tags":null}',
    });
    expect(graph.asked.map(({ variables }) => variables)).toEqual([{}, { g: null }]);
  });

  it('go only to the subgraph that uses them', async () => {
    await graph.ask('query ($s: String) { product { id label(style: $s) } }', {
      variables: { s: 'bold', other: 1 },
    });
    expect(sentTo('catalog').map(({ variables }) => variables)).toEqual([{}]);
    expect(sentTo('labels').map(({ variables }) => variables)).toEqual([
      { s: 'bold', representations: [{ __typename: 'Product', sku: 's1' }] },
    ]);
  });

  it('decide conditions by their defaults', async () => {
    const query = 'query ($c: Boolean = true) { label @skip(if: $c) shelf @include(if: $c) }';
    expect((await graph.ask(query)).data).toEqual({ shelf: 'A' });
    expect(sentTo('labels')).toEqual([]);
    expect((await graph.ask(query, { variables: { c: false } })).data).toEqual({ label: 'L' });
  });
});

describe('entities', () => {
  it('are asked for once each, keys that are null included, and are given to every place', async () => {
    const answer = await graph.ask('{ products { name label depot { city } heavy } }');
    const rice = { name: 'Beras', label: 'label plain', depot: { city: 'Serang' }, heavy: true };
    expect(answer).toEqual({
      data: { products: [rice, { ...rice, name: 'Gula', heavy: false }, rice] },
    });
    expect(sentTo('labels').map(({ variables }) => variables['representations'])).toEqual([
      [
        { __typename: 'Product', sku: 's1' },
        { __typename: 'Product', sku: null },
      ],
    ]);
  });

  it('are found in nested lists, nulls left out', async () => {
    expect((await graph.ask('{ grid { count } }')).data).toEqual({
      grid: [[{ count: 3 }, null], [{ count: 3 }]],
    });
  });

  it('are not asked for where a list is empty', async () => {
    graph.answerWith('catalog', (response) => {
      sendJson(response, { data: { products: [] } });
    });
    expect((await graph.ask('{ products { count } }')).data).toEqual({ products: [] });
    graph.answerWith('catalog', undefined);
    expect(sentTo('stock')).toEqual([]);
  });

  it('of an interface object become concrete, whatever __typename is called', async () => {
    expect((await graph.ask('{ newest { t: __typename likes title } }')).data).toEqual({
      newest: [{ t: 'Film', likes: 9, title: 'Laut' }],
    });
    expect((await graph.ask('{ media { title likes } }')).data).toEqual({
      media: [
        { title: 'Hujan', likes: 2 },
        { title: 'Laut', likes: 2 },
      ],
    });
  });

  it('keep a value that is 0 where two types give one name different types', async () => {
    const query = '{ media { ... on Book { size } ... on Film { width: size } } }';
    expect((await graph.ask(query)).data).toEqual({ media: [{ size: 0 }, { width: 'wide' }] });
  });
});

describe('an alias', () => {
  it('that is a key’s name does not stand in for the key', async () => {
    expect((await graph.ask('{ products { id: name count } }')).data).toEqual({
      products: ['Beras', 'Gula', 'Beras'].map((id) => ({ id, count: 3 })),
    });
    expect(sentTo('stock')[0]?.variables['representations']).toEqual([
      { __typename: 'Product', id: 'p1' },
      { __typename: 'Product', id: 'p2' },
    ]);
  });

  it('that is a required field’s name does not stand in for it', async () => {
    expect((await graph.ask('{ product { weight: name heavy } }')).data).toEqual({
      product: { weight: 'Beras', heavy: true },
    });
  });

  it('that is __typename does not stand in for the type', async () => {
    expect((await graph.ask('{ product { __typename: name count } }')).data).toEqual({
      product: { __typename: 'Beras', count: 3 },
    });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'x__as', 'name__alias_0'])(
    'may be %s',
    async (alias) => {
      const query = `{ ${alias}: product { ${alias}: name count } }`;
      const answer = await graph.ask(query);
      expect(JSON.stringify(answer)).toBe(`{"data":{"${alias}":{"${alias}":"Beras","count":3}}}`);
      expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
    },
  );

  it('is the name in an error’s path, whatever it was fetched under', async () => {
    graph.answerWith('stock', (response) => {
      sendJson(response, {
        data: { _entities: [{ count__as: null }] },
        errors: [{ message: 'x', path: ['_entities', 0, 'id__as'] }],
      });
    });
    const answer = await graph.ask('{ product { id: count } }');
    graph.answerWith('stock', undefined);
    expect(answer.errors?.map(({ path }) => path)).toEqual([['product', 'id']]);
  });
});

describe('a response', () => {
  it('follows the document’s order and drops what the client did not ask for', async () => {
    const answer = await graph.ask(
      'query { product { heavy ...F name } shelf } fragment F on Product { label ... { name weight } }',
    );
    expect(JSON.stringify(answer)).toBe(
      '{"data":{"product":{"heavy":true,"label":"label plain","name":"Beras","weight":5},"shelf":"A"}}',
    );
  });
});

describe('mutations', () => {
  it('run in the document’s order across subgraphs', async () => {
    await graph.ask('mutation { second(n: 1) first(n: 2) again: second(n: 3) }');
    expect(graph.asked.map(({ query }) => query)).toEqual([
      'mutation{second(n:1)}',
      'mutation{first(n:2)}',
      'mutation{again:second(n:3)}',
    ]);
  });
});

describe('introspection', () => {
  it('is answered in fragments and with variables, without a subgraph', async () => {
    const query = `query ($n: String!) { ...F __typename }
      fragment F on Query { x: __type(name: $n) { name ...G } __schema { ...S } }
      fragment G on __Type { kind }
      fragment S on __Schema { mutationType { name } }`;
    expect(await graph.ask(query, { variables: { n: 'Product' } })).toEqual({
      data: {
        x: { name: 'Product', kind: 'OBJECT' },
        __schema: { mutationType: { name: 'Mutation' } },
        __typename: 'Query',
      },
    });
    expect(graph.asked).toEqual([]);
  });

  it('does not know what is inaccessible', async () => {
    expect((await graph.ask('{ __type(name: "Secret") { name } }')).data).toEqual({
      __type: null,
    });
  });

  it('stands beside fetched fields in the document’s order', async () => {
    const answer = await graph.ask('{ shelf __schema { queryType { name } } label }');
    expect(JSON.stringify(answer)).toBe(
      '{"data":{"shelf":"A","__schema":{"queryType":{"name":"Query"}},"label":"L"}}',
    );
  });
});
