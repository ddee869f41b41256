import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  hasField,
  isFragment,
  isTypeName,
  keepRequired,
  type FieldTree,
  type Fragment,
  type IsKept,
} from './requirements.ts';

/** What interface objects are known by. */
export interface InterfaceObjectFacts {
  readonly interfaceObjects: ReadonlySet<string>;
  /** The fields of their keys. */
  readonly keys: FieldTree;
}

/** Whether a fetch is for interface objects to which one of the interface's types adds something of its own. */
export function isOfSeveralTypes(
  requires: readonly QueryPlanSelectionNode[],
  interfaceObjects: ReadonlySet<string>,
): boolean {
  const names = new Set(requires.filter(isFragment).map((each) => each.typeCondition));
  return names.size > 1 && [...names].some((name) => interfaceObjects.has(name ?? ''));
}

/**
 * What some fields of a fetch of interface objects require: what is kept of all that the fetch requires, and keys.
 *
 * @param group - the fields: what is kept for them, and whether they require anything
 */
export function requireOfInterfaceObjects(
  fetch: FetchNode,
  group: { readonly requiresAny: boolean; readonly isKept: IsKept },
  facts: InterfaceObjectFacts,
): QueryPlanSelectionNode[] {
  const planned = ofPlannedTypes(withKeys(fetch.requires ?? [], facts), fetch.inputRewrites, facts);
  const isKey: IsKept = (path) => hasField(facts.keys, path);
  const kept = keepRequired(planned, (path) => group.isKept(path) || isKey(path));
  return group.requiresAny ? withoutMereKeys(kept, isKey) : kept;
}

/**
 * Without fragments that hold a key alone, where what the fields require stands in others beside the key: an object that
 * lacks it is skipped then, instead of being sent without.
 */
function withoutMereKeys(
  requires: readonly QueryPlanSelectionNode[],
  isKey: IsKept,
): QueryPlanSelectionNode[] {
  const hasMore = (each: QueryPlanSelectionNode) =>
    !isFragment(each) || !keepRequired(each.selections, (path) => !isKey(path)).every(isTypeName);
  return requires.some(hasMore) ? requires.filter(hasMore) : [...requires];
}

/**
 * Conditions on interface objects, as conditions on those types that the fetch was planned for. For each of them, or for
 * the interface itself, the planner rewrites `__typename`, which is all that the subgraph knows them by. An object of any
 * other type may have all that is required too, but it was fetched for something else: it would be sent under a type that
 * the subgraph does not know.
 */
function ofPlannedTypes(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: FetchNode['inputRewrites'],
  { interfaceObjects }: InterfaceObjectFacts,
): readonly QueryPlanSelectionNode[] {
  const planned = new Set(
    (rewrites ?? []).flatMap(({ kind, path: [condition = '', field] }) =>
      kind === 'ValueSetter' && field === '__typename' ? [condition.replace('... on ', '')] : [],
    ),
  );
  if (planned.size === 0) return requires;
  return requires.flatMap((each) => {
    if (!isFragment(each) || !interfaceObjects.has(each.typeCondition ?? '')) return [each];
    if (planned.has(each.typeCondition ?? '')) return [each];
    return [...planned].map((typeCondition) => ({ ...each, typeCondition }));
  });
}

/** Interface objects are known by the keys that stand with any of the types. */
function withKeys(
  requires: readonly QueryPlanSelectionNode[],
  { interfaceObjects, keys }: InterfaceObjectFacts,
): QueryPlanSelectionNode[] {
  const keysWithin = (each: Fragment) =>
    keepRequired(each.selections, (path) => hasField(keys, path)).filter(
      (inner) => !isTypeName(inner),
    );
  const all = requires.filter(isFragment).flatMap(keysWithin);
  return requires.map((each) => {
    if (!isFragment(each) || !interfaceObjects.has(each.typeCondition ?? '')) return each;
    const hasKey = keysWithin(each).length > 0;
    return hasKey ? each : { ...each, selections: [...each.selections, ...all] };
  });
}
