import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLIncludeDirective,
  GraphQLNonNull,
  GraphQLSkipDirective,
  GraphQLString,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What decides which fields of a document are selected. */
export interface SelectionContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Selections that are deferred, by the label that the parse stage gave them. */
export type DeferredSets = Map<string, SelectionSetNode[]>;

/**
 * The fields selected on an object of `type` (an interface, for an object of which no more is known), by response name in the order of the document; repeated selections of one
 * name come together (CollectFields of the GraphQL specification).
 *
 * @param deferred - gets what is deferred; without it, that is selected as everything else
 */
export function collectFields(
  context: SelectionContext,
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
  deferred?: DeferredSets,
): Map<string, FieldNode[]> {
  const groups = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of sets) collect(context, type, set, { groups, visited, deferred });
  return groups;
}

interface Collected {
  readonly groups: Map<string, FieldNode[]>;
  readonly visited: Set<string>;
  readonly deferred: DeferredSets | undefined;
}

function collect(
  context: SelectionContext,
  type: GraphQLObjectType | GraphQLInterfaceType,
  set: SelectionSetNode,
  collected: Collected,
): void {
  const { groups, visited, deferred } = collected;
  for (const selection of set.selections) {
    if (!isIncluded(context, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [selection]);
      else group.push(selection);
      continue;
    }
    const fragment = resolveFragment(context, selection, visited);
    if (
      fragment === undefined ||
      !applies(context.schema, fragment.typeCondition?.name.value, type)
    )
      continue;
    const label = deferred === undefined ? undefined : deferLabel(context, selection);
    if (deferred === undefined || label === undefined)
      collect(context, type, fragment.selectionSet, collected);
    else deferred.set(label, [...(deferred.get(label) ?? []), fragment.selectionSet]);
  }
}

function resolveFragment(
  context: SelectionContext,
  selection: Exclude<SelectionNode, FieldNode>,
  visited: Set<string>,
) {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  const name = selection.name.value;
  if (visited.has(name)) return undefined;
  visited.add(name);
  return context.fragments.get(name);
}

function applies(
  schema: GraphQLSchema,
  condition: string | undefined,
  type: GraphQLObjectType | GraphQLInterfaceType,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && schema.isSubType(abstract, type);
}

/** Whether `@skip` and `@include` leave a selection in. */
export function isIncluded(context: SelectionContext, node: SelectionNode): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, context.variables);
  if (skip?.['if'] === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, context.variables);
  return include?.['if'] !== false;
}

const DEFER = new GraphQLDirective({
  name: 'defer',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: { type: new GraphQLNonNull(GraphQLBoolean), defaultValue: true },
    label: { type: GraphQLString },
  },
});

/** The label of a selection that is deferred; undefined where it is not, also because of its condition. */
function deferLabel(context: SelectionContext, node: SelectionNode): string | undefined {
  if (node.directives === undefined || node.directives.length === 0) return undefined;
  const defer = getDirectiveValues(DEFER, node, context.variables);
  const label = defer?.['if'] === true ? defer['label'] : undefined;
  return typeof label === 'string' ? label : undefined;
}
