import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { NOTHING } from '../empty-selection.ts';
import { findFieldDefinition } from '../schema-field.ts';

/**
 * Narrows fragments on interfaces and unions to the object type that they are spread in: where the parent is a Resident,
 * `... on Sourced` can meet nothing but a Resident. A named fragment gets a copy for each object type it is spread in, so
 * that each place is authorized by the type that is really there, and not by all that could be behind the interface.
 * The document means the same as before.
 */
export function narrowFragments(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const originals = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const narrowed = new Map<string, FragmentDefinitionNode>();

  const narrowSet = (set: SelectionSetNode, parentType: GraphQLCompositeType): SelectionSetNode => {
    const selections = set.selections
      .filter((selection) => canMeet(selection, parentType))
      .map((selection) => narrowSelection(selection, parentType));
    return { ...set, selections: selections.length === 0 ? [NOTHING] : selections };
  };

  /** Nothing of one object type is of another: narrowed, a fragment may come to stand where it is never met. */
  const canMeet = (node: SelectionNode, parentType: GraphQLCompositeType): boolean => {
    if (node.kind === Kind.FIELD) return true;
    const condition =
      node.kind === Kind.INLINE_FRAGMENT
        ? node.typeCondition
        : originals.get(node.name.value)?.typeCondition;
    const type = condition === undefined ? parentType : schema.getType(condition.name.value);
    return !isCompositeType(type) || doTypesOverlap(schema, type, parentType);
  };

  const narrowSelection = (
    node: SelectionNode,
    parentType: GraphQLCompositeType,
  ): SelectionNode => {
    switch (node.kind) {
      case Kind.FIELD: {
        const field = findFieldDefinition(schema, parentType, node.name.value);
        const type = field === undefined ? undefined : getNamedType(field.type);
        if (node.selectionSet === undefined || !isCompositeType(type)) return { ...node };
        return { ...node, selectionSet: narrowSet(node.selectionSet, type) };
      }
      case Kind.INLINE_FRAGMENT: {
        const type = narrowType(node.typeCondition, parentType);
        const condition =
          node.typeCondition === undefined ? {} : { typeCondition: toNamedType(type) };
        return { ...node, ...condition, selectionSet: narrowSet(node.selectionSet, type) };
      }
      case Kind.FRAGMENT_SPREAD: {
        const original = originals.get(node.name.value);
        if (original === undefined) return node;
        const type = narrowType(original.typeCondition, parentType);
        return { ...node, name: { kind: Kind.NAME, value: narrowFragment(original, type) } };
      }
    }
  };

  /** The name of the fragment's copy for `type`, made when it is first spread there. */
  const narrowFragment = (original: FragmentDefinitionNode, type: GraphQLCompositeType): string => {
    const isOwnType = type.name === original.typeCondition.name.value;
    const name = isOwnType
      ? original.name.value
      : freeName(`${original.name.value}__on_${type.name}`, originals);
    if (narrowed.has(name)) return name;
    // Fragments may not spread themselves, but two may share a third: it is narrowed once.
    const placeholder = {
      ...original,
      name: { kind: Kind.NAME, value: name } as const,
      typeCondition: toNamedType(type),
    };
    narrowed.set(name, placeholder);
    narrowed.set(name, { ...placeholder, selectionSet: narrowSet(original.selectionSet, type) });
    return name;
  };

  const narrowType = (
    condition: NamedTypeNode | undefined,
    parentType: GraphQLCompositeType,
  ): GraphQLCompositeType => {
    const type = condition === undefined ? parentType : schema.getType(condition.name.value);
    if (!isCompositeType(type)) return parentType;
    return isObjectType(parentType) && isAbstractType(type) ? parentType : type;
  };

  const operations = document.definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return [];
    const rootType = schema.getRootType(node.operation);
    return rootType == null
      ? [node]
      : [{ ...node, selectionSet: narrowSet(node.selectionSet, rootType) }];
  });
  return { ...document, definitions: [...operations, ...narrowed.values()] };
}

function toNamedType(type: GraphQLCompositeType): NamedTypeNode {
  return { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } };
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}
