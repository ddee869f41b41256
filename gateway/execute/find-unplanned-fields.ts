import { Kind, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import { ClientError } from '../../common/errors/errors.ts';
import type { Aliases, FetchNode, PlanNode, QueryPlan } from '../../federation/planner.ts';
import { collectFields } from './collect-fields.ts';
import type { ExecutionError } from './execution-error.ts';
import { fetchedNames } from './fetched-names.ts';

/**
 * The errors of root fields that no fetch of a plan asks for. Composition lets some fields pass that no subgraph can
 * answer (an interface object without a way to its types), and the planner leaves them out without a word.
 *
 * `document` is what was planned: what authorization cut is missing from it for a reason.
 */
export function findUnplannedFields(options: {
  readonly plan: QueryPlan;
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
  readonly aliases: Pick<Aliases, 'toFetchedName'>;
  readonly variables: Readonly<Record<string, unknown>>;
}): ExecutionError[] {
  const { plan, document, schema, aliases, variables } = options;
  const known = checkedPlans.get(plan);
  // Conditions decide which fields are selected, not which are planned: a plan without a gap is looked at once.
  if (known === 'whole') return [];
  const planned = known ?? plannedNames(plan);
  const isUnplanned = (field: FieldNode): boolean =>
    !field.name.value.startsWith('__') && !planned.has(aliases.toFetchedName(field));
  if (known === undefined)
    checkedPlans.set(plan, fieldsAtRoot(document).some(isUnplanned) ? planned : 'whole');
  return selectedFields(document, schema, variables)
    .filter(isUnplanned)
    .map((field) => ({
      error: new ClientError('FIELD_NOT_RESOLVABLE', { field: field.name.value }),
      path: [field.alias?.value ?? field.name.value],
      extensions: {},
    }));
}

const checkedPlans = new WeakMap<QueryPlan, ReadonlySet<string> | 'whole'>();

/** The response names that a plan's fetches of root fields bring. */
function plannedNames({ node }: QueryPlan): ReadonlySet<string> {
  if (node === undefined) return new Set();
  const fetches = node.kind === 'Subscription' ? [node.primary] : rootFetches(node);
  return new Set(fetches.flatMap((fetch) => [...fetchedNames(fetch)]));
}

function rootFetches(node: PlanNode | undefined): FetchNode[] {
  switch (node?.kind) {
    case 'Fetch':
      return node.requires === undefined ? [node] : [];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(rootFetches);
    case 'Condition':
      return [...rootFetches(node.ifClause), ...rootFetches(node.elseClause)];
    case 'Defer':
      return [node.primary, ...node.deferred].flatMap((part) => rootFetches(part.node));
    case 'Flatten':
      // Root fields that are deferred stand at an empty path.
      return rootFetches(node.node);
    case undefined:
      return [];
  }
}

function selectedFields(
  document: DocumentNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): FieldNode[] {
  const operation = operationOf(document);
  const rootType = schema.getRootType(operation.operation);
  if (rootType == null) throw new Error('a valid operation has a root type');
  const context = { schema, variables, fragments: fragmentsOf(document) };
  const groups = collectFields(context, rootType, [operation.selectionSet]);
  return [...groups.values()].flatMap((nodes) => nodes.slice(0, 1));
}

/** Every root field that a document selects, whatever its conditions. */
function fieldsAtRoot(document: DocumentNode): FieldNode[] {
  const fragments = fragmentsOf(document);
  const visited = new Set<string>();
  const visit = (set: FieldNode['selectionSet']): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection): FieldNode[] => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return visit(selection.selectionSet);
      const name = selection.name.value;
      if (visited.has(name)) return [];
      visited.add(name);
      return visit(fragments.get(name)?.selectionSet);
    });
  return visit(operationOf(document).selectionSet);
}

function operationOf(document: DocumentNode) {
  const found = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (found === undefined) throw new Error('a planned document has one operation');
  return found;
}

function fragmentsOf(document: DocumentNode) {
  return new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
}
