import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { createEnvelopeOpener, ENVELOPE_HEADER } from '../../common/envelope/seal-envelope.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import { errorCatalogue } from '../../common/errors/catalogue.ts';
import { ClientError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { Subgraph, SubgraphOptions, SubgraphRequest, SubgraphResponse } from './subgraph.ts';
import { createErrorFormatter, toErrorExtensions } from './format-error.ts';
import { readTypeDefs } from './read-type-defs.ts';

/** What a subgraph's context is made of, once a request. */
export interface SubgraphCall {
  readonly envelope: Envelope;
  readonly call: SourceCall;
}

/**
 * Makes a subgraph of its schema, its resolvers and a context per request. Nothing is answered without a valid
 * envelope, the subgraph's own SDL included: the refusal is HTTP 401 with `ENVELOPE_INVALID`.
 */
export function createSubgraph<Context extends object>(definition: {
  readonly name: string;
  readonly resolvers: GraphQLResolverMap<Context>;
  readonly options: SubgraphOptions;
  readonly createContext: (call: SubgraphCall) => Context;
  /** Closes what the subgraph opened, such as pools. */
  readonly stop?: () => Promise<void>;
}): Subgraph {
  const { name, options } = definition;
  const typeDefs = readTypeDefs(name);
  const logger = options.logger.child({ subgraph: name });
  const server = createServer(definition, typeDefs);
  const started = server.start();
  const openEnvelope = createEnvelopeOpener({
    subgraph: name,
    roots: options.envelopeRoots,
    clock: options.clock,
  });

  return {
    name,
    typeDefs,
    async handle(request) {
      await started;
      try {
        const envelope = openEnvelope(request.headers[ENVELOPE_HEADER], request.body);
        return await answer(
          server,
          request,
          definition.createContext({ envelope, call: toSourceCall(envelope) }),
        );
      } catch (error) {
        return refuse(error, logger);
      }
    },
    async stop() {
      await server.stop();
      await definition.stop?.();
    },
  };
}

/** By their resolvers, which belong to one schema each: what a request needs is in its context, so one serves them all. */
const schemas = new WeakMap<GraphQLResolverMap<unknown>, GraphQLSchema>();

function buildSchema(
  resolvers: GraphQLResolverMap<unknown>,
  typeDefs: DocumentNode,
): GraphQLSchema {
  const known = schemas.get(resolvers);
  if (known !== undefined) return known;
  const schema = buildSubgraphSchema({ typeDefs, resolvers });
  schemas.set(resolvers, schema);
  return schema;
}

function createServer<Context extends object>(
  definition: {
    readonly name: string;
    readonly resolvers: GraphQLResolverMap<Context>;
    readonly options: SubgraphOptions;
  },
  typeDefs: DocumentNode,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema: buildSchema(definition.resolvers as GraphQLResolverMap<unknown>, typeDefs),
    introspection: true,
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: createErrorFormatter(
      definition.options.logger.child({ subgraph: definition.name }),
    ),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ] as ApolloServerPlugin<Context>[],
  });
}

async function answer<Context extends object>(
  server: ApolloServer<Context>,
  request: SubgraphRequest,
  context: Context,
): Promise<SubgraphResponse> {
  const headers = new HeaderMap([
    ['content-type', 'application/json'],
    ['accept', 'application/json'],
  ]);
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers,
      search: '',
      body: JSON.parse(request.body) as unknown,
    },
    context: () => Promise.resolve(context),
  });
  if (response.body.kind !== 'complete') throw new Error('a subgraph answers in one piece');
  return {
    status: response.status ?? 200,
    headers: Object.fromEntries(response.headers),
    body: response.body.string,
  };
}

function toSourceCall(envelope: Envelope): SourceCall {
  return {
    requestId: envelope.requestId,
    deadlineAtMs: envelope.deadlineAtMs,
    institution: envelope.institution,
  };
}

function refuse(error: unknown, logger: Logger): SubgraphResponse {
  if (!(error instanceof ClientError)) logger.error({ err: error }, 'a subgraph failed');
  const known = error instanceof ClientError ? error : new ClientError('INTERNAL_SERVER_ERROR');
  return {
    status: errorCatalogue[known.code].httpStatus,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      errors: [{ message: known.message, extensions: toErrorExtensions(known) }],
    }),
  };
}
