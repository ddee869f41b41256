import { afterEach, beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import { startGraph, type FederatedGraph } from '../../support/federated-graph.ts';
import { sendJson, type RawAnswer } from '../../support/http-subgraph.ts';
import { shopGraph } from './shop-graph.ts';

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startGraph({ ...shopGraph, maxReplyBytes: 1_000_000 });
});
afterAll(() => graph.stop());
afterEach(() => {
  for (const name of ['catalog', 'stock', 'labels']) graph.answerWith(name, undefined);
  graph.asked.length = 0;
});

const text =
  (body: string, type = 'application/json'): RawAnswer =>
  (response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };
const json =
  (body: unknown): RawAnswer =>
  (response) => {
    sendJson(response, body);
  };
const downstream = (service: string, path: (string | number)[], retryable = true) => ({
  message: `Error while fetching subquery from service "${service}"`,
  path,
  extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', retryable, serviceName: service },
});

describe('a reply that is none', () => {
  it.each<[string, RawAnswer]>([
    ['HTML in 200', text('<html>Gateway</html>', 'text/html')],
    ['truncated JSON', text('{"data":{"shelf":"A"')],
    ['a list', text('[]')],
    ['an object of something else', text('{"message":"no"}')],
    ['nothing', text('')],
    ['data that is no object', text('{"data":"x"}')],
    [
      'a redirect',
      (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    ['a closed connection', (response) => void response.destroy()],
  ])('costs the fields that it should have brought: %s', async (_what, answer) => {
    graph.answerWith('stock', answer);
    expect(await graph.ask('{ shelf label }')).toEqual({
      data: { shelf: null, label: 'L' },
      errors: [downstream('stock', ['shelf'])],
    });
  });

  it('is cut off where it exceeds the limit', async () => {
    let sent = 0;
    graph.answerWith('stock', async (response) => {
      const chunk = Buffer.alloc(100_000, 'x');
      const closed = once(response, 'close');
      response.writeHead(200).write('{"data":{"shelf":"');
      while (sent < 200_000_000 && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) await Promise.race([once(response, 'drain'), closed]);
      }
    });
    expect(await graph.ask('{ shelf label }')).toEqual({
      data: { shelf: null, label: 'L' },
      errors: [downstream('stock', ['shelf'])],
    });
    expect(sent).toBeLessThan(50_000_000);
  });

  it('is an error at each missing field, named for the subgraph that should have brought it', async () => {
    graph.answerWith('stock', text('no'));
    graph.answerWith('labels', text('no'));
    const answer = await graph.ask('{ label shelf product { name count label } }');
    expect(answer.data).toEqual({
      label: null,
      shelf: null,
      product: { name: 'Beras', count: null, label: null },
    });
    expect(answer.errors).toEqual([
      downstream('labels', ['label']),
      downstream('stock', ['shelf']),
      downstream('stock', ['product', 'count']),
      downstream('labels', ['product', 'label']),
    ]);
  });

  it('explains the fields of a fetch that it kept from running', async () => {
    graph.answerWith('catalog', text('no'));
    const answer = await graph.ask('{ newest { likes title } product { count } shelf }');
    expect(answer.data).toEqual({
      newest: [{ likes: 9, title: null }],
      product: null,
      shelf: 'A',
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['newest', 0, 'title'], ['product']]);
  });
});

describe('a deadline', () => {
  it('costs what has not arrived, and the rest arrives', async () => {
    const hurried = await startGraph({ ...shopGraph, deadlineMs: 1_500 });
    hurried.answerWith('stock', () => new Promise(() => undefined));
    const answer = await hurried.ask('{ shelf label product { name count } }');
    expect(answer.data).toEqual({
      shelf: null,
      label: 'L',
      product: { name: 'Beras', count: null },
    });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['shelf'], 'GATEWAY_TIMEOUT'],
      [['product', 'count'], 'GATEWAY_TIMEOUT'],
    ]);
    await hurried.stop();
  });
});

