import { Kind, visit, type DocumentNode } from 'graphql';

const known = new WeakMap<DocumentNode, readonly string[]>();

/** The variables that a document's `@skip` and `@include` depend on: with their values it is decided what is selected. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const remembered = known.get(document);
  if (remembered !== undefined) return remembered;
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const { value } of node.arguments ?? [])
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  const made = [...names];
  known.set(document, made);
  return made;
}
