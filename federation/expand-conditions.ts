import {
  doTypesOverlap,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Replaces conditions on other abstract types, within interfaces that some subgraph has as an interface object, by
 * conditions on the object types that meet both: `media { ... on Item { … } }` becomes `media { ... on Book { … } … }`.
 * The planner does not know that such a condition needs the true type of an interface object, and ends with an
 * assertion. The document means the same as before.
 */
export function expandConditions(
  schema: GraphQLSchema,
  interfaceObjects: ReadonlySet<string>,
  document: DocumentNode,
): DocumentNode {
  if (interfaceObjects.size === 0) return document;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const conditionOf = (node: SelectionNode, parent: GraphQLCompositeType): GraphQLCompositeType => {
    if (node.kind === Kind.FIELD) return parent;
    const condition =
      node.kind === Kind.INLINE_FRAGMENT
        ? node.typeCondition
        : fragments.get(node.name.value)?.typeCondition;
    const type = condition === undefined ? parent : schema.getType(condition.name.value);
    return isCompositeType(type) ? type : parent;
  };
  const setOf = (node: Exclude<SelectionNode, FieldNode>): SelectionSetNode | undefined =>
    node.kind === Kind.INLINE_FRAGMENT
      ? node.selectionSet
      : expandedFragment(node.name.value)?.selectionSet;
  /** A fragment's copy for objects of one type, without what they cannot meet; none where nothing is left. */
  const restrict = (
    node: Exclude<SelectionNode, FieldNode>,
    type: GraphQLObjectType,
  ): InlineFragmentNode[] => {
    if (!doTypesOverlap(schema, conditionOf(node, type), type)) return [];
    const selections = (setOf(node)?.selections ?? []).flatMap((each): SelectionNode[] =>
      each.kind === Kind.FIELD ? [each] : restrict(each, type),
    );
    if (selections.length === 0) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
        ...(node.directives === undefined ? {} : { directives: node.directives }),
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ];
  };
  const expand = (node: SelectionNode, parent: GraphQLCompositeType): SelectionNode[] => {
    const condition = conditionOf(node, parent);
    if (node.kind === Kind.FIELD || !isAbstractType(parent) || !isAbstractType(condition))
      return [node];
    const holdsForAll =
      condition === parent ||
      (isInterfaceType(condition) &&
        isInterfaceType(parent) &&
        schema.isSubType(condition, parent));
    return holdsForAll
      ? [node]
      : schema.getPossibleTypes(parent).flatMap((type) => restrict(node, type));
  };
  const expandAll = <Node extends ASTNode>(root: Node): Node => {
    const types = new TypeInfo(schema);
    return visit(
      root,
      visitWithTypeInfo(types, {
        SelectionSet: {
          leave(node) {
            const parent = types.getParentType();
            if (parent == null || !interfaceObjects.has(parent.name)) return undefined;
            const selections = node.selections.flatMap((each) => expand(each, parent));
            return { ...node, selections: selections.length === 0 ? [TYPENAME] : selections };
          },
        },
      }),
    );
  };
  /** What is copied out of a named fragment has its own conditions expanded, as what is written in place has. */
  const expanded = new Map<string, FragmentDefinitionNode>();
  const expandedFragment = (name: string): FragmentDefinitionNode | undefined => {
    const fragment = fragments.get(name);
    const made = expanded.get(name) ?? (fragment === undefined ? undefined : expandAll(fragment));
    if (made !== undefined) expanded.set(name, made);
    return made;
  };
  return expandAll(document);
}

/** What stands for nothing: a selection set may not be empty. */
const TYPENAME: SelectionNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
};
