import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldDefinition } from '../schema-field.ts';
import { isMet, type Entitlements, type Requirements } from './requirements.ts';

/** What was cut from an operation: nodes of the *original* document. */
export interface Cut {
  /** Fields that the caller may not have, with the coordinate that denied them. */
  readonly denied: ReadonlyMap<FieldNode, string>;
  /** Fields of which nothing was left: they are not fetched, and their denied parts are reported. */
  readonly emptied: ReadonlySet<FieldNode>;
}

export interface CutOperation extends Cut {
  /** What may be planned; null where nothing was left. */
  readonly document: DocumentNode | null;
  /** Coordinates of the fields that are left. */
  readonly coordinates: ReadonlySet<string>;
  /** Names of the types that they are on and that they can answer, leaves included. */
  readonly types: ReadonlySet<string>;
}

/**
 * Cuts from an operation what `held` does not entitle to, before anything is planned, so that no fetch asks for it. A
 * field whose selections are all cut is cut too, without an error of its own.
 */
export function cutOperation(options: {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly requirements: Requirements;
  readonly held: Entitlements;
}): CutOperation {
  const { schema, requirements, held } = options;
  const denied = new Map<FieldNode, string>();
  const emptied = new Set<FieldNode>();
  const coordinates = new Set<string>();
  const types = new Set<string>();
  const originals = new Map(
    options.document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const fragments = new Map<string, FragmentDefinitionNode | null>();

  const cutSet = (
    set: SelectionSetNode,
    parentType: GraphQLCompositeType,
  ): SelectionSetNode | null => {
    const selections = set.selections.flatMap(
      (selection) => cutSelection(selection, parentType) ?? [],
    );
    return selections.length === 0 ? null : { ...set, selections };
  };
  const cutSelection = (
    selection: SelectionNode,
    parentType: GraphQLCompositeType,
  ): SelectionNode | null => {
    switch (selection.kind) {
      case Kind.FIELD:
        return cutField(selection, parentType);
      case Kind.INLINE_FRAGMENT:
        return cutInlineFragment(selection, parentType);
      case Kind.FRAGMENT_SPREAD:
        return cutFragment(selection.name.value) === null ? null : selection;
    }
  };

  const cutField = (node: FieldNode, parentType: GraphQLCompositeType): FieldNode | null => {
    const name = node.name.value;
    const coordinate = `${parentType.name}.${name}`;
    if (!mayReach(parentType, node)) {
      denied.set(node, coordinate);
      return null;
    }
    if (name === '__typename') return node;
    // Answered by the gateway from the schema: nothing of it is planned.
    if (name.startsWith('__')) return null;
    const returnType = getNamedType(fieldDefinition(schema, parentType, name).type);
    if (node.selectionSet === undefined || !isCompositeType(returnType)) {
      note(parentType, name, returnType);
      return node;
    }
    const selectionSet = cutSet(node.selectionSet, returnType);
    if (selectionSet === null) {
      emptied.add(node);
      return null;
    }
    note(parentType, name, returnType);
    return { ...node, selectionSet };
  };

  /** What a field reaches is not seen from the selections in it: they may be an interface's, or `__typename`. */
  const note = (parentType: GraphQLNamedType, name: string, returnType: GraphQLNamedType): void => {
    coordinates.add(`${parentType.name}.${name}`);
    const possibleTypes = isAbstractType(returnType) ? schema.getPossibleTypes(returnType) : [];
    for (const type of [parentType, returnType, ...possibleTypes]) types.add(type.name);
  };

  /** Whether the caller may select this field here; `__typename` of a guarded type would tell that an object exists. */
  const mayReach = (parentType: GraphQLCompositeType, node: FieldNode): boolean => {
    const name = node.name.value;
    const meets = (asked: readonly Parameters<typeof isMet>[0][]) =>
      asked.every((requirement) => isMet(requirement, held));
    if (name === '__typename') return requirements.ofType(parentType).some(meets);
    if (name.startsWith('__')) return true;
    const returnType = getNamedType(fieldDefinition(schema, parentType, name).type);
    return (
      meets(requirements.ofField(parentType, name, returnType)) &&
      requirements.ofType(returnType).some(meets)
    );
  };

  const cutInlineFragment = (
    node: InlineFragmentNode,
    parentType: GraphQLCompositeType,
  ): InlineFragmentNode | null => {
    const type =
      node.typeCondition === undefined
        ? parentType
        : compositeType(schema, node.typeCondition.name.value);
    const selectionSet = cutSet(node.selectionSet, type);
    return selectionSet === null ? null : { ...node, selectionSet };
  };

  const cutFragment = (name: string): FragmentDefinitionNode | null => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    const original = originals.get(name);
    if (original === undefined) return null;
    const selectionSet = cutSet(
      original.selectionSet,
      compositeType(schema, original.typeCondition.name.value),
    );
    const fragment = selectionSet === null ? null : { ...original, selectionSet };
    fragments.set(name, fragment);
    return fragment;
  };

  const rootType = schema.getRootType(options.operation.operation);
  if (rootType == null) throw new Error('a valid operation has a root type');
  const selectionSet = cutSet(options.operation.selectionSet, rootType);
  const used = [...fragments.values()].filter((fragment) => fragment !== null);
  return {
    document:
      selectionSet === null
        ? null
        : { kind: Kind.DOCUMENT, definitions: [{ ...options.operation, selectionSet }, ...used] },
    denied,
    emptied,
    coordinates,
    types,
  };
}

function compositeType(schema: GraphQLSchema, name: string): GraphQLCompositeType {
  const type = schema.getType(name);
  if (!isCompositeType(type)) throw new Error('a valid fragment has a composite type condition');
  return type;
}
