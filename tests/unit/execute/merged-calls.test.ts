import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { sendJson } from '../../support/http-subgraph.ts';

/** Two subgraphs with one item each, and a third that says more of items. */
const item = (id: string) => ({ item: () => ({ id }) });
let whenLabelled = (): void => undefined;
let southWaits: Promise<void> | undefined;
let patienceMs = 0;

const itemIn = (place: string) => ({
  typeDefs: `
    type Query { ${place}: Place${place} }
    type Place${place} { item: Item }
    type Item @key(fields: "id") { id: ID }`,
  resolvers: {
    Query: {
      [place]: async () => {
        if (place === 'south') await southWaits;
        return item(place);
      },
    },
  },
});

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    patience: () => patienceMs,
    subgraphs: {
      north: itemIn('north'),
      south: itemIn('south'),
      labels: {
        typeDefs: `
          type Query { labels: Int }
          type Item @key(fields: "id") {
            id: ID label(style: String): String note: String secret: String! size: Size }
          type Size { width: Int height: Int }`,
        resolvers: {
          Item: {
            __resolveReference: ({ id }: { id: string }) => {
              whenLabelled();
              return { id, size: { width: 1, height: 2 } };
            },
            label: ({ id }: { id: string }, { style }: { style?: string }) =>
              `${id} ${style ?? 'plain'}`,
            note: ({ id }: { id: string }) => {
              if (id === 'south') throw new Error('no note');
              return `note of ${id}`;
            },
            secret: ({ id }: { id: string }) => {
              if (id === 'south') throw new Error('no secret');
              return 's';
            },
          },
        },
      },
    },
  });
});
afterAll(() => graph.stop());
beforeEach(() => {
  graph.asked.length = 0;
  southWaits = undefined;
  patienceMs = 60_000;
  graph.answerWith('labels', undefined);
});

const labelled = () => graph.asked.filter(({ subgraph }) => subgraph === 'labels');
const NORTH = { __typename: 'Item', id: 'north' };
const SOUTH = { __typename: 'Item', id: 'south' };

describe('entities of one subgraph in parallel branches', () => {
  it('are not waited for: a branch that is held up does not hold up the others', async () => {
    patienceMs = 1;
    southWaits = new Promise((resolve) => {
      whenLabelled = resolve;
    });
    const answer = await graph.ask('{ north { item { label } } south { item { label } } }');
    expect(answer).toEqual({
      data: {
        north: { item: { label: 'north plain' } },
        south: { item: { label: 'south plain' } },
      },
    });
    expect(labelled().map(({ variables }) => variables['representations'])).toEqual([
      [NORTH],
      [SOUTH],
    ]);
  });

  it('that are asked the same are one list in one request', async () => {
    const answer = await graph.ask('{ north { item { label } } south { item { label } } }');
    expect(answer.data).toEqual({
      north: { item: { label: 'north plain' } },
      south: { item: { label: 'south plain' } },
    });
    const [request, ...more] = labelled();
    expect(more).toEqual([]);
    expect(request?.variables['representations']).toHaveLength(2);
  });

  it('that are asked different things are two lists in one request, with their variables and fragments', async () => {
    const answer = await graph.ask(
      `query ($style: String, $on: Boolean!) {
         north { item { label(style: $style) size { ...S } } }
         south { item { label(style: "thin") note @include(if: $on) size { ...S height } } } }
       fragment S on Size { width }`,
      { variables: { style: 'bold', on: false } },
    );
    expect(answer).toEqual({
      data: {
        north: { item: { label: 'north bold', size: { width: 1 } } },
        south: { item: { label: 'south thin', size: { width: 1, height: 2 } } },
      },
    });
    const [request, ...more] = labelled();
    expect(more).toEqual([]);
    expect(request?.variables).toMatchObject({ style: 'bold' });
    expect(Object.values(request?.variables ?? {}).filter(Array.isArray)).toEqual(
      expect.arrayContaining([[NORTH], [SOUTH]]),
    );
  });

  it('keep their own errors, at their own places', async () => {
    const answer = await graph.ask('{ north { item { note } } south { item { note label } } }');
    expect(labelled()).toHaveLength(1);
    expect(answer.data).toEqual({
      north: { item: { note: 'note of north' } },
      south: { item: { note: null, label: 'south plain' } },
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['south', 'item', 'note']]);
  });

  it('fail by themselves where an entity is lost', async () => {
    const answer = await graph.ask('{ north { item { secret } } south { item { secret label } } }');
    expect(answer.data).toEqual({ north: { item: { secret: 's' } }, south: { item: null } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['south', 'item', 'secret']]);
  });

  it('are asked apart where the request as a whole brings no data', async () => {
    graph.answerWith('labels', (response, { query }) => {
      sendJson(
        response,
        query.includes('note')
          ? { data: null, errors: [{ message: 'out of order' }] }
          : { data: { _entities: [{ label: 'alone' }] } },
      );
    });
    const answer = await graph.ask('{ north { item { label } } south { item { note } } }');
    expect(labelled()).toHaveLength(3);
    expect(answer.data).toEqual({
      north: { item: { label: 'alone' } },
      south: { item: { note: null } },
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['south', 'item', 'note']]);
  });

  it('are asked apart where the subgraph refuses a body of that size', async () => {
    graph.answerWith('labels', (response, { query }) => {
      if (query.includes('entities1')) {
        response.writeHead(413, { 'content-type': 'text/html' }).end('Request Entity Too Large');
        return;
      }
      const name = query.includes('note') ? 'note' : 'label';
      sendJson(response, { data: { _entities: [{ [name]: 'alone' }] } });
    });
    const answer = await graph.ask('{ north { item { label } } south { item { note } } }');
    expect(labelled()).toHaveLength(3);
    expect(answer).toEqual({
      data: { north: { item: { label: 'alone' } }, south: { item: { note: 'alone' } } },
    });
  });

  it('are asked together once more without the one that an error names', async () => {
    graph.answerWith('labels', (response, { query }) => {
      sendJson(
        response,
        query.includes('entities1')
          ? { data: null, errors: [{ message: 'no such type', path: ['entities1'] }] }
          : { data: { _entities: [{ label: 'the rest' }] } },
      );
    });
    const answer = await graph.ask('{ north { item { label } } south { item { note } } }');
    expect(labelled()).toHaveLength(2);
    expect(answer.data).toEqual({
      north: { item: { label: 'the rest' } },
      south: { item: { note: null } },
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['south', 'item', 'note']]);
  });

  it('lose no error whose path names none of them', async () => {
    graph.answerWith('labels', (response) => {
      const errors = [{ message: 'lost', path: ['_entities', 0, 'label'] }];
      sendJson(response, { data: { entities0: [null], entities1: [null] }, errors });
    });
    const answer = await graph.ask('{ north { item { label } } south { item { note } } }');
    expect(answer.data).toEqual({
      north: { item: { label: null } },
      south: { item: { note: null } },
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['north', 'item', 'label'],
      ['south', 'item', 'note'],
    ]);
  });

  it('all say so where the subgraph cannot be reached', async () => {
    graph.answerWith('labels', (response) => {
      response.destroy();
    });
    const answer = await graph.ask('{ north { item { label } } south { item { note } } }');
    expect(labelled()).toHaveLength(1);
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['north', 'item', 'label'],
      ['south', 'item', 'note'],
    ]);
  });
});
