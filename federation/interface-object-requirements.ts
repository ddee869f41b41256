import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isFragment, keepRequired } from './requirements.ts';

/** What interface objects are known by. */
export interface InterfaceObjectFacts {
  readonly interfaceObjects: ReadonlySet<string>;
  /** The names of the fields that their keys begin with. */
  readonly keyNames: ReadonlySet<string>;
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
 * What some fields of a fetch of interface objects require: those with the given names, of all that the fetch requires.
 * Keys are kept, whatever their names.
 */
export function requireOfInterfaceObjects(
  fetch: FetchNode,
  {
    names,
    isKept,
  }: { readonly names: ReadonlySet<string>; readonly isKept: (name: string) => boolean },
  facts: InterfaceObjectFacts,
): QueryPlanSelectionNode[] {
  const planned = ofPlannedTypes(withKeys(fetch.requires ?? [], facts), fetch.inputRewrites, facts);
  const kept = keepRequired(planned, (name) => isKept(name) || facts.keyNames.has(name));
  return withoutMereKeys(kept, names, facts);
}

/**
 * Without fragments that hold a key alone, where what the fields require stands in others beside the key: an object that
 * lacks it is skipped then, instead of being sent without.
 */
function withoutMereKeys(
  requires: readonly QueryPlanSelectionNode[],
  names: ReadonlySet<string>,
  { keyNames }: InterfaceObjectFacts,
): QueryPlanSelectionNode[] {
  const isMereKey = (each: QueryPlanSelectionNode) =>
    isFragment(each) &&
    each.selections.every(
      (inner) =>
        inner.kind === 'Field' && (inner.name === '__typename' || keyNames.has(inner.name)),
    );
  const hasMore = requires.some((each) => !isMereKey(each));
  return requires.filter((each) => names.size === 0 || !hasMore || !isMereKey(each));
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
  { interfaceObjects, keyNames }: InterfaceObjectFacts,
): QueryPlanSelectionNode[] {
  const keys = requires
    .filter(isFragment)
    .flatMap(({ selections }) => selections)
    .filter((each) => each.kind === 'Field' && keyNames.has(each.name));
  return requires.map((each) => {
    if (!isFragment(each) || !interfaceObjects.has(each.typeCondition ?? '')) return each;
    const hasKey = each.selections.some(
      (inner) => inner.kind === 'Field' && keyNames.has(inner.name),
    );
    return hasKey ? each : { ...each, selections: [...each.selections, ...keys] };
  });
}
