import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';

/** An item, another that it is made of, and a third subgraph that says more of both, of which the second is known later. */
let whenLabelled = (): void => undefined;
let partWaits: Promise<void> | undefined;
let patienceMs = 0;

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({
    patience: () => patienceMs,
    subgraphs: {
      shelf: {
        typeDefs: 'type Query { item: Item } type Item @key(fields: "id") { id: ID }',
        resolvers: { Query: { item: () => ({ id: 'whole' }) } },
      },
      parts: {
        typeDefs: `
          type Query { parts: Int }
          type Item @key(fields: "id") {
            id: ID part: Item code: Int @external price: Int @requires(fields: "code") }`,
        resolvers: {
          Item: {
            __resolveReference: (item: object) => item,
            part: async () => {
              await partWaits;
              return { id: 'part' };
            },
            price: ({ code }: { code: number }) => code * 2,
          },
        },
      },
      labels: {
        typeDefs: `
          type Query { labels: Int }
          type Item @key(fields: "id") { id: ID label: String code: Int }`,
        resolvers: {
          Item: {
            __resolveReference: ({ id }: { id: string }) => {
              whenLabelled();
              return { id, label: `label of ${id}`, code: 21 };
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
  partWaits = undefined;
  patienceMs = 60_000;
  graph.answerWith('parts', undefined);
});

const WHOLE = { __typename: 'Item', id: 'whole' };
const PART = { __typename: 'Item', id: 'part' };

const labelled = () =>
  graph.asked
    .filter(({ subgraph }) => subgraph === 'labels')
    .map(({ variables }) => variables['representations']);

describe('entities of one subgraph that are known at different depths', () => {
  it('are not waited for: what comes late does not hold up the others', async () => {
    patienceMs = 1;
    partWaits = new Promise((resolve) => {
      whenLabelled = resolve;
    });
    const answer = await graph.ask('{ item { label part { label } } }');
    expect(answer).toEqual({
      data: { item: { label: 'label of whole', part: { label: 'label of part' } } },
    });
    expect(labelled()).toEqual([[WHOLE], [PART]]);
  });

  it('are not brought together where something else is fetched by what they bring', async () => {
    const answer = await graph.ask('{ item { price part { label } } }');
    expect(answer).toEqual({ data: { item: { price: 42, part: { label: 'label of part' } } } });
    expect(labelled()).toEqual([[WHOLE], [PART]]);
  });

  it('are asked all the same where what the deeper ones are known by fails', async () => {
    graph.answerWith('parts', (response) => {
      response.destroy();
    });
    const answer = await graph.ask('{ item { label part { label } } }');
    expect(answer.data).toEqual({ item: { label: 'label of whole', part: null } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['item', 'part']]);
    expect(labelled()).toEqual([[WHOLE]]);
  });

  it('are one request where only the answer waits for them', async () => {
    const answer = await graph.ask('{ item { label part { label } } }');
    expect(answer).toEqual({
      data: { item: { label: 'label of whole', part: { label: 'label of part' } } },
    });
    expect(labelled()).toEqual([[PART, WHOLE]]);
  });
});
