import { Kind, type ASTNode, type DocumentNode, type GraphQLError, type Source } from 'graphql';

/** One place that a composition fault is about. Lines and columns count from 1. */
export interface FaultPlace {
  readonly subgraph: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

interface NamedDocument {
  readonly name: string;
  readonly typeDefs: DocumentNode;
}

/**
 * Where a fault is: at the nodes that composition names; where it names none (satisfiability), at the definitions of
 * the fields that its message names. Empty where there is neither, as for a supergraph without queries.
 */
export function locateFault(
  error: GraphQLError,
  subgraphs: readonly NamedDocument[],
): readonly FaultPlace[] {
  if (error.nodes !== undefined && error.nodes.length > 0) {
    const owners = new Map(subgraphs.flatMap(({ name, typeDefs }) => sourcesOf(name, typeDefs)));
    return error.nodes.map((node) => toPlace(node, owners));
  }
  const coordinates = new Set(
    [...error.message.matchAll(/field "(\w+\.\w+)"/g)].map(([, coordinate]) => coordinate),
  );
  return subgraphs.flatMap(({ name, typeDefs }) =>
    fieldsOf(typeDefs)
      .filter(({ coordinate }) => coordinates.has(coordinate))
      .map(({ node }) => placeOf(node, name)),
  );
}

/** Some of composition's nodes name their subgraph; the others are known by the text that they were parsed from. */
function toPlace(
  node: ASTNode & { readonly subgraph?: string },
  owners: ReadonlyMap<Source, string>,
): FaultPlace {
  const owner = node.loc === undefined ? undefined : owners.get(node.loc.source);
  return placeOf(node, node.subgraph ?? owner ?? null);
}

function placeOf(node: ASTNode, subgraph: string | null): FaultPlace {
  const place = node.loc?.startToken;
  return {
    subgraph,
    file: node.loc?.source.name ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
  };
}

function sourcesOf(name: string, typeDefs: DocumentNode): [Source, string][] {
  return typeDefs.definitions.flatMap((node) =>
    node.loc === undefined ? [] : [[node.loc.source, name] as [Source, string]],
  );
}

function fieldsOf(
  typeDefs: DocumentNode,
): { readonly coordinate: string; readonly node: ASTNode }[] {
  return typeDefs.definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION ||
    type.kind === Kind.OBJECT_TYPE_EXTENSION ||
    type.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    type.kind === Kind.INTERFACE_TYPE_EXTENSION
      ? (type.fields ?? []).map((node) => ({
          coordinate: `${type.name.value}.${node.name.value}`,
          node,
        }))
      : [],
  );
}
