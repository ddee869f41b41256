import type { GraphQLSchema } from 'graphql';
import type { FetchNode } from '../../federation/planner.ts';
import { compileRepresentation, type Representing } from './compile-representation.ts';
import { contextVariables, type ContextVariable } from './contexts.ts';

/** One fetch of a plan, made ready once. */
export interface CompiledFetch {
  readonly node: FetchNode;
  readonly representing: Representing;
  /** What it takes from the ancestors of its entities; empty for most. */
  readonly contexts: readonly ContextVariable[];
}

export function compileFetch(schema: GraphQLSchema, node: FetchNode): CompiledFetch {
  return {
    node,
    representing: compileRepresentation(schema, node.requires ?? [], node.inputRewrites),
    contexts: contextVariables(node),
  };
}
