import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, type SelectionSetNode } from 'graphql';

/** What a representation holds of objects of one type, or of those that meet a condition. */
export type Fragment = Extract<QueryPlanSelectionNode, { readonly kind: 'InlineFragment' }>;

export function isFragment(selection: QueryPlanSelectionNode): selection is Fragment {
  return selection.kind === 'InlineFragment';
}

/** What a representation has to hold of its fields, without fragments of which only the type would be left. */
export function keepRequired(
  requires: readonly QueryPlanSelectionNode[],
  isKept: (name: string) => boolean,
): QueryPlanSelectionNode[] {
  return requires.flatMap((each): QueryPlanSelectionNode[] => {
    if (!isFragment(each)) return [each];
    const selections = each.selections.filter(
      (inner) => inner.kind !== 'Field' || isKept(inner.name),
    );
    const isEmpty = selections.every(
      (inner) => inner.kind === 'Field' && inner.name === '__typename',
    );
    return isEmpty ? [] : [{ ...each, selections }];
  });
}

/** The names of the fields that a set selects of objects of any type, without what it selects of them. */
export function namesIn(set: SelectionSetNode | undefined): string[] {
  return (set?.selections ?? []).flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    return selection.kind === Kind.INLINE_FRAGMENT ? namesIn(selection.selectionSet) : [];
  });
}
