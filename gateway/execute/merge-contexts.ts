import { Kind, parse, print, visit } from 'graphql';
import type { FetchNode } from '../../federation/planner.ts';

/** The variable that a context has in the part at an index of a merged operation. */
export const mergedContext = (name: string, index: number): string => `${name}__${index}`;

/** A fetch as the part at an index of a merged operation: its contexts are variables of its own. */
export function renameContexts(node: FetchNode, index: number): FetchNode {
  const names = new Set((node.contextRewrites ?? []).map(({ renameKeyTo }) => renameKeyTo));
  if (names.size === 0) return node;
  const renamed = (name: string) => (names.has(name) ? mergedContext(name, index) : name);
  const document = visit(parse(node.operation, { noLocation: true }), {
    Variable: ({ name }) => ({
      kind: Kind.VARIABLE,
      name: { kind: Kind.NAME, value: renamed(name.value) },
    }),
  });
  return {
    ...node,
    operation: print(document),
    variableUsages: (node.variableUsages ?? []).map(renamed),
  };
}
