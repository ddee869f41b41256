import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { request } from 'undici';
import { WebSocket } from 'ws';
import {
  startHttpSubgraph,
  type HttpSubgraph,
  type SubgraphQuestion,
} from '../support/http-subgraph.ts';
import { compose, startGatewayOnFile, toSubgraphSdl } from '../support/standalone-gateway.ts';

/** The stars move from one subgraph to another, each under a label of its own. */
const OLD = `type Query { products: [Product!]! }
type Product @key(fields: "id") { id: ID! stars: String votes: String }`;
const NEW = `type Product @key(fields: "id") {
  id: ID!
  stars: String @override(from: "old", label: "stars-move")
  votes: String @override(from: "old", label: "percent(100)")
}`;

const asked: SubgraphQuestion[] = [];
let subgraphs: readonly HttpSubgraph[];
let supergraphSdl: string;
const product = { __resolveReference: ({ id }: { id: string }) => ({ id }) };
beforeAll(async () => {
  subgraphs = await Promise.all(
    Object.entries({ old: OLD, new: NEW }).map(([name, sdl]) =>
      startHttpSubgraph({
        name,
        typeDefs: parse(toSubgraphSdl(sdl)),
        resolvers: {
          ...(name === 'old' ? { Query: { products: () => [{ id: '1' }] } } : {}),
          Product: { ...product, stars: () => name, votes: () => name },
        },
        asked,
      }),
    ),
  );
  supergraphSdl = compose(
    subgraphs.map(({ name, url }) => ({ name, url, sdl: name === 'old' ? OLD : NEW })),
  );
});
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.stop())));

let gateway: Awaited<ReturnType<typeof startGatewayOnFile>>;
beforeEach(() => {
  asked.length = 0;
});
afterEach(() => gateway.stop());

async function start(...config: readonly string[]) {
  const planning = ['planning:', '  threads: 0'];
  gateway = await startGatewayOnFile({ supergraphSdl, config: [...planning, ...config] });
}

async function ask(field: string, labels?: string) {
  const { statusCode, body } = await request(gateway.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(labels === undefined ? {} : { 'jawara-override': labels }),
    },
    body: JSON.stringify({ query: `{ products { ${field} } }` }),
  });
  const { data, errors } = (await body.json()) as {
    data?: { products: Record<string, string>[] };
    errors?: { extensions: { code: string } }[];
  };
  return {
    statusCode,
    from: data?.products[0]?.[field],
    code: errors?.[0]?.extensions.code,
  };
}

/** Over a WebSocket with this header in its handshake and these in its first message. */
async function askByWebSocket(handshake: Headers, connectionParams: Headers = {}) {
  const client = createClient({
    url: gateway.endpoint.replace('http', 'ws'),
    connectionParams,
    retryAttempts: 0,
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: handshake });
      }
    },
  });
  try {
    for await (const { data } of client.iterate({ query: '{ products { stars } }' }))
      return (data as { products: { stars: string }[] }).products[0]?.stars;
    return undefined;
  } finally {
    await client.dispose();
  }
}

type Headers = Readonly<Record<string, string>>;

const names = () => asked.map(({ subgraph }) => subgraph);

describe('a field under a label of its own', () => {
  it('comes from where it was, where nothing is configured, whatever a header says', async () => {
    await start();
    expect(await ask('stars')).toMatchObject({ from: 'old' });
    expect(await ask('stars', 'stars-move')).toMatchObject({ from: 'old' });
    expect(await ask('stars', 'no such label')).toMatchObject({ from: 'old' });
    expect(names()).toEqual(['old', 'old', 'old']);
  });

  it.each([
    ['0', 'old', ['old']],
    ['100', 'new', ['old', 'new']],
  ])('comes at a share of %s from "%s" and is asked nowhere else', async (share, from, whom) => {
    await start('overrides:', '  labels:', `    stars-move: ${share}`);
    expect(await ask('stars')).toMatchObject({ from });
    expect(names()).toEqual(whom);
  });

  it('comes from where a trusted header says, request by request', async () => {
    await start('overrides:', '  header: true');
    expect(await ask('stars', 'stars-move')).toMatchObject({ from: 'new' });
    expect(await ask('stars')).toMatchObject({ from: 'old' });
    expect(await ask('stars', 'stars-move')).toMatchObject({ from: 'new' });
    expect(await ask('stars', 'percent(100)')).toMatchObject({ from: 'old' });
  });

  it('comes from where the trusted header of a handshake says, and not from where a message does', async () => {
    const header = { 'Jawara-Override': 'stars-move' };
    await start();
    expect(await askByWebSocket(header)).toBe('old');
    await gateway.stop();
    await start('overrides:', '  header: true');
    expect(await askByWebSocket({}, header)).toBe('old');
    expect(await askByWebSocket(header)).toBe('new');
    const gone = { 'Jawara-Override': 'stars-move, a label of a former supergraph' };
    expect(await askByWebSocket(gone)).toBe('new');
  });

  it('is refused with a trusted header that names a label which is none', async () => {
    await start('overrides:', '  header: true');
    expect(await ask('stars', 'starsmove')).toEqual({
      statusCode: 400,
      from: undefined,
      code: 'BAD_REQUEST',
    });
    expect(names()).toEqual([]);
  });
});

describe('a field under percent(100)', () => {
  it('comes from the new subgraph, unless configured otherwise', async () => {
    await start();
    expect(await ask('votes')).toMatchObject({ from: 'new' });
    await gateway.stop();
    await start('overrides:', '  labels:', '    percent(100): 0');
    expect(await ask('votes')).toMatchObject({ from: 'old' });
  });
});

describe('a configured label that the supergraph does not have', () => {
  it('is told in one line', async () => {
    await start('overrides:', '  labels:', '    stars-moved: 50');
    expect(gateway.logged()).toMatchObject([
      {
        msg: 'the configuration names what the supergraph does not have',
        overrideLabels: ['stars-moved'],
      },
    ]);
  });
});
