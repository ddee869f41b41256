import {
  isListType,
  isNonNullType,
  Kind,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
  typeFromAST,
  isCompositeType,
  getNamedType,
  isObjectType,
  isInterfaceType,
} from 'graphql';

export type ResponsePath = readonly (string | number)[];

/** The types of an operation's response paths. Selections of one path agree on what is null and what is a list. */
export interface ResponseTypes {
  /** The type at a path, indices and all; undefined where the operation selects no such path. */
  at(path: ResponsePath): GraphQLOutputType | undefined;
}

export function readResponseTypes(schema: GraphQLSchema, document: DocumentNode): ResponseTypes {
  const types = new Map<string, GraphQLOutputType>();
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const read = (set: SelectionSetNode, type: unknown, path: string): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (!isObjectType(type) && !isInterfaceType(type)) continue;
        const { value: name } = selection.name;
        const definition = name === '__typename' ? TypeNameMetaFieldDef : type.getFields()[name];
        if (definition === undefined) continue;
        const below = `${path}.${selection.alias?.value ?? selection.name.value}`;
        types.set(below, definition.type);
        if (selection.selectionSet !== undefined)
          read(selection.selectionSet, getNamedType(definition.type), below);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment?.typeCondition;
      const target = condition === undefined ? type : typeFromAST(schema, condition);
      if (fragment !== undefined && isCompositeType(target))
        read(fragment.selectionSet, target, path);
    }
  };
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION)
      read(node.selectionSet, schema.getRootType(node.operation), '');
  return {
    at(path) {
      const names = path.filter((part) => typeof part === 'string');
      const indices = path.length - 1 - path.findLastIndex((part) => typeof part === 'string');
      const type = types.get(names.map((name) => `.${name}`).join(''));
      return type === undefined ? undefined : itemType(type, indices);
    },
  };
}

function itemType(type: GraphQLOutputType, depth: number): GraphQLOutputType | undefined {
  if (depth === 0) return type;
  const list = isNonNullType(type) ? type.ofType : type;
  return isListType(list) ? itemType(list.ofType, depth - 1) : undefined;
}
