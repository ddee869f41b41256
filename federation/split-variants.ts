import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { readOperation, withDocument } from './fetch-operation.ts';
import type { VirtualFields } from './virtual-fields.ts';

/** Places of a representation, in real names, and the virtual field that has to stand at each. */
type Needs = ReadonlyMap<string, string>;

interface Group {
  readonly fields: Set<FieldNode>;
  readonly needs: Map<string, string>;
}

/**
 * Splits a fetch of entities whose representations would have to hold one field twice, with different arguments: one
 * fetch for each set of fields that agree on what they require.
 */
export function splitVariants(fetch: FetchNode, virtualFields: VirtualFields): FetchNode[] {
  const requires = fetch.requires ?? [];
  if (!hasVariants(placesIn(requires, virtualFields))) return [fetch];
  const document = withoutSpreads(readOperation(fetch));
  const groups: Group[] = [];
  for (const { field, typeName } of entityFields(document)) {
    const needs = needsOf(virtualFields, fetch.serviceName, typeName, field.name.value);
    const found = groups.find((each) => agree(each.needs, needs));
    const group = found ?? { fields: new Set(), needs: new Map() };
    if (found === undefined) groups.push(group);
    group.fields.add(field);
    for (const [place, name] of needs) group.needs.set(place, name);
  }
  if (groups.length < 2) return [fetch];
  const entities = groups.flatMap((group) => [...group.fields]);
  return groups.map((group) => ({
    ...withDocument(fetch, withoutFields(document, new Set(entities), group.fields)),
    requires: keepNeeded(requires, virtualFields, group.needs),
  }));
}

interface Place {
  readonly place: string;
  readonly name: string;
}

/** The fields of a representation that are virtual, or that share a place with one. */
function placesIn(
  requires: readonly QueryPlanSelectionNode[],
  virtualFields: VirtualFields,
  path = '',
): Place[] {
  return requires.flatMap((selection): Place[] => {
    if (selection.kind === 'InlineFragment')
      return placesIn(selection.selections, virtualFields, path);
    const place = placeOf(virtualFields, path, selection.name);
    const inner = placesIn(selection.selections ?? [], virtualFields, place);
    return [{ place, name: selection.name }, ...inner];
  });
}

function placeOf(virtualFields: VirtualFields, path: string, name: string): string {
  return `${path}/${virtualFields.byName.get(name)?.field ?? name}`;
}

function hasVariants(places: readonly Place[]): boolean {
  const known = new Map<string, string>();
  return places.some(({ place, name }) => {
    const other = known.get(place);
    known.set(place, name);
    return other !== undefined && other !== name;
  });
}

function agree(one: Needs, other: Needs): boolean {
  return [...other].every(([place, name]) => (one.get(place) ?? name) === name);
}

function needsOf(
  virtualFields: VirtualFields,
  subgraph: string,
  typeName: string,
  field: string,
): Needs {
  const needs = new Map<string, string>();
  const visitSet = (set: SelectionSetNode | undefined, path: string): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) visitSet(selection.selectionSet, path);
      if (selection.kind !== Kind.FIELD) continue;
      const place = placeOf(virtualFields, path, selection.name.value);
      needs.set(place, selection.name.value);
      visitSet(selection.selectionSet, place);
    }
  };
  visitSet(virtualFields.requirementOf(subgraph, typeName, field), '');
  return needs;
}

export interface EntityField {
  readonly field: FieldNode;
  readonly typeName: string;
}

/** The operation with the fragments that it spreads on entities in their places, so that all their fields can be told apart. */
export function withoutSpreads(document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  return visit(document, {
    FragmentDefinition: () => false,
    // What stands in the fields of entities stays with them.
    Field: ({ name }) => (name.value === '_entities' ? undefined : false),
    FragmentSpread({ name, directives }): InlineFragmentNode | undefined {
      const fragment = fragments.get(name.value);
      if (fragment === undefined) return undefined;
      const { typeCondition, selectionSet } = fragment;
      return {
        kind: Kind.INLINE_FRAGMENT,
        typeCondition,
        selectionSet,
        ...(directives === undefined ? {} : { directives }),
      };
    },
  });
}

/** The fields that an operation selects on entities, with the types that it selects them on. */
export function entityFields(document: DocumentNode): EntityField[] {
  const visitSet = (set: SelectionSetNode | undefined, typeName: string): EntityField[] =>
    (set?.selections ?? []).flatMap((selection): EntityField[] => {
      if (selection.kind === Kind.FIELD) return [{ field: selection, typeName }];
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      return visitSet(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
    });
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? node.selectionSet.selections.flatMap((entities) =>
          entities.kind === Kind.FIELD ? visitSet(entities.selectionSet, '') : [],
        )
      : [],
  );
}

/** The operation with those of the entities' fields left out that are not kept. */
export function withoutFields(
  document: DocumentNode,
  fields: ReadonlySet<FieldNode>,
  kept: ReadonlySet<FieldNode>,
): DocumentNode {
  const isLeftOut = (node: SelectionNode): boolean =>
    node.kind === Kind.FIELD && fields.has(node) && !kept.has(node);
  return visit(document, {
    Field: (node) => (isLeftOut(node) ? null : undefined),
    InlineFragment: {
      leave: (node) => (node.selectionSet.selections.length === 0 ? null : undefined),
    },
  });
}

/** The representation without the virtual fields that stand where the group needs another one, or none. */
function keepNeeded(
  requires: readonly QueryPlanSelectionNode[],
  virtualFields: VirtualFields,
  needs: Needs,
  path = '',
): QueryPlanSelectionNode[] {
  return requires.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment')
      return [
        { ...selection, selections: keepNeeded(selection.selections, virtualFields, needs, path) },
      ];
    const place = placeOf(virtualFields, path, selection.name);
    const needed = needs.get(place);
    const isVirtual = virtualFields.byName.has(selection.name);
    if (isVirtual ? needed !== selection.name : needed !== undefined && needed !== selection.name)
      return [];
    if (selection.selections === undefined) return [selection];
    const selections = keepNeeded(selection.selections, virtualFields, needs, place);
    return selections.length === 0 ? [] : [{ ...selection, selections }];
  });
}
