import { readFileSync } from 'node:fs';

import { parse, Source, type GraphQLSchema } from 'graphql';

import { composeSupergraph, formatFault } from '../../federation/compose.ts';
import { readSupergraph } from '../../federation/supergraph.ts';

const SUBGRAPHS = ['regions', 'population', 'finance', 'education', 'health', 'agriculture'];

/** The schema that clients see, composed from the subgraphs' files as they stand, without resolvers. */
export function composeApiSchema(): GraphQLSchema {
  const shared = readSubgraphFile('shared/shared.graphql');
  const result = composeSupergraph(
    SUBGRAPHS.map((name) => {
      const path = `${name}/schema.graphql`;
      const typeDefs = parse(new Source(`${shared}\n${readSubgraphFile(path)}`, path));
      return { name, url: `http://${name}.invalid`, typeDefs };
    }),
  );
  if (!result.ok) throw new Error(result.faults.map(formatFault).join('\n'));
  return readSupergraph(result.supergraphSdl).apiSchema;
}

function readSubgraphFile(path: string): string {
  return readFileSync(new URL(`../../subgraphs/${path}`, import.meta.url), 'utf8');
}
