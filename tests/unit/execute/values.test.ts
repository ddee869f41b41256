import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { shopGraph } from './shop-graph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph(shopGraph);
});
afterAll(() => graph.stop());

/** Asks with a catalog that answers exactly this text. */
function ask(query: string, reply: string) {
  graph.answerWith('catalog', (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(reply);
  });
  return graph.ask(query);
}

describe('a leaf', () => {
  it('that is nested too deep to be written is null, and what stands beside it is answered', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const answer = await ask(
      '{ leaves { json int } }',
      `{"data":{"leaves":{"json":${deep},"int":1}}}`,
    );
    expect(answer).toEqual({
      data: { leaves: { json: null, int: 1 } },
      extensions: {
        valueCompletion: [expect.objectContaining({ path: ['leaves', 'json'] })],
      },
    });
  });

  it.each([
    ['int', '1.5'],
    ['int', '2147483648'],
    ['int', '-2147483649'],
    ['int', '"1"'],
    ['int', 'true'],
    ['float', '"1.5"'],
    ['float', '1e999'],
    ['string', '1'],
    ['string', '{"a":1}'],
    ['bool', '1'],
    ['bool', '"true"'],
    ['id', '1.5'],
    ['id', 'true'],
    ['kind', '"CLOSED"'],
    ['kind', '"OTHER"'],
    ['kind', '"constructor"'],
    ['kind', '0'],
    ['many', '{"0":1}'],
    ['many', '1'],
  ])('of the wrong kind is null and is explained: %s %s', async (field, value) => {
    const answer = await ask(
      `{ leaves { ${field} } }`,
      `{"data":{"leaves":{"${field}":${value}}}}`,
    );
    expect(answer).toEqual({
      data: { leaves: { [field]: null } },
      extensions: {
        valueCompletion: [expect.objectContaining({ path: ['leaves', field] })],
      },
    });
    expect(JSON.stringify(answer)).not.toContain('CLOSED');
  });

  it('of the right kind is passed on as it is, falsy ones and custom scalars too', async () => {
    const leaves =
      '{"int":-2147483648,"float":0,"string":"","bool":false,"kind":"OPEN","json":{"a":[1,null]},"many":[],"id":"0"}';
    const answer = await ask(
      '{ leaves { int float string bool kind json many id } }',
      `{"data":{"leaves":${leaves}}}`,
    );
    expect(JSON.stringify(answer)).toBe(`{"data":{"leaves":${leaves}}}`);
  });
});

describe('a null in a place that may not be null', () => {
  it('makes the list null, and is explained once', async () => {
    expect(
      await ask('{ leaves { many int } }', '{"data":{"leaves":{"many":[1,null],"int":2}}}'),
    ).toEqual({
      data: { leaves: { many: null, int: 2 } },
      extensions: {
        valueCompletion: [expect.objectContaining({ path: ['leaves', 'many', 1] })],
      },
    });
  });

  it('makes all data null at the root', async () => {
    expect(await ask('{ must { name } }', '{"data":{"must":null}}')).toEqual({
      data: null,
      extensions: { valueCompletion: [expect.objectContaining({ path: ['must'] })] },
    });
  });

  it('is not explained a second time where an error explains it', async () => {
    const answer = await ask(
      '{ must { name } }',
      '{"data":null,"errors":[{"message":"x","path":["must"]}]}',
    );
    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ path }) => path)).toEqual([['must']]);
    expect(answer.extensions).toBeUndefined();
  });
});

describe('an object', () => {
  it.each(['"Secret"', '"Product"', '"Found"', '"constructor"', 'null', '1'])(
    'of an inaccessible, foreign or abstract type is null, and its type is not named: %s',
    async (typeName) => {
      const answer = await ask(
        '{ hidden { __typename ... on Book { title } } }',
        `{"data":{"hidden":[{"__typename":${typeName},"note":"n","title":"t"},{"__typename":"Book","title":"Hujan"}]}}`,
      );
      expect(answer).toEqual({
        data: { hidden: [null, { __typename: 'Book', title: 'Hujan' }] },
        extensions: { valueCompletion: [expect.objectContaining({ path: ['hidden', 0] })] },
      });
      expect(JSON.stringify(answer)).not.toContain('Secret');
    },
  );

  it.each(['"x"', '[]', '1'])('that is none is null: %s', async (value) => {
    expect((await ask('{ product { name } }', `{"data":{"product":${value}}}`)).data).toEqual({
      product: null,
    });
  });
});
