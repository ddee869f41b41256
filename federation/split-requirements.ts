import type { FetchNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { readOperation, withDocument } from './fetch-operation.ts';
import { mapFetches } from './map-fetches.ts';
import { entityFields, withoutFields, withoutSpreads } from './split-variants.ts';
import { isFieldsType, parseFieldSet, printFieldSet, stringArgument } from './supergraph-nodes.ts';
import type { VirtualFields } from './virtual-fields.ts';

type Fragment = Extract<QueryPlanSelectionNode, { readonly kind: 'InlineFragment' }>;

/** What the fields of a fetch of entities are told apart by. */
export interface RequirementFacts {
  readonly schema: GraphQLSchema;
  readonly interfaceObjects: ReadonlySet<string>;
  /** The names of the fields that interface objects' keys begin with. */
  readonly keyNames: ReadonlySet<string>;
  readonly requirementOf: VirtualFields['requirementOf'];
  /** The names of the fields that the keys of a type begin with. */
  readonly keyNamesOf: (typeName: string) => ReadonlySet<string>;
}

/**
 * Splits a fetch of which some objects lack what others have: one fetch for each set of fields that require the same. The
 * planner asks what one field requires of all objects of a fetch. Where it fetched that for some of them alone, the others
 * would be skipped, and what else is fetched of them would silently be null. Here each fetch is for the objects that have
 * what its fields require.
 *
 * So it is with interface objects to which one of the interface's types adds something of its own, and with objects that
 * were reached through an interface or a union, by a field of one type of what is around them.
 */
export function splitRequirements(plan: QueryPlan, facts: RequirementFacts): QueryPlan {
  const isByType = fetchesByType(plan, facts.schema);
  if (facts.interfaceObjects.size === 0 && !isByType) return plan;
  return mapFetches(plan, (fetch) => {
    const nodes = split(fetch, facts, isByType);
    return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: 'Parallel', nodes };
  });
}

/** The names of the fields that the keys of the given types begin with, in any subgraph. */
export function readKeyNames(
  supergraph: DocumentNode,
  types: ReadonlySet<string>,
): ReadonlySet<string> {
  const keys = supergraph.definitions.flatMap((type) =>
    isFieldsType(type) && types.has(type.name.value)
      ? (type.directives ?? []).flatMap((each) => stringArgument(each, 'key') ?? [])
      : [],
  );
  return new Set(keys.flatMap((key) => namesIn(parseFieldSet(key))));
}

/** Whether a fetch selects something for one type alone of several that an object may be of. */
function fetchesByType(plan: QueryPlan, schema: GraphQLSchema): boolean {
  let found = false;
  mapFetches(plan, (fetch) => {
    const info = new TypeInfo(schema);
    const note = () => {
      const parent = info.getParentType();
      if (parent != null && isAbstractType(parent)) found = true;
    };
    // A fragment's own type is what it is entered with: its parent is told before.
    visit(
      readOperation(fetch),
      visitWithTypeInfo(info, {
        SelectionSet({ selections }) {
          if (selections.some(({ kind }) => kind !== Kind.FIELD)) note();
        },
      }),
    );
    return fetch;
  });
  return found;
}

interface Group {
  readonly fields: Set<FieldNode>;
  readonly names: ReadonlySet<string>;
}

function split(fetch: FetchNode, facts: RequirementFacts, isByType: boolean): FetchNode[] {
  const requires = fetch.requires ?? [];
  const isOfInterfaceObjects = isOfSeveralTypes(requires, facts.interfaceObjects);
  if (requires.length === 0 || !(isOfInterfaceObjects || isByType)) return [fetch];
  const document = withoutSpreads(readOperation(fetch));
  const groups = new Map<string, Group>();
  for (const { field, typeName } of entityFields(document)) {
    // It stays with whatever else is asked.
    if (!isOfInterfaceObjects && field.name.value === '__typename') continue;
    const set = facts.requirementOf(fetch.serviceName, typeName, field.name.value);
    const key = set === undefined ? '' : printFieldSet(set);
    const group = groups.get(key) ?? { fields: new Set(), names: new Set(namesIn(set)) };
    groups.set(key, group);
    group.fields.add(field);
  }
  const all = [...groups.values()];
  const fields = new Set(all.flatMap((group) => [...group.fields]));
  const required = new Set(all.flatMap((group) => [...group.names]));
  if (!isOfInterfaceObjects) {
    if (all.length < 2) return [fetch];
    const keys = new Set(
      requires
        .filter(isFragment)
        .flatMap((each) => [...facts.keyNamesOf(each.typeCondition ?? '')]),
    );
    return all.map((group) => ({
      ...withDocument(fetch, withoutFields(document, fields, group.fields)),
      requires: keepRequired(
        requires,
        (name) => !required.has(name) || group.names.has(name) || keys.has(name),
      ),
    }));
  }
  return all.map((group) => ({
    ...(all.length === 1
      ? fetch
      : withDocument(fetch, withoutFields(document, fields, group.fields))),
    requires: withoutMereKeys(
      keepRequired(
        ofPlannedTypes(withKeys(requires, facts), fetch.inputRewrites, facts),
        (name) => !required.has(name) || group.names.has(name) || facts.keyNames.has(name),
      ),
      group,
      facts,
    ),
  }));
}

/**
 * Without fragments that hold a key alone, where what the fields require stands in others beside the key: an object that
 * lacks it is skipped then, instead of being sent without.
 */
function withoutMereKeys(
  requires: readonly QueryPlanSelectionNode[],
  { names }: Pick<Group, 'names'>,
  { keyNames }: RequirementFacts,
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
  { interfaceObjects }: RequirementFacts,
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

function isOfSeveralTypes(
  requires: readonly QueryPlanSelectionNode[],
  interfaceObjects: ReadonlySet<string>,
): boolean {
  const names = new Set(requires.filter(isFragment).map((each) => each.typeCondition));
  return names.size > 1 && [...names].some((name) => interfaceObjects.has(name ?? ''));
}

/** Interface objects are known by the keys that stand with any of the types. */
function withKeys(
  requires: readonly QueryPlanSelectionNode[],
  { interfaceObjects, keyNames }: RequirementFacts,
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

/** What a representation has to hold, without fragments of which only the type would be left. */
function keepRequired(
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

function isFragment(selection: QueryPlanSelectionNode): selection is Fragment {
  return selection.kind === 'InlineFragment';
}

function namesIn(set: SelectionSetNode | undefined): string[] {
  return (set?.selections ?? []).flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    return selection.kind === Kind.INLINE_FRAGMENT ? namesIn(selection.selectionSet) : [];
  });
}
