import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { graphql, type DocumentNode } from 'graphql';

/** What a subgraph was sent. */
export interface SubgraphQuestion {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers in the place of the resolvers, byte by byte if need be. */
export type RawAnswer = (
  response: ServerResponse,
  question: SubgraphQuestion,
) => void | Promise<void>;

export interface HttpSubgraph {
  readonly name: string;
  readonly url: string;
  /** From now on this answers; undefined gives the resolvers back their place. */
  answerWith(answer: RawAnswer | undefined): void;
  /** Refuses connections from now on. */
  stop(): Promise<void>;
}

/** A subgraph on a real socket: graphql-js over the given resolvers, every question noted in `asked`. */
export async function startHttpSubgraph(options: {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: GraphQLResolverMap<unknown>;
  readonly asked: SubgraphQuestion[];
}): Promise<HttpSubgraph> {
  const { name, typeDefs, resolvers, asked } = options;
  const schema = buildSubgraphSchema({ typeDefs, resolvers });
  let raw: RawAnswer | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const { query, variables = {} } = JSON.parse(body) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    const question = { subgraph: name, query, variables, headers: request.headers, body };
    asked.push(question);
    if (raw !== undefined) return raw(response, question);
    sendJson(response, await graphql({ schema, source: query, variableValues: variables }));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    answerWith(next) {
      raw = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
