import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { SUBGRAPHS } from '../../server/compose-supergraph.ts';
import { readTypeDefs } from '../../subgraphs/shared/read-type-defs.ts';
import { createMockResolvers } from './mock-data.ts';

// All subgraphs of the graph in one process, at /NAME/graphql. Each distinct body is executed once, against the subgraph's own
// schema over invented data, and answered from memory ever after: subgraphs should cost next to nothing.

const MOST_ANSWERS = 5_000;

const answers = new Map<string, Buffer>();
let requests = 0;

const typeDefs = new Map(SUBGRAPHS.map((name) => [name as string, readTypeDefs(name)]));
const resolvers = createMockResolvers([...typeDefs.values()]);
const schemas = new Map(
  [...typeDefs].map(([name, document]) => [name, buildSubgraphSchema({ typeDefs: document })]),
);

const server = createServer((request, response) => {
  void readBody(request).then(async (body) => {
    requests += 1;
    const answer = await recall(request.url ?? '', body);
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
      .end(answer);
  });
});
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => process.send?.({ requests }));

async function recall(url: string, body: string): Promise<Buffer> {
  const key = `${url} ${body}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= MOST_ANSWERS) answers.clear();
  const made = Buffer.from(JSON.stringify(await answer(url, body)));
  answers.set(key, made);
  return made;
}

async function answer(url: string, body: string): Promise<unknown> {
  const schema = schemas.get(url.split('/')[1] ?? '');
  if (schema === undefined) return { errors: [{ message: `there is no subgraph at ${url}` }] };
  const { query, variables } = JSON.parse(body) as {
    query: string;
    variables?: Record<string, unknown>;
  };
  return execute({
    schema,
    document: parse(query),
    variableValues: variables ?? null,
    rootValue: {},
    ...resolvers,
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
