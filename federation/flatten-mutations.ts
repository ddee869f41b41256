import {
  Kind,
  OperationTypeNode,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Writes the root fields of mutations one after the other, without the fragments that they may stand in. The planner
 * moves a field out of its place when the same field stands in a fragment further on, and mutations run in the order of
 * the document. A fragment under a condition becomes one for each of its fields.
 */
export function flattenMutations(document: DocumentNode): DocumentNode {
  const hasMutation = document.definitions.some(isMutation);
  if (!hasMutation) return document;
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet]] : [],
    ),
  );
  const setOf = (node: Exclude<SelectionNode, FieldNode>): SelectionSetNode | undefined =>
    node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value);
  const flatten = (set: SelectionSetNode): SelectionNode[] =>
    set.selections.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FIELD) return [node];
      const { directives = [] } = node;
      const within = flatten(setOf(node) ?? { kind: Kind.SELECTION_SET, selections: [] });
      if (directives.length === 0) return within;
      return within.map((each) => ({
        kind: Kind.INLINE_FRAGMENT,
        directives,
        selectionSet: { kind: Kind.SELECTION_SET, selections: [each] },
      }));
    });
  const definitions = document.definitions.map((node) => {
    if (!isMutation(node)) return node;
    const selections = flatten(node.selectionSet);
    return { ...node, selectionSet: { ...node.selectionSet, selections } };
  });
  return { ...document, definitions: withoutUnused(definitions) };
}

/** The planner would find the fields of an unused fragment in the operation, and put them back into it. */
function withoutUnused(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const spread = new Set<string>();
  for (const node of definitions)
    visit(node, {
      FragmentSpread({ name }) {
        spread.add(name.value);
      },
    });
  const used = definitions.filter(
    (node) => node.kind !== Kind.FRAGMENT_DEFINITION || spread.has(node.name.value),
  );
  return used.length === definitions.length ? used : withoutUnused(used);
}

function isMutation(node: DefinitionNode): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION && node.operation === OperationTypeNode.MUTATION;
}
