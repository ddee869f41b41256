import { Kind, visit, type DocumentNode, type FieldNode, type SelectionNode } from 'graphql';

/**
 * Writes a field under a condition, of which all selections may be left out too, into a fragment under that condition:
 * `place @include(if: $a) { city @include(if: $b) }` becomes `... @include(if: $a) { place { city @include(if: $b) } }`.
 * The planner takes the inner condition for one of the field as well, and does not fetch the field where nothing of it
 * is asked for; so it would be null, and no empty object. The document means the same as before.
 */
export function wrapConditions(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave: (set) =>
        set.selections.some(isTakenForLeftOut)
          ? { ...set, selections: set.selections.map(wrap) }
          : undefined,
    },
  });
}

function isTakenForLeftOut(node: SelectionNode): node is FieldNode {
  return (
    node.kind === Kind.FIELD &&
    isConditional(node) &&
    node.selectionSet !== undefined &&
    !node.selectionSet.selections.some((each) => each.kind === Kind.FIELD && !isConditional(each))
  );
}

function isConditional({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name }) => name.value === 'skip' || name.value === 'include');
}

function wrap(node: SelectionNode): SelectionNode {
  if (!isTakenForLeftOut(node)) return node;
  const { directives = [], ...field } = node;
  return {
    kind: Kind.INLINE_FRAGMENT,
    directives,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  };
}
