import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isAbstractType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type DefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Graph, Subgraph } from './graph.ts';

/** What a field's value may be, so that every subgraph that has the field may answer it. */
export type Shape =
  | { readonly kind: 'list'; readonly nullable: boolean; readonly of: Shape }
  | {
      readonly kind: 'leaf';
      readonly nullable: boolean;
      readonly type: string;
      readonly values?: readonly string[];
    }
  /** Concrete types of the supergraph. */
  | { readonly kind: 'object'; readonly nullable: boolean; readonly types: readonly string[] };

export interface FieldFacts {
  readonly shape: Shape;
  /** Arguments that clients see; a subgraph may have others. */
  readonly args: ReadonlySet<string>;
}

/** What the subgraphs of a graph say of its concrete types, put together. */
export interface GraphFacts {
  readonly schema: GraphQLSchema;
  field(type: string, field: string): FieldFacts;
  /** Key selections of a type in any subgraph, interfaces' included; empty for a type that is no entity. */
  keysOf(type: string): readonly SelectionSetNode[];
  /** Key selections by which one subgraph resolves references to a type (an interface's name too). */
  keysIn(subgraph: Subgraph, type: string): readonly SelectionSetNode[];
  requiresIn(subgraph: Subgraph, type: string, field: string): SelectionSetNode | undefined;
  /** What a subgraph itself says of the object that a field leads to. */
  providesIn(subgraph: Subgraph, type: string, field: string): SelectionSetNode | undefined;
  /** What a subgraph calls a concrete type: its own name, or the interface object that stands for it. */
  nameIn(subgraph: Subgraph, type: string): string | undefined;
  /** The concrete types that a subgraph's type stands for. */
  typesBehind(subgraph: Subgraph, type: string): readonly string[];
}

export function readFacts(graph: Graph): GraphFacts {
  const { schema } = graph.supergraph;
  const directives = new Map(graph.subgraphs.map((each) => [each, readDirectives(each)]));
  const of = (subgraph: Subgraph) => directives.get(subgraph)!;

  const typesBehind = (subgraph: Subgraph, name: string): readonly string[] => {
    const merged = schema.getType(name);
    if (of(subgraph).interfaceObjects.has(name) && isAbstractType(merged))
      return schema.getPossibleTypes(merged).map((each) => each.name);
    const own = subgraph.schema.getType(name);
    if (isAbstractType(own))
      return subgraph.schema
        .getPossibleTypes(own)
        .flatMap((each) => typesBehind(subgraph, each.name));
    return isObjectType(own) ? [name] : [];
  };

  const nameIn = (subgraph: Subgraph, type: string): string | undefined => {
    if (isObjectType(subgraph.schema.getType(type))) return type;
    const merged = schema.getType(type);
    if (!isObjectType(merged)) return undefined;
    return merged.getInterfaces().find((each) => of(subgraph).interfaceObjects.has(each.name))
      ?.name;
  };

  const toShape = (subgraph: Subgraph, type: GraphQLOutputType, nullable = true): Shape => {
    if (isNonNullType(type)) return toShape(subgraph, type.ofType, false);
    if (isListType(type)) return { kind: 'list', nullable, of: toShape(subgraph, type.ofType) };
    const named: GraphQLNamedType = getNamedType(type);
    if (isEnumType(named)) {
      const values = named.getValues().map((each) => each.name);
      return { kind: 'leaf', nullable, type: named.name, values };
    }
    const types = typesBehind(subgraph, named.name);
    return types.length > 0
      ? { kind: 'object', nullable, types }
      : { kind: 'leaf', nullable, type: named.name };
  };

  const readField = (type: string, field: string): FieldFacts => {
    const shapes = graph.subgraphs.flatMap((subgraph) => {
      const names = namesOf(schema, type).filter(
        (name) => name === type || of(subgraph).interfaceObjects.has(name),
      );
      return names.flatMap((name) => {
        const own = subgraph.schema.getType(name);
        const definition = isObjectType(own) ? own.getFields()[field] : undefined;
        return definition === undefined ? [] : [toShape(subgraph, definition.type)];
      });
    });
    const visible = graph.supergraph.apiSchema.getType(type);
    const args = isObjectType(visible) ? (visible.getFields()[field]?.args ?? []) : [];
    return {
      shape: withoutInaccessible(graph, shapes.reduce(intersect)),
      args: new Set(args.map((each) => each.name)),
    };
  };

  const fields = new Map<string, FieldFacts>();
  return {
    schema,
    typesBehind,
    nameIn,
    field(type, field) {
      const coordinate = `${type}.${field}`;
      const known = fields.get(coordinate) ?? readField(type, field);
      fields.set(coordinate, known);
      return known;
    },
    keysOf: (type) =>
      namesOf(schema, type).flatMap((name) =>
        graph.subgraphs.flatMap((subgraph) => of(subgraph).keys.get(name) ?? []),
      ),
    keysIn: (subgraph, type) => of(subgraph).keys.get(type) ?? [],
    requiresIn: (subgraph, type, field) => of(subgraph).requires.get(`${type}.${field}`),
    providesIn: (subgraph, type, field) => of(subgraph).provides.get(`${type}.${field}`),
  };
}

