import {
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph as ApolloSupergraph,
} from '@apollo/federation-internals';
import {
  buildASTSchema,
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { addComposedDirectives } from './add-composed-directives.ts';
import { addVirtualFields } from './add-virtual-fields.ts';
import { internNames } from './intern-names.ts';
import { preferResolvableKeys } from './prefer-resolvable-keys.ts';
import type { VirtualFields } from './virtual-fields.ts';

/** A supergraph, read once and never changed. */
export interface Supergraph {
  readonly sdl: string;
  readonly document: DocumentNode;
  /** What clients see: without `@inaccessible` elements and without federation's own. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, join types and inaccessible elements included: what the gateway executes by. */
  readonly schema: GraphQLSchema;
  /** Interfaces that some subgraph knows as an object (`@interfaceObject`), whose types it cannot tell apart. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** The subgraphs by name, with the URLs that the supergraph states. */
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly apollo: ApolloSupergraph;
  /** The planner's copy, with what mends the planner's faults. */
  readonly apolloForPlanner: ApolloSupergraph;
  /** What stands in the planner's copy for fields that it would take for others. */
  readonly virtualFields: VirtualFields;
  /** The names of the directives that subgraphs compose for clients. */
  readonly composedDirectives: ReadonlySet<string>;
}

/**
 * Reads a federation 2 (or 1) supergraph.
 *
 * @param options - `defer`: whether clients may use `@defer`, which is then in the API schema; default true
 * @throws GraphQLError - where the SDL cannot be parsed, is no supergraph, or uses a feature `for: SECURITY` or
 *   `for: EXECUTION` that is unknown here.
 */
export function readSupergraph(
  sdl: string,
  options: { readonly defer?: boolean } = {},
): Supergraph {
  const document = parse(sdl, { noLocation: true });
  // Before anything else uses them.
  internNames(document);
  const ordered = preferResolvableKeys(document);
  const virtualFields = addVirtualFields(ordered);
  const apollo = build(ordered);
  const composedDirectives = addComposedDirectives(apollo.apiSchema(), apollo.schema);
  return {
    sdl,
    document,
    apiSchema: apollo.apiSchema().toGraphQLJSSchema({ includeDefer: options.defer ?? true }),
    schema: buildASTSchema(document, { assumeValidSDL: true }),
    interfaceObjects: readInterfaceObjects(document),
    subgraphs: new Map(apollo.subgraphsMetadata().map(({ name, url }) => [name, url])),
    apollo,
    apolloForPlanner: buildForPlanner(apollo, virtualFields),
    virtualFields,
    composedDirectives,
  };
}

function build(document: DocumentNode, validateSupergraph = true): ApolloSupergraph {
  return ApolloSupergraph.build(document, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph,
  });
}

/** The original is validated; the copy cannot be, for what it names anew leaves `@external` fields without a use. */
function buildForPlanner(
  apollo: ApolloSupergraph,
  { document, byName }: ReturnType<typeof addVirtualFields>,
): ApolloSupergraph {
  if (byName.size === 0) return apollo;
  apollo.subgraphs();
  return build(document, false);
}

function readInterfaceObjects(supergraph: DocumentNode): ReadonlySet<string> {
  const interfaces = supergraph.definitions.filter(
    (node) => node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  const isObject = (directive: ConstDirectiveNode): boolean =>
    (directive.arguments ?? []).some(
      ({ name, value }) =>
        name.value === 'isInterfaceObject' && value.kind === Kind.BOOLEAN && value.value,
    );
  return new Set(
    interfaces
      .filter(({ directives }) => directives?.some(isObject) === true)
      .map(({ name }) => name.value),
  );
}
