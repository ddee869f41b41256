import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { composeSupergraph, formatFault } from '../../federation/compose.ts';
import { readSupergraph, type Supergraph } from '../../federation/supergraph.ts';

/** A federated graph as it is written down: subgraphs' SDL by name, without the federation link. */
export type GraphSource = Readonly<Record<string, string>>;

export interface Subgraph {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  /** Without resolvers: who executes it brings them. */
  readonly schema: GraphQLSchema;
}

export interface Graph {
  readonly source: GraphSource;
  readonly subgraphs: readonly Subgraph[];
  readonly supergraph: Supergraph;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject"
])`;

/**
 * Composes a graph from its source.
 *
 * @throws Error - where the subgraphs do not compose; the message names the faults.
 */
export function createGraph(source: GraphSource): Graph {
  const documents = Object.entries(source).map(([name, sdl]) => ({
    name,
    typeDefs: parse(`${LINK}\n${sdl}`),
  }));
  const composed = composeSupergraph(
    documents.map(({ name, typeDefs }) => ({ name, url: `http://${name}.invalid/`, typeDefs })),
  );
  if (!composed.ok) throw new Error(composed.faults.map(formatFault).join('\n'));
  return {
    source,
    supergraph: readSupergraph(composed.supergraphSdl),
    subgraphs: documents.map(({ name, typeDefs }) => ({
      name,
      typeDefs,
      schema: buildSubgraphSchema({ typeDefs }),
    })),
  };
}
