import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { composeSupergraph } from '../../federation/compose.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override"])';

const PRODUCTS = `${LINK}
type Query { products(first: Int = 5): [Product!]! broken: String }
type Product @key(fields: "id") { id: ID! name: String! price: Int }`;

const reviews = (extra: string) => `${LINK}
type Product @key(fields: "id") { id: ID! stars: Int ${extra} }`;

/** Two subgraphs on real sockets, and the two supergraphs that are put in each other's place. */
export interface Shop {
  readonly supergraphs: readonly [string, string];
  stop(): Promise<void>;
}

export async function startShop(): Promise<Shop> {
  const product = { __resolveReference: ({ id }: { id: string }) => ({ id }) };
  const servers = await Promise.all([
    serve(PRODUCTS, {
      Query: {
        products: (_: unknown, { first }: { first: number }) =>
          Array.from({ length: first }, (_each, index) => ({
            id: String(index),
            name: `Produk ${index}`,
            price: index,
          })),
        broken: () => {
          throw new Error('broken');
        },
      },
    }),
    serve(reviews('votes: Int'), { Product: { ...product, stars: () => 5, votes: () => 7 } }),
  ]);
  const urls = servers.map(toUrl);
  const compose = (reviewsSdl: string): string => {
    const [products = '', second = ''] = urls;
    const composed = composeSupergraph([
      { name: 'products', url: products, typeDefs: parse(PRODUCTS) },
      { name: 'reviews', url: second, typeDefs: parse(reviewsSdl) },
    ]);
    if (!composed.ok) throw new Error('the shop composes');
    return composed.supergraphSdl;
  };
  return {
    supergraphs: [compose(reviews('')), compose(reviews('votes: Int'))],
    async stop() {
      await Promise.all(servers.map(close));
    },
  };
}

async function serve(sdl: string, resolvers: object): Promise<Server> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        query: string;
        variables: Record<string, unknown>;
      };
      void graphql({ schema, source: query, variableValues: variables }).then((result) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function toUrl(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
