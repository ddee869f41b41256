import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { startRealtimeGateway, type RealtimeGateway } from '../../support/realtime-gateway.ts';
import { readParts } from '../../support/read-parts.ts';

let graph: RealtimeGateway;
beforeAll(async () => {
  graph = await startRealtimeGateway();
});
afterAll(() => graph.stop());
afterEach(() => {
  graph.asked.length = 0;
  graph.hold(undefined);
  graph.failReviews(false);
});

const MULTIPART = 'multipart/mixed;deferSpec=20220824, application/json';

const clean = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value), (key, each: unknown) =>
        key === 'requestId' || key === 'locations' || key === 'message' ? undefined : each,
      );

async function open(
  query: string,
  options: {
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly accept?: string;
    readonly token?: string;
  } = {},
) {
  const { variables, accept = MULTIPART, token } = options;
  const parts = await readParts(
    graph.endpoint,
    { query, variables },
    { accept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  );
  return { ...parts, next: async () => clean(await parts.next()) };
}

async function readAll(query: string, options: Parameters<typeof open>[1] = {}) {
  const parts = await open(query, options);
  const read: unknown[] = [];
  for (let part = await parts.next(); part !== undefined; part = await parts.next())
    read.push(part);
  return read;
}

async function askPlainly(
  query: string,
  headers: Record<string, string> = {},
  variables?: Readonly<Record<string, unknown>>,
) {
  const response = await fetch(graph.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { type: response.headers.get('content-type'), body: clean(await response.json()) };
}

describe('@defer', () => {
  it.each([
    [
      'a label that is a variable',
      'query($l: String) { product { ... @defer(label: $l) { id } } }',
    ],
    [
      'a label that is there twice',
      '{ product { ... @defer(label: "a") { id } ... @defer(label: "a") { name } } }',
    ],
    ['a root field of a mutation', 'mutation { ... @defer { rename(name: "x") } }'],
    ['a field', '{ product @defer { id } }'],
  ])('is refused on %s', async (_what, query) => {
    const { body } = await askPlainly(query, { accept: MULTIPART });
    expect(body).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(graph.asked).toEqual([]);
  });

  it('answers what is not deferred while the rest is still being fetched', async () => {
    graph.hold('stars');
    const parts = await open('{ products { name ... @defer(label: "later") { stars } } }');
    expect(parts.status).toBe(200);
    expect(parts.contentType).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    expect(await parts.next()).toEqual({
      data: { products: [{ name: 'Kopi' }, { name: 'Teh' }] },
      hasNext: true,
    });
    const { release } = await graph.held();
    release();
    expect(await parts.next()).toEqual({
      incremental: [
        { data: { stars: 1 }, path: ['products', 0], label: 'later' },
        { data: { stars: 2 }, path: ['products', 1], label: 'later' },
      ],
      hasNext: false,
    });
    expect(await parts.next()).toBeUndefined();
  });

  it('fetches what is deferred before everything that is not has come', async () => {
    graph.hold('books');
    const query = `{ product { author { books { title } } } products { id ... @defer { price stars } } }`;
    const opening = open(query);
    const { release } = await graph.held();
    // What is answered at once is held back; what is deferred is asked for meanwhile.
    await until(() => graph.asked.some((each) => /stars/.test(each.query)));
    release();
    const parts = await opening;
    expect(await parts.next()).toMatchObject({ data: { product: { author: { books: [{}] } } } });
    expect(await parts.next()).toMatchObject({ hasNext: false });
  });

  it('answers everything at once to a client that takes no parts', async () => {
    const { type, body } = await askPlainly('{ products { name ... @defer { stars } } }');
    expect(type).toBe('application/json; charset=utf-8');
    expect(body).toEqual({
      data: {
        products: [
          { name: 'Kopi', stars: 1 },
          { name: 'Teh', stars: 2 },
        ],
      },
    });
  });

  it('defers nothing where its condition says so', async () => {
    const query =
      'query($later: Boolean!) { product { name ... @defer(if: $later, label: "s") { stars } } }';
    const off = await askPlainly('{ product { name ... @defer(if: false) { stars } } }', {
      accept: MULTIPART,
    });
    expect(off.body).toEqual({ data: { product: { name: 'Kopi', stars: 1 } } });
    expect(await readAll(query, { variables: { later: true } })).toEqual([
      { data: { product: { name: 'Kopi' } }, hasNext: true },
      { incremental: [{ data: { stars: 1 }, path: ['product'], label: 's' }], hasNext: false },
    ]);
    const alone = { variables: { later: false }, accept: 'multipart/mixed' };
    expect(await readAll(query, alone)).toEqual([
      { data: { product: { name: 'Kopi', stars: 1 } }, hasNext: false },
    ]);
  });

  it('defers where the variable of its condition is left out, and refuses null for it', async () => {
    const query = 'query($later: Boolean) { product { name ... @defer(if: $later) { stars } } }';
    expect(await readAll(query)).toEqual([
      { data: { product: { name: 'Kopi' } }, hasNext: true },
      { incremental: [{ data: { stars: 1 }, path: ['product'] }], hasNext: false },
    ]);
    graph.asked.length = 0;
    const { type, body } = await askPlainly(query, { accept: MULTIPART }, { later: null });
    expect(type).toBe('application/json; charset=utf-8');
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(graph.asked).toEqual([]);
  });

  it('defers a fragment wherever it is spread, and what is deferred within', async () => {
    const query = `
      { product { ...Later @defer(label: "outer") similar { ...Later } } }
      fragment Later on Product { name author { name ... @defer { books { title } } } }`;
    const parts = (await readAll(query)) as { incremental?: object[]; data?: unknown }[];
    expect(parts[0]).toEqual({
      data: { product: { similar: { name: 'Teh', author: { name: 'author 2' } } } },
      hasNext: true,
    });
    const delivered = parts.flatMap(({ incremental = [] }) => incremental);
    expect(sorted(delivered)).toEqual(
      sorted([
        { data: { name: 'Kopi', author: { name: 'author 1' } }, path: ['product'], label: 'outer' },
        { data: { books: [{ title: 'b' }] }, path: ['product', 'author'] },
        { data: { books: [{ title: 'b' }] }, path: ['product', 'similar', 'author'] },
      ]),
    );
    const order = delivered.map((each) => JSON.stringify((each as { path: unknown }).path));
    expect(order.indexOf('["product"]')).toBeLessThan(order.indexOf('["product","author"]'));
  });

  it('defers root fields, under the names that the client gave them', async () => {
    expect(await readAll('{ lost { id } ... @defer { all: products { id: name } } }')).toEqual([
      { data: { lost: null }, hasNext: true },
      {
        incremental: [{ data: { all: [{ id: 'Kopi' }, { id: 'Teh' }] }, path: [] }],
        hasNext: false,
      },
    ]);
  });

  it('has nothing more to say where there is no object to say it of', async () => {
    const { type, body } = await askPlainly('{ lost { id ... @defer { stars } } }', {
      accept: MULTIPART,
    });
    expect(type).toBe('application/json; charset=utf-8');
    expect(body).toEqual({ data: { lost: null } });
  });

  it('tells what the caller may not have with the part that it is in, and asks for none of it', async () => {
    const query = '{ products { id ... @defer { remark stars } } }';
    const error = {
      path: ['products'],
      extensions: {
        code: 'UNAUTHENTICATED',
        retryable: false,
        selection: 'products.@.remark',
      },
    };
    expect(await readAll(query)).toEqual([
      { data: { products: [{ id: '1' }, { id: '2' }] }, hasNext: true },
      {
        incremental: [
          { data: { remark: null, stars: 1 }, path: ['products', 0], errors: [error] },
          { data: { remark: null, stars: 2 }, path: ['products', 1] },
        ],
        hasNext: false,
      },
    ]);
    expect(graph.asked.filter(({ query: sent }) => sent.includes('remark'))).toEqual([]);
    const token = graph.token({ scope: 'remarks' });
    expect((await readAll(query, { token }))[1]).toMatchObject({
      incremental: [{ data: { remark: 'good' } }, { data: { remark: 'good' } }],
    });
  });

  it('tells a fault with the part that it is in', async () => {
    graph.failReviews(true);
    expect(await readAll('{ product { id ... @defer { stars } } }')).toEqual([
      { data: { product: { id: '1' } }, hasNext: true },
      {
        incremental: [
          {
            data: { stars: null },
            path: ['product'],
            errors: [
              {
                path: ['product', 'stars'],
                extensions: {
                  code: 'DOWNSTREAM_SERVICE_ERROR',
                  retryable: true,
                  serviceName: 'reviews',
                },
              },
            ],
          },
        ],
        hasNext: false,
      },
    ]);
  });

  it('gives up what it is still fetching when its client goes away', async () => {
    graph.hold('stars');
    const parts = await open('{ product { name ... @defer { stars } } }');
    expect(await parts.next()).toMatchObject({ hasNext: true });
    const { gone } = await graph.held();
    parts.leave();
    await gone;
  });
});

const sorted = (items: readonly unknown[]): string[] =>
  items.map((each) => JSON.stringify(Object.entries(each as object).sort())).sort();

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
