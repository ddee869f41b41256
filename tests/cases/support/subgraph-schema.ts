import {
  buildASTSchema,
  Kind,
  OperationTypeNode,
  parse,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';

/** A subgraph's SDL, as something that can be executed and asked about federation. */
export interface SubgraphSchema {
  readonly schema: GraphQLSchema;
  /** The keys of a type by which it can be resolved. */
  keysOf(typeName: string): readonly SelectionSetNode[];
  /** Whether the SDL leaves a field to other subgraphs. */
  isExternal(typeName: string, fieldName: string): boolean;
}

type TypeNode = TypeDefinitionNode | TypeExtensionNode;

const isTypeNode = (node: DefinitionNode): node is TypeNode =>
  'name' in node &&
  node.kind !== Kind.OPERATION_DEFINITION &&
  node.kind !== Kind.FRAGMENT_DEFINITION &&
  node.kind !== Kind.DIRECTIVE_DEFINITION;

/** Makes a subgraph's schema as a federation library would: with `_entities`, and with extensions that nothing defines. */
export function createSubgraphSchema(sdl: string): SubgraphSchema {
  const nodes = parse(sdl, { noLocation: true }).definitions;
  const types = nodes.filter(isTypeNode);
  const keys = new Map<string, SelectionSetNode[]>();
  const externals = new Set<string>();
  for (const type of types) {
    keys.set(type.name.value, [...(keys.get(type.name.value) ?? []), ...readKeys(type)]);
    for (const coordinate of readExternals(type)) externals.add(coordinate);
  }
  return {
    schema: buildASTSchema(toExecutable(nodes, types, keys), { assumeValidSDL: true }),
    keysOf: (typeName) => keys.get(typeName) ?? [],
    isExternal: (typeName, fieldName) => externals.has(`${typeName}.${fieldName}`),
  };
}

function toExecutable(
  nodes: readonly DefinitionNode[],
  types: readonly TypeNode[],
  keys: ReadonlyMap<string, readonly SelectionSetNode[]>,
): DocumentNode {
  const merged = new Map<string, TypeDefinitionNode>();
  for (const type of types) {
    const known = merged.get(type.name.value);
    merged.set(type.name.value, known === undefined ? toDefinition(type) : join(known, type));
  }
  const root = nodes.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  const entities = [...merged.values()].filter(
    (type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION && (keys.get(type.name.value) ?? []).length > 0,
  );
  const query = root?.operationTypes.find(({ operation }) => operation === OperationTypeNode.QUERY)
    ?.type.name.value;
  addEntities(
    merged,
    entities.map(({ name }) => name.value),
    query ?? 'Query',
  );
  const directives = nodes.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION);
  return {
    kind: Kind.DOCUMENT,
    definitions: [...merged.values(), ...directives, ...(root === undefined ? [] : [root])],
  };
}

/** `Query._entities` and what it needs; `Query._service` where the subgraph has no entities. */
function addEntities(
  merged: Map<string, TypeDefinitionNode>,
  entities: readonly string[],
  query: string,
): void {
  const text =
    entities.length === 0
      ? `extend type ${query} { _service: String }`
      : `scalar _Any  union _Entity = ${entities.join(' | ')}
         extend type ${query} { _entities(representations: [_Any!]!): [_Entity]! }`;
  for (const node of parse(text, { noLocation: true }).definitions.filter(isTypeNode)) {
    const known = merged.get(node.name.value);
    merged.set(node.name.value, known === undefined ? toDefinition(node) : join(known, node));
  }
}

/** Federation lets a subgraph extend what it does not define. */
function toDefinition(type: TypeNode): TypeDefinitionNode {
  const definition: object = { ...type, kind: type.kind.replace('Extension', 'Definition') };
  return definition as TypeDefinitionNode;
}

function join(one: TypeDefinitionNode, other: TypeNode): TypeDefinitionNode {
  const result: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = result[key];
    if (Array.isArray(value))
      result[key] = [
        ...(Array.isArray(known) ? (known as unknown[]) : []),
        ...(value as unknown[]),
      ];
  }
  return result as unknown as TypeDefinitionNode;
}

function readKeys(type: TypeNode): SelectionSetNode[] {
  return directivesOf(type, 'key').flatMap((directive) => {
    const fields = argument(directive, 'fields');
    if (typeof fields !== 'string' || argument(directive, 'resolvable') === false) return [];
    return [toSelectionSet(fields)];
  });
}

function readExternals(type: TypeNode): string[] {
  if (!('fields' in type)) return [];
  const isWhole = directivesOf(type, 'external').length > 0;
  return (type.fields ?? [])
    .filter((field) => isWhole || directivesOf(field as FieldDefinitionNode, 'external').length > 0)
    .map((field) => `${type.name.value}.${field.name.value}`);
}

function directivesOf(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): ConstDirectiveNode[] {
  return (node.directives ?? []).filter(
    (each) => each.name.value === name || each.name.value === `federation__${name}`,
  );
}

function argument(directive: ConstDirectiveNode, name: string): unknown {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  return value !== undefined && 'value' in value ? value.value : undefined;
}

function toSelectionSet(fields: string): SelectionSetNode {
  const [node] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (node?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a key is a selection of fields');
  return node.selectionSet;
}
