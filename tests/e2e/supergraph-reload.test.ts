import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { startHttpSubgraph, sendJson, type SubgraphQuestion } from '../support/http-subgraph.ts';
import { askEndpoint } from '../support/jawara.ts';
import {
  compose,
  startGatewayOnFile,
  toSubgraphSdl,
  until,
  type ComposedSubgraph,
} from '../support/standalone-gateway.ts';

const PRODUCTS = `type Query { products: [Product!]! }
type Product @key(fields: "id") { id: ID! name: String! }`;
const REVIEWS = 'type Product @key(fields: "id") { id: ID! stars: Int }';
const QUERY = '{ products { name stars } }';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.stop();
});

async function startSubgraph(name: string, sdl: string, resolvers: object) {
  const asked: SubgraphQuestion[] = [];
  const subgraph = await startHttpSubgraph({
    name,
    typeDefs: parse(toSubgraphSdl(sdl)),
    resolvers: resolvers as never,
    asked,
  });
  running.push(subgraph);
  return { ...subgraph, sdl, asked };
}

const product = {
  Product: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
};

async function startShop(config: readonly string[] = []) {
  const products = await startSubgraph('products', PRODUCTS, {
    Query: { products: () => [{ id: '1', name: 'Kopi' }] },
  });
  const reviews = await startSubgraph('reviews', REVIEWS, {
    Product: { ...product.Product, stars: () => 5 },
  });
  const gateway = await startGatewayOnFile({ supergraphSdl: compose([products, reviews]), config });
  running.push(gateway);
  const reloads = (outcome: string) =>
    gateway.metric(`jawara_supergraph_reloads_total{outcome="${outcome}"}`);
  return {
    products,
    reviews,
    gateway,
    reloads,
    ask: (query: string) => askEndpoint(gateway.endpoint, { query }),
    plannings: () => gateway.metric('jawara_plannings_total{outcome="planned"}'),
    take: async (subgraphs: readonly ComposedSubgraph[]) => {
      const before = await reloads('replaced');
      gateway.put(compose(subgraphs));
      await until(async () => (await reloads('replaced')) > before);
    },
  };
}

/** A subgraph that holds its answer back until it is told to give it. */
async function startHoldingSubgraph() {
  let release: () => void = () => undefined;
  const state = { connections: 0, asked: 0 };
  const server: Server = createServer((request, response) => {
    state.asked += 1;
    request.resume();
    release = () => {
      sendJson(response, { data: { _entities: [{ stars: 1 }] } });
    };
  });
  server.on('connection', (socket) => {
    state.connections += 1;
    socket.once('close', () => (state.connections -= 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push({
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return {
    name: 'reviews',
    url,
    sdl: REVIEWS,
    state,
    release: () => {
      release();
    },
  };
}

/** Nothing here depends on where operations are planned. */
const IN_PROCESS = ['planning:', '  threads: 0'];

describe('a file that is no supergraph', () => {
  it.each([
    ['cannot be parsed', 'type Query {'],
    ['is no supergraph', 'type Query { a: Int }'],
    ['is empty', ''],
  ])('that %s is told in one line, and the gateway keeps what it has', async (_what, text) => {
    const { gateway, reloads, ask } = await startShop(IN_PROCESS);
    gateway.put(text);
    await until(async () => (await reloads('refused')) === 1);
    expect((await ask(QUERY)).data).toEqual({ products: [{ name: 'Kopi', stars: 5 }] });
    expect(gateway.logged()).toHaveLength(1);
    expect(gateway.logged()).toMatchObject([
      { msg: 'the new supergraph is not taken; the old one stays', reason: expect.any(String) },
    ]);
  });

  it('is followed by a good one, which is taken', async () => {
    const { gateway, reloads, products, ask } = await startShop(IN_PROCESS);
    rmSync(gateway.supergraphFile);
    await until(async () => (await reloads('refused')) === 1);
    gateway.put(compose([products]));
    await until(async () => (await reloads('replaced')) === 1);
    expect((await ask(QUERY)).status).toBe(400);
    expect((await ask('{ products { name } }')).data).toEqual({ products: [{ name: 'Kopi' }] });
  });
});

describe('a new supergraph', () => {
  it('is not taken by a request that began with the old one, whose subgraph is kept till then', async () => {
    const { take, ask, products } = await startShop(IN_PROCESS);
    const holding = await startHoldingSubgraph();
    await take([products, holding]);
    const begun = ask(QUERY);
    await until(() => holding.state.asked === 1);
    await take([products]);
    expect((await ask(QUERY)).status).toBe(400);
    expect(holding.state.connections).toBe(1);
    holding.release();
    expect((await begun).data).toEqual({ products: [{ name: 'Kopi', stars: 1 }] });
    await until(() => holding.state.connections === 0);
  });

  it('loses no request, however often it comes', async () => {
    const { take, ask, products, reviews } = await startShop();
    let isOver = false;
    const answers: unknown[] = [];
    const askOn = async () => {
      while (!isOver) {
        answers.push((await ask('{ products { name } }')).data);
        await wait(5);
      }
    };
    const asking = Promise.all([askOn(), askOn(), askOn()]);
    for (const subgraphs of [[products], [products, reviews], [products]]) {
      const before = answers.length;
      await take(subgraphs);
      await until(() => answers.length > before + 3);
    }
    isOver = true;
    await asking;
    for (const answer of answers) expect(answer).toEqual({ products: [{ name: 'Kopi' }] });
  });

  it('takes over with the operations in use planned, but those that are no longer valid', async () => {
    const { take, ask, products, gateway, plannings } = await startShop();
    for (const query of ['{ products { id } }', '{ products { name } }', QUERY]) await ask(query);
    expect(await plannings()).toBe(3);
    await take([products]);
    expect(gateway.logged()).toMatchObject([
      { msg: 'the supergraph was replaced', subgraphs: ['products'], planned: 2, dropped: 1 },
    ]);
    expect((await ask('{ products { name } }')).data).toEqual({ products: [{ name: 'Kopi' }] });
    expect((await ask('{ products { id } }')).data).toEqual({ products: [{ id: '1' }] });
    expect(await plannings()).toBe(3);
    expect((await ask('{ products { name id } }')).errors).toEqual([]);
    expect(await plannings()).toBe(4);
  });

  it('is planned for no more operations than configured, those used last', async () => {
    const { take, ask, products, plannings } = await startShop([...IN_PROCESS, '  warm: 1']);
    for (const query of ['{ products { id } }', '{ products { name } }', '{ products { id } }'])
      await ask(query);
    await take([products]);
    await ask('{ products { id } }');
    expect(await plannings()).toBe(2);
    await ask('{ products { name } }');
    expect(await plannings()).toBe(3);
  });
});
