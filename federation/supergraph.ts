import {
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph as ApolloSupergraph,
} from '@apollo/federation-internals';
import { preferResolvableKeys } from './prefer-resolvable-keys.ts';
import { buildASTSchema, parse, type DocumentNode, type GraphQLSchema } from 'graphql';

/** A supergraph, read once and never changed. */
export interface Supergraph {
  readonly sdl: string;
  readonly document: DocumentNode;
  /** What clients see: without `@inaccessible` elements and without federation's own. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, join types and inaccessible elements included: what the gateway executes by. */
  readonly schema: GraphQLSchema;
  /** The subgraphs by name, with the URLs that the supergraph states. */
  readonly subgraphs: ReadonlyMap<string, string>;
  /** For the planner in this folder. */
  readonly apollo: ApolloSupergraph;
}

/**
 * Reads a federation 2 (or 1) supergraph.
 *
 * @throws GraphQLError - where the SDL cannot be parsed, is no supergraph, or uses a feature `for: SECURITY` or
 *   `for: EXECUTION` that is unknown here.
 */
export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const apollo = ApolloSupergraph.build(preferResolvableKeys(document), {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  return {
    sdl,
    document,
    apiSchema: apollo.apiSchema().toGraphQLJSSchema(),
    schema: buildASTSchema(document, { assumeValidSDL: true }),
    subgraphs: new Map(apollo.subgraphsMetadata().map(({ name, url }) => [name, url])),
    apollo,
  };
}
