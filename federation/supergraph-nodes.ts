import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

/** A type that has fields. */
export type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** A field set, as `@key`, `@requires` and `@provides` write it. */
export function parseFieldSet(text: string): SelectionSetNode {
  const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a field set is a selection');
  return operation.selectionSet;
}

export function printFieldSet(set: SelectionSetNode): string {
  return stripIgnoredCharacters(print(set)).slice(1, -1);
}

/** A supergraph with the directives of its fields replaced. */
export function mapFieldDirectives(
  supergraph: DocumentNode,
  map: (directive: ConstDirectiveNode, typeName: string, field: string) => ConstDirectiveNode,
): DocumentNode {
  const mapField = (type: FieldsType, field: FieldDefinitionNode): FieldDefinitionNode => ({
    ...field,
    directives: (field.directives ?? []).map((each) =>
      map(each, type.name.value, field.name.value),
    ),
  });
  return {
    ...supergraph,
    definitions: supergraph.definitions.map((type) =>
      isFieldsType(type)
        ? { ...type, fields: (type.fields ?? []).map((field) => mapField(type, field)) }
        : type,
    ),
  };
}

/** A directive's argument that is a text or a name; undefined where it is neither. */
export function stringArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

export function withArgument(
  directive: ConstDirectiveNode,
  name: string,
  value: string,
): ConstDirectiveNode {
  const changed = (directive.arguments ?? []).map((argument) =>
    argument.name.value === name
      ? { ...argument, value: { kind: Kind.STRING as const, value } }
      : argument,
  );
  return { ...directive, arguments: changed };
}

export function fieldOf(
  types: ReadonlyMap<string, FieldsType>,
  typeName: string | undefined,
  field: string,
): FieldDefinitionNode | undefined {
  return types.get(typeName ?? '')?.fields?.find((each) => each.name.value === field);
}

/** The name of a field's type, whatever is around it. */
export function typeNameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : typeNameOf(type.type);
}

export function isFieldsType(node: DocumentNode['definitions'][number]): node is FieldsType {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}
