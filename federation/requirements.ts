import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, type SelectionSetNode } from 'graphql';

/** What a representation holds of objects of one type, or of those that meet a condition. */
export type Fragment = Extract<QueryPlanSelectionNode, { readonly kind: 'InlineFragment' }>;

export function isFragment(selection: QueryPlanSelectionNode): selection is Fragment {
  return selection.kind === 'InlineFragment';
}

/** Fields by their names, each with the fields that are selected of it, whatever types these are of. */
export type FieldTree = ReadonlyMap<string, FieldTree>;

/** The fields of several sets in one tree. */
export function toFieldTree(sets: readonly (SelectionSetNode | undefined)[]): FieldTree {
  const tree = new Map<string, FieldTree>();
  const inner = new Map<string, SelectionSetNode[]>();
  const add = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet);
      if (selection.kind !== Kind.FIELD) continue;
      const { name, selectionSet } = selection;
      inner.set(name.value, [
        ...(inner.get(name.value) ?? []),
        ...(selectionSet === undefined ? [] : [selectionSet]),
      ]);
    }
  };
  for (const set of sets) if (set !== undefined) add(set);
  for (const [name, selected] of inner) tree.set(name, toFieldTree(selected));
  return tree;
}

/** Whether a tree has the field that a path of names leads to. */
export function hasField(tree: FieldTree, path: readonly string[]): boolean {
  let place: FieldTree | undefined = tree;
  for (const name of path) {
    place = place.get(name);
    if (place === undefined) return false;
  }
  return true;
}

/** Tells by its path, from the object that is represented, whether a leaf is kept. */
export type IsKept = (path: readonly string[]) => boolean;

/**
 * What a representation has to hold of its fields: the leaves that are kept, without fields and fragments of which only the
 * type would be left.
 */
export function keepRequired(
  selections: readonly QueryPlanSelectionNode[],
  isKept: IsKept,
  path: readonly string[] = [],
): QueryPlanSelectionNode[] {
  return selections.flatMap((each): QueryPlanSelectionNode[] => {
    if (isTypeName(each)) return [each];
    const inner = each.kind === 'Field' ? [...path, each.name] : path;
    if (each.selections === undefined) return isKept(inner) ? [each] : [];
    const kept = keepRequired(each.selections, isKept, inner);
    return kept.every(isTypeName) ? [] : [{ ...each, selections: kept }];
  });
}

export function isTypeName(selection: QueryPlanSelectionNode): boolean {
  return selection.kind === 'Field' && selection.name === '__typename';
}
