import { composeSupergraph, type CompositionResult } from '../federation/compose.ts';
import { readTypeDefs } from '../subgraphs/shared/read-type-defs.ts';

/** Our own subgraphs, in the order they are started. */
export const SUBGRAPHS = [
  'regions',
  'population',
  'education',
  'health',
  'agriculture',
  'finance',
] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

/**
 * Composes our own subgraphs' schemas: what `supergraph.graphql` holds. The URLs are placeholders: configuration names
 * the real ones.
 */
export function composeOwnSupergraph(): CompositionResult {
  return composeSupergraph(
    SUBGRAPHS.map((name) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: readTypeDefs(name),
    })),
  );
}
