import type { QueryPlan } from '@apollo/query-planner';
import { Kind, type DocumentNode, type SelectionNode } from 'graphql';

/**
 * Plans a document of one operation without those of its root selections that no subgraph can answer. Of some the
 * planner says so itself, by an error that would cost the whole operation its plan; whoever runs the plan finds out what
 * is missing from it, as where the planner left a field out without a word.
 *
 * @throws Error - any other of the planner.
 */
export function planResolvableFields(
  document: DocumentNode,
  plan: (document: DocumentNode) => QueryPlan,
): QueryPlan {
  try {
    return plan(document);
  } catch (error) {
    if (!isUnresolvable(error)) throw error;
    const kept = rootSelections(document).filter((selection) =>
      isResolvable(() => plan(withSelections(document, [selection]))),
    );
    return kept.length === 0 ? { kind: 'QueryPlan' } : plan(withSelections(document, kept));
  }
}

function isResolvable(plan: () => QueryPlan): boolean {
  try {
    plan();
    return true;
  } catch (error) {
    if (isUnresolvable(error)) return false;
    throw error;
  }
}

/** The planner has no type for this error. */
function isUnresolvable(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Was not able to find any options');
}

function rootSelections(document: DocumentNode): readonly SelectionNode[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation?.selectionSet.selections ?? [];
}

function withSelections(
  document: DocumentNode,
  selections: readonly SelectionNode[],
): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((node) =>
      node.kind === Kind.OPERATION_DEFINITION
        ? { ...node, selectionSet: { ...node.selectionSet, selections } }
        : node,
    ),
  };
}