/** A type and the interfaces that it implements. */
function namesOf(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  return [name, ...interfaces.map((each) => each.name)];
}

function intersect(one: Shape, other: Shape): Shape {
  const nullable = one.nullable && other.nullable;
  if (one.kind === 'list' && other.kind === 'list')
    return { kind: 'list', nullable, of: intersect(one.of, other.of) };
  if (one.kind === 'object' && other.kind === 'object')
    return { ...one, nullable, types: one.types.filter((each) => other.types.includes(each)) };
  if (one.kind === 'leaf' && other.kind === 'leaf') {
    const values = one.values?.filter((each) => other.values?.includes(each));
    return { ...one, nullable, ...(values === undefined ? {} : { values }) };
  }
  throw new Error('subgraphs that compose agree on what is a list');
}

/** What clients must not see is not in the data: a monolith on the API schema could not answer it. */
function withoutInaccessible(graph: Graph, shape: Shape): Shape {
  const { apiSchema } = graph.supergraph;
  if (shape.kind === 'list') return { ...shape, of: withoutInaccessible(graph, shape.of) };
  if (shape.kind === 'object')
    return { ...shape, types: shape.types.filter((name) => apiSchema.getType(name)) };
  const visible = apiSchema.getType(shape.type);
  if (shape.values === undefined || !isEnumType(visible)) return shape;
  return { ...shape, values: shape.values.filter((name) => visible.getValue(name)) };
}

interface SubgraphDirectives {
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
  readonly provides: ReadonlyMap<string, SelectionSetNode>;
  readonly interfaceObjects: ReadonlySet<string>;
}

function readDirectives({ typeDefs }: Subgraph): SubgraphDirectives {
  const keys = new Map<string, SelectionSetNode[]>();
  const requires = new Map<string, SelectionSetNode>();
  const provides = new Map<string, SelectionSetNode>();
  const interfaceObjects = new Set<string>();
  for (const node of typeDefs.definitions.filter(hasFields)) {
    const type = node.name.value;
    for (const directive of node.directives ?? []) {
      if (directive.name.value === 'interfaceObject') interfaceObjects.add(type);
      if (directive.name.value === 'key')
        keys.set(type, [...(keys.get(type) ?? []), readSelection(directive)]);
    }
    for (const field of node.fields ?? [])
      for (const directive of field.directives ?? []) {
        const { value: name } = directive.name;
        const found = name === 'requires' ? requires : name === 'provides' ? provides : undefined;
        found?.set(`${type}.${field.name.value}`, readSelection(directive));
      }
  }
  return { keys, requires, provides, interfaceObjects };
}

function hasFields(node: DefinitionNode) {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

function readSelection(directive: ConstDirectiveNode): SelectionSetNode {
  const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
  const text = fields?.kind === Kind.STRING ? fields.value : '';
  const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a selection of fields');
  return operation.selectionSet;
}
