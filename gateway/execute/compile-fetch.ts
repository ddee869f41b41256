import type { GraphQLSchema } from 'graphql';
import type { FetchNode } from '../../federation/planner.ts';
import { compileRepresentation, type Represent } from './compile-representation.ts';
import { ownValue } from './json.ts';

/** One fetch of a plan, made ready once: what it sends but for the variables' values. */
export interface CompiledFetch {
  readonly node: FetchNode;
  readonly represent: Represent;
  /** The request's body. `representations` are JSON texts; undefined for a fetch of root fields. */
  toBody(
    variables: Readonly<Record<string, unknown>>,
    representations: readonly string[] | undefined,
  ): string;
}

/** Compiles a fetch, once for as long as its plan lives. */
export function createFetchCompiler(schema: GraphQLSchema): (node: FetchNode) => CompiledFetch {
  const compiled = new WeakMap<FetchNode, CompiledFetch>();
  return (node) => {
    const known = compiled.get(node);
    if (known !== undefined) return known;
    const made = compileFetch(schema, node);
    compiled.set(node, made);
    return made;
  };
}

function compileFetch(schema: GraphQLSchema, node: FetchNode): CompiledFetch {
  const { operationName, variableUsages = [] } = node;
  const head =
    `{"query":${JSON.stringify(node.operation)}` +
    (operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`) +
    ',"variables":{';
  return {
    node,
    represent: compileRepresentation(schema, node.requires ?? [], node.inputRewrites),
    toBody(variables, representations) {
      let body = head;
      let separator = '';
      if (representations !== undefined) {
        body += `"representations":[${representations.join(',')}]`;
        separator = ',';
      }
      for (const name of variableUsages) {
        const value =
          name === 'representations' && representations !== undefined
            ? undefined
            : ownValue(variables, name);
        if (value === undefined) continue;
        body += `${separator}${JSON.stringify(name)}:${JSON.stringify(value)}`;
        separator = ',';
      }
      return `${body}}}`;
    },
  };
}
