import {
  Kind,
  visit,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Whether anything in a document is, or may be, deferred. */
export function hasDefers(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive(node) {
      if (isDefer(node)) found = true;
    },
  });
  return found;
}

/** The same document, for a client that takes one answer alone. */
export function withoutDefers(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: (node) => (isDefer(node) ? null : undefined) });
}

/**
 * Gives each `@defer` of a document a label of its own: a number, and after a colon the client's own label, where it has
 * one. Fragments that defer anything are put in the place of their spreads, so that a fragment that is spread twice
 * defers two things. The plan names what it defers by these labels.
 */
export function labelDefers(document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const holdsDefer = createDeferTest(fragments);
  let count = 0;

  const labelSet = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map(labelSelection),
  });
  const labelSelection = (node: SelectionNode): SelectionNode => {
    switch (node.kind) {
      case Kind.FIELD:
        return node.selectionSet === undefined
          ? { ...node }
          : { ...node, selectionSet: labelSet(node.selectionSet) };
      case Kind.INLINE_FRAGMENT:
        return {
          ...node,
          directives: labelDirectives(node.directives),
          selectionSet: labelSet(node.selectionSet),
        };
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(node.name.value);
        if (fragment === undefined || !(node.directives?.some(isDefer) || holdsDefer(fragment)))
          return node;
        return {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: fragment.typeCondition,
          directives: labelDirectives(node.directives),
          selectionSet: labelSet(fragment.selectionSet),
        };
      }
    }
  };
  const labelDirectives = (directives: readonly DirectiveNode[] = []): readonly DirectiveNode[] =>
    directives.map((node) => (isDefer(node) ? withLabel(node, (count += 1)) : node));

  return {
    ...document,
    definitions: document.definitions.map((node) =>
      node.kind === Kind.OPERATION_DEFINITION
        ? { ...node, selectionSet: labelSet(node.selectionSet) }
        : node,
    ),
  };
}

function isDefer(node: DirectiveNode | ConstDirectiveNode): boolean {
  return node.name.value === 'defer';
}

function createDeferTest(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (fragment: FragmentDefinitionNode) => boolean {
  const known = new Map<FragmentDefinitionNode, boolean>();
  const holdsDefer = (fragment: FragmentDefinitionNode): boolean => {
    const found = known.get(fragment) ?? inSet(fragment.selectionSet);
    known.set(fragment, found);
    return found;
  };
  const inSet = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((node) => {
      if (node.directives?.some(isDefer)) return true;
      if (node.kind !== Kind.FRAGMENT_SPREAD) return inSet(node.selectionSet);
      const fragment = fragments.get(node.name.value);
      return fragment !== undefined && holdsDefer(fragment);
    });
  return holdsDefer;
}

function withLabel(node: DirectiveNode, count: number): DirectiveNode {
  const isLabel = (name: string) => name === 'label';
  const given = node.arguments?.find(({ name }) => isLabel(name.value))?.value;
  const value = given?.kind === Kind.STRING ? `${count}:${given.value}` : String(count);
  return {
    ...node,
    arguments: [
      ...(node.arguments ?? []).filter(({ name }) => !isLabel(name.value)),
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'label' },
        value: { kind: Kind.STRING, value },
      },
    ],
  };
}
