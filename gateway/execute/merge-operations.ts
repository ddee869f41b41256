import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { FetchNode } from '../../federation/planner.ts';

/** The planner's name for the list of entities that a fetch is for. */
export const REPRESENTATIONS = 'representations';

/** Several fetches of entities as one operation: the part at each index under a name and a variable of its own. */
export interface MergedOperation {
  readonly query: string;
  readonly variableNames: readonly string[];
}

/** The name in the reply of the part at an index of a merged operation. */
export const mergedEntities = (index: number): string => `entities${index}`;

/** The variable of the part at an index of a merged operation. */
export const mergedRepresentations = (index: number): string => `${REPRESENTATIONS}${index}`;

/**
 * Merges fetches of entities from one subgraph. The client's variables keep their names, since every fetch has them of
 * the same operation; fragments are told apart by the index of their part.
 */
export function mergeOperations(nodes: readonly FetchNode[]): MergedOperation {
  const parts = nodes.map((node, index) =>
    toPart(parse(node.operation, { noLocation: true }), index),
  );
  const [first] = parts;
  if (first === undefined) throw new Error('there is nothing to merge');
  const definitions = new Map<string, VariableDefinitionNode>(
    parts.flatMap(({ operation }) =>
      (operation.variableDefinitions ?? []).map((each) => [each.variable.name.value, each]),
    ),
  );
  const { name: _name, ...operation } = first.operation;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        variableDefinitions: [...definitions.values()],
        selectionSet: {
          kind: Kind.SELECTION_SET,
          selections: parts.flatMap((part) => part.entities),
        },
      },
      ...parts.flatMap((part) => part.fragments),
    ],
  };
  return {
    query: stripIgnoredCharacters(print(document)),
    variableNames: [...new Set(nodes.flatMap((node) => node.variableUsages ?? []))].filter(
      (name) => name !== REPRESENTATIONS,
    ),
  };
}

/** What a fetch asks, without the name that the planner numbers it by: equal for fetches that ask the same. */
export function operationKey(node: FetchNode): string {
  const document = visit(parse(node.operation, { noLocation: true }), {
    OperationDefinition: ({ name: _name, ...operation }) => operation,
  });
  return JSON.stringify([print(document), node.requires, node.inputRewrites, node.outputRewrites]);
}

interface Part {
  /** The root field, under the part's own name. */
  readonly entities: readonly SelectionNode[];
  readonly operation: OperationDefinitionNode;
  readonly fragments: readonly FragmentDefinitionNode[];
}

function toPart(document: DocumentNode, index: number): Part {
  const suffixed = (name: string) => ({ kind: Kind.NAME, value: `${name}__${index}` }) as const;
  const renamed = visit(document, {
    Variable: (node) =>
      node.name.value === REPRESENTATIONS
        ? { ...node, name: { kind: Kind.NAME, value: mergedRepresentations(index) } }
        : undefined,
    FragmentSpread: (node) => ({ ...node, name: suffixed(node.name.value) }),
    FragmentDefinition: {
      leave: (node) => ({ ...node, name: suffixed(node.name.value) }),
    },
  });
  const { definitions } = renamed;
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('a fetch has an operation');
  return {
    entities: operation.selectionSet.selections.map((selection) =>
      selection.kind === Kind.FIELD
        ? { ...selection, alias: { kind: Kind.NAME, value: mergedEntities(index) } }
        : selection,
    ),
    operation,
    fragments: definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION),
  };
}