describe('errors of a subgraph', () => {
  it('without a path are placed at the fields that are missing', async () => {
    graph.answerWith('stock', json({ data: null, errors: [{ message: 'secret text' }] }));
    const answer = await graph.ask('{ shelf label }');
    expect(answer).toEqual({
      data: { shelf: null, label: 'L' },
      errors: [downstream('stock', ['shelf'], false)],
    });
  });

  it('without a path stand beside data that is there, and have no path then', async () => {
    graph.answerWith('stock', json({ data: { shelf: 'B' }, errors: [{ message: 'x' }] }));
    const { path: _path, ...error } = downstream('stock', [], false);
    expect(await graph.ask('{ shelf }')).toStrictEqual({ data: { shelf: 'B' }, errors: [error] });
  });

  it('that say the same are told once, however many there are', async () => {
    const errors = Array.from({ length: 100 }, () => ({ message: 'x' }));
    graph.answerWith('stock', json({ data: null, errors }));
    expect(await graph.ask('{ shelf label }')).toEqual({
      data: { shelf: null, label: 'L' },
      errors: [downstream('stock', ['shelf'], false)],
    });
  });

  it('keep their code and lose their text', async () => {
    graph.answerWith(
      'stock',
      json({
        data: { shelf: null },
        errors: [
          { message: '3671…', path: ['shelf'], extensions: { code: 'SHELF_LOST', trace: 'x' } },
        ],
      }),
    );
    const answer = await graph.ask('{ shelf }');
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'SHELF_LOST',
      retryable: false,
      serviceName: 'stock',
    });
    expect(JSON.stringify(answer)).not.toContain('3671');
  });

  it('are placed at the entity that they mean, not at the one of their index', async () => {
    graph.answerWith(
      'catalog',
      json({
        data: {
          products: [
            null,
            { __typename: 'Product' },
            { __typename: 'Product', id: 'a' },
            { __typename: 'Product', id: 'b' },
            { __typename: 'Product', id: 'b' },
          ],
        },
      }),
    );
    graph.answerWith(
      'stock',
      json({
        data: {
          _entities: [
            { depot: { city: 'Serang', note: 'n' } },
            { depot: { city: 'Lebak', note: null } },
          ],
        },
        errors: [{ message: 'x', path: ['_entities', 1, 'depot', 'note'] }],
      }),
    );
    const answer = await graph.ask('{ products { depot { note } } }');
    expect(answer.data).toEqual({
      products: [
        null,
        { depot: null },
        { depot: { note: 'n' } },
        { depot: { note: null } },
        { depot: { note: null } },
      ],
    });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ['products', 3, 'depot', 'note'],
      ['products', 4, 'depot', 'note'],
    ]);
  });

  it.each([[[]], [[{ count: 1 }, { count: 2 }]], [null], ['x']])(
    'are made of _entities of the wrong length or none: %j',
    async (entities) => {
      graph.answerWith('stock', json({ data: { _entities: entities } }));
      expect(await graph.ask('{ product { name count } }')).toEqual({
        data: { product: { name: 'Beras', count: null } },
        errors: [downstream('stock', ['product', 'count'])],
      });
    },
  );

  it('are told once each where the subgraph lost all its data to several', async () => {
    graph.answerWith(
      'catalog',
      json({
        data: null,
        errors: [
          { message: 'x', path: ['must'], extensions: { code: 'FIRST' } },
          { message: 'x', path: ['echo'], extensions: { code: 'SECOND' } },
        ],
      }),
    );
    const answer = await graph.ask('{ echo leaves { int } }');
    expect(answer.data).toEqual({ echo: null, leaves: null });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['echo'], 'SECOND'],
      [['leaves'], 'FIRST'],
    ]);
  });
});

describe('a key that a subgraph sends', () => {
  it('changes no prototype (GHSA-pfjj-6f4p-rvmh)', async () => {
    graph.answerWith(
      'catalog',
      text(
        '{"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"product":{"__typename":"Product","id":"p1","__proto__":{"polluted":1,"name":"x"}}}}',
      ),
    );
    graph.answerWith(
      'stock',
      text('{"data":{"_entities":[{"count":1,"__proto__":{"polluted":1,"name":"x"}}]}}'),
    );
    expect((await graph.ask('{ product { name count } }')).data).toEqual({
      product: { name: null, count: 1 },
    });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

function once(emitter: NodeJS.EventEmitter, event: string): Promise<void> {
  return new Promise((resolve) => {
    emitter.once(event, () => {
      resolve();
    });
  });
}
