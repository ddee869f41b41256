import {
  doTypesOverlap,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type NamedTypeNode,
  type SelectionNode,
} from 'graphql';

/** The same operation without named fragments, and without the conditions on unions that objects always meet. */
export function dropConditions(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    inlineFragments(document),
    visitWithTypeInfo(types, {
      SelectionSet: {
        enter(node) {
          const parent = types.getParentType();
          if (!isObjectType(parent)) return undefined;
          const selections = node.selections.flatMap((each): SelectionNode[] => {
            if (each.kind !== Kind.INLINE_FRAGMENT) return [each];
            const condition = schema.getType(each.typeCondition?.name.value ?? parent.name);
            if (!isCompositeType(condition) || !doTypesOverlap(schema, condition, parent))
              return [];
            return isUnionType(condition) ? [{ ...each, typeCondition: named(parent) }] : [each];
          });
          return { ...node, selections };
        },
      },
      InlineFragment: {
        leave: (node) => (node.selectionSet.selections.length === 0 ? null : undefined),
      },
    }),
  );
}

function named({ name }: GraphQLObjectType): NamedTypeNode {
  return { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } };
}

function inlineFragments(document: DocumentNode): DocumentNode {
  const inlined: DocumentNode = visit(document, {
    FragmentSpread(spread): InlineFragmentNode | undefined {
      const fragment = document.definitions.find(
        (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === spread.name.value,
      );
      if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return undefined;
      const { typeCondition, selectionSet } = fragment;
      const directives = spread.directives ?? [];
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
    },
  });
  return inlined;
}
