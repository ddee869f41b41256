import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  BREAK,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { readOperation, withDocument } from './fetch-operation.ts';
import {
  isOfSeveralTypes,
  requireOfInterfaceObjects,
  type InterfaceObjectFacts,
} from './interface-object-requirements.ts';
import { mapFetches } from './map-fetches.ts';
import {
  hasField,
  isFragment,
  keepRequired,
  toFieldTree,
  type FieldTree,
  type IsKept,
} from './requirements.ts';
import { entityFields, withoutFields, withoutSpreads } from './split-variants.ts';
import { isFieldsType, parseFieldSet, printFieldSet, stringArgument } from './supergraph-nodes.ts';
import type { VirtualFields } from './virtual-fields.ts';

/** What the fields of a fetch of entities are told apart by. */
export interface RequirementFacts extends InterfaceObjectFacts {
  readonly schema: GraphQLSchema;
  readonly requirementOf: VirtualFields['requirementOf'];
  /** The fields of the keys of the given types, in any subgraph. */
  readonly keysOf: (types: ReadonlySet<string>) => FieldTree;
}

/**
 * Splits a fetch of which some objects lack what others have: one fetch for each set of fields that require the same. The
 * planner asks what one field requires of all objects of a fetch. Where it fetched that for some of them alone, the others
 * would be skipped, and what else is fetched of them would silently be null. Here each fetch is for the objects that have
 * what its fields require.
 *
 * So it is with interface objects to which one of the interface's types adds something of its own; and with objects that
 * were reached through an interface or a union, by a field of one type of what is around them. Of these it is not known
 * which fetches they are: where a plan fetches anything for one type alone, all are split.
 */
export function splitRequirements(plan: QueryPlan, facts: RequirementFacts): QueryPlan {
  let byType: boolean | undefined;
  const isByType = () => (byType ??= fetchesByType(plan, facts.schema));
  return mapFetches(plan, (fetch) => {
    const requires = fetch.requires ?? [];
    if (requires.length === 0) return fetch;
    if (isOfSeveralTypes(requires, facts.interfaceObjects))
      return splitInterfaceObjects(fetch, facts);
    return splitEntities(fetch, facts, isByType);
  });
}

/** The fields of the keys of the given types, in any subgraph. */
export function readKeys(supergraph: DocumentNode, types: ReadonlySet<string>): FieldTree {
  const keys = supergraph.definitions.flatMap((type) =>
    isFieldsType(type) && types.has(type.name.value)
      ? (type.directives ?? []).flatMap((each) => stringArgument(each, 'key') ?? [])
      : [],
  );
  return toFieldTree(keys.map(parseFieldSet));
}

/** Fields of a fetch that require the same. */
interface Group {
  readonly fields: ReadonlySet<FieldNode>;
  /** Whether they require anything. */
  readonly requiresAny: boolean;
  /** Tells what is not required by other fields alone. */
  readonly isKept: IsKept;
}

function splitInterfaceObjects(fetch: FetchNode, facts: RequirementFacts): PlanNode {
  const document = withoutSpreads(readOperation(fetch));
  const groups = toGroups(fetch, entityFields(document), facts);
  return toNode(
    groups.map((group) => ({
      ...(groups.length === 1 ? fetch : withFields(fetch, document, groups, group)),
      requires: requireOfInterfaceObjects(fetch, group, facts),
    })),
  );
}

function splitEntities(
  fetch: FetchNode,
  facts: RequirementFacts,
  isByType: () => boolean,
): PlanNode {
  const requires = fetch.requires ?? [];
  const document = withoutSpreads(readOperation(fetch));
  // A type's name stays with whatever else is asked.
  const fields = entityFields(document).filter(({ field }) => field.name.value !== '__typename');
  const groups = toGroups(fetch, fields, facts);
  if (groups.length < 2 || !isByType()) return fetch;
  const types = requires.filter(isFragment).flatMap(({ typeCondition }) => typeCondition ?? []);
  const keys = facts.keysOf(new Set(types));
  return toNode(
    groups.map((group) => ({
      ...withFields(fetch, document, groups, group),
      requires: keepRequired(requires, (path) => group.isKept(path) || hasField(keys, path)),
    })),
  );
}

function toGroups(
  { serviceName }: FetchNode,
  entities: ReturnType<typeof entityFields>,
  { requirementOf }: RequirementFacts,
): readonly Group[] {
  const groups = new Map<string, { fields: Set<FieldNode>; tree: FieldTree }>();
  for (const { field, typeName } of entities) {
    const set = requirementOf(serviceName, typeName, field.name.value);
    const key = set === undefined ? '' : printFieldSet(set);
    const group = groups.get(key) ?? { fields: new Set(), tree: toFieldTree([set]) };
    groups.set(key, group);
    group.fields.add(field);
  }
  const trees = [...groups.values()].map(({ tree }) => tree);
  return [...groups.values()].map(({ fields, tree }) => ({
    fields,
    requiresAny: tree.size > 0,
    isKept: (path) => hasField(tree, path) || !trees.some((each) => hasField(each, path)),
  }));
}

/** The fetch of one group's fields, and of what is in none. */
function withFields(
  fetch: FetchNode,
  document: DocumentNode,
  groups: readonly Group[],
  { fields }: Group,
): FetchNode {
  const ofAll = new Set(groups.flatMap((each) => [...each.fields]));
  return withDocument(fetch, withoutFields(document, ofAll, fields));
}

function toNode(fetches: FetchNode[]): PlanNode {
  const [first] = fetches;
  return first !== undefined && fetches.length === 1 ? first : { kind: 'Parallel', nodes: fetches };
}

/** Whether a plan fetches anything for one type alone of several that an object may be of. */
function fetchesByType(plan: QueryPlan, schema: GraphQLSchema): boolean {
  const fetches: FetchNode[] = [];
  mapFetches(plan, (fetch) => {
    fetches.push(fetch);
    return fetch;
  });
  return fetches.some((fetch) => selectsByType(readOperation(fetch), schema));
}

function selectsByType(operation: DocumentNode, schema: GraphQLSchema): boolean {
  const info = new TypeInfo(schema);
  let found = false;
  visit(
    operation,
    visitWithTypeInfo(info, {
      SelectionSet({ selections }) {
        // Types that are federation's own are not in the schema.
        const isAbstract = isAbstractType(info.getParentType() ?? undefined);
        found = isAbstract && selections.some(({ kind }) => kind !== Kind.FIELD);
        return found ? BREAK : undefined;
      },
    }),
  );
  return found;
}
