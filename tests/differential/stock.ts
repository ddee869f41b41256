import { createHash } from 'node:crypto';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { prettyFormatQueryPlan, QueryPlanner } from '@apollo/query-planner';
import { parse, type DocumentNode } from 'graphql';
import { silentLogger } from '../../common/logger.ts';
import type { SubgraphHandler } from '../../gateway/fetch/in-process-transport.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './engine.ts';
import type { Graph } from './graph.ts';

export interface Stock {
  readonly ask: Ask;
  /** The plan's text, as the planner makes it of what the client sent. */
  plan(query: string): string;
  close(): Promise<void>;
}

/** The stock gateway, asked as Apollo Server asks it: a parsed document that is valid, and variables as they came. */
export async function createStock(
  graph: Graph,
  handlers: ReadonlyMap<string, SubgraphHandler>,
): Promise<Stock> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const gateway = new ApolloGateway({
    supergraphSdl: graph.supergraph.sdl,
    buildService: ({ name }) => toDataSource(handlers.get(name)!),
    logger: silentLogger,
  });
  const { executor } = await gateway.load();
  const supergraph = Supergraph.build(graph.supergraph.sdl);
  let planner: QueryPlanner | undefined;
  return {
    async ask(query, variables) {
      const context = toContext(query, parse(query), variables);
      try {
        const result = await executor(context as unknown as Parameters<typeof executor>[0]);
        return JSON.parse(JSON.stringify(result)) as Answer;
      } catch (error) {
        return { data: null, errors: [{ message: String(error) }] };
      }
    },
    plan(query) {
      planner ??= new QueryPlanner(supergraph);
      const operation = operationFromDocument(supergraph.apiSchema(), parse(query), {
        validate: false,
      });
      return prettyFormatQueryPlan(planner.buildQueryPlan(operation));
    },
    close: () => gateway.stop(),
  };
}

function toDataSource(handle: SubgraphHandler): GraphQLDataSource {
  return {
    async process({ request }) {
      const { query, variables, operationName } = request;
      const reply = await handle({
        headers: {},
        body: JSON.stringify({ query, variables, operationName }),
      });
      if (reply.status !== 200) throw new Error(`${reply.status}: ${reply.body}`);
      return JSON.parse(reply.body) as Awaited<ReturnType<GraphQLDataSource['process']>>;
    },
  };
}

function toContext(
  query: string,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
) {
  return {
    request: { query, variables },
    document,
    source: query,
    queryHash: createHash('sha256').update(query).digest('hex'),
    operationName: null,
    metrics: {},
    context: {},
    logger: silentLogger,
  };
}
