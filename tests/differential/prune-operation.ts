import { Kind, print, visit, type DocumentNode } from 'graphql';

/** What a client sends. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Leaves out fragments that nothing spreads and variables that nothing uses: validation would refuse them. */
export function pruneOperation(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Operation {
  const spread = reachable(document);
  const definitions = document.definitions.filter(
    (node) => node.kind !== Kind.FRAGMENT_DEFINITION || spread.has(node.name.value),
  );
  const kept: DocumentNode = { ...document, definitions };
  const used = new Set<string>();
  visit(kept, {
    VariableDefinition: () => false,
    Variable(node) {
      used.add(node.name.value);
    },
  });
  const pruned = visit(kept, {
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null),
  });
  return {
    query: print(pruned),
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
  };
}

function reachable(document: DocumentNode): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (root: DocumentNode['definitions'][number]) => {
    visit(root, {
      FragmentSpread({ name }) {
        if (found.has(name.value)) return;
        found.add(name.value);
        const fragment = document.definitions.find(
          (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name.value,
        );
        if (fragment !== undefined) follow(fragment);
      },
    });
  };
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION) follow(node);
  return found;
}
