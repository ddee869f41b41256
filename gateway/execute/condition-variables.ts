import { Kind, visit, type DocumentNode } from 'graphql';

const known = new WeakMap<DocumentNode, readonly string[]>();

const CONDITIONS: ReadonlySet<string> = new Set(['skip', 'include', 'defer']);

/**
 * The variables that a document's `@skip`, `@include` and `@defer` depend on: with their values it is decided what is
 * selected, and what of it at once.
 */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const remembered = known.get(document);
  if (remembered !== undefined) return remembered;
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (!CONDITIONS.has(node.name.value)) return;
      for (const { value } of node.arguments ?? [])
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  const made = [...names];
  known.set(document, made);
  return made;
}
