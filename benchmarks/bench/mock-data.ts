import { createHash } from 'node:crypto';
import {
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLTypeResolver,
} from 'graphql';

/** An invented object. What it holds follows from its identity alone, so every subgraph and every plan finds the same. */
class MockObject {
  readonly __typename: string;
  readonly identity: string;
  /** Values that are known beforehand: keys, and the arguments that the object was asked for by. */
  readonly given: Readonly<Record<string, unknown>>;

  constructor(typeName: string, identity: string, given: Readonly<Record<string, unknown>>) {
    this.__typename = typeName;
    this.identity = identity;
    this.given = given;
  }
}

/** Lists that are longer or shorter than others. Pages are as long as they are asked to be. */
const LIST_LENGTHS: Readonly<Record<string, number>> = { regencies: 8, byAgeAndSex: 32 };
const LIST_LENGTH = 4;

export interface MockResolvers {
  readonly fieldResolver: GraphQLFieldResolver<unknown, unknown>;
  readonly typeResolver: GraphQLTypeResolver<unknown, unknown>;
}

/** Resolvers for any subgraph: deterministic values of fixed shape, entities known by their first key. */
export function createMockResolvers(typeDefs: readonly DocumentNode[]): MockResolvers {
  const keys = readKeys(typeDefs);

  const identify = (typeName: string, place: string, given: Readonly<Record<string, unknown>>) => {
    const key = keys.get(typeName);
    if (key === undefined) return new MockObject(typeName, place, given);
    const values = key.map((name): [string, unknown] => [
      name,
      given[name] ?? `${name}-${digest(`${place}.${name}`)}`,
    ]);
    return new MockObject(typeName, `${typeName}${JSON.stringify(values)}`, {
      ...given,
      ...Object.fromEntries(values),
    });
  };
  const toMock = (source: unknown): MockObject => {
    if (source instanceof MockObject) return source;
    const { __typename: typeName = 'Query', ...given } = (source ?? {}) as Record<string, unknown>;
    return identify(String(typeName), String(typeName), given);
  };
  const make = (type: GraphQLOutputType, place: string, args: Record<string, unknown>): unknown => {
    if (isNonNullType(type)) return make(type.ofType, place, args);
    if (isListType(type)) {
      const field = /(\w+)$/.exec(place)?.[1] ?? '';
      const length = Number(args['first'] ?? LIST_LENGTHS[field] ?? LIST_LENGTH);
      return Array.from({ length }, (_, index) => make(type.ofType, `${place}${index}_`, {}));
    }
    if (isLeafType(type)) return toLeaf(type, place);
    if (isObjectType(type)) return identify(type.name, place, args);
    throw new Error(`${getNamedType(type).name}: no field of the graph has an abstract type`);
  };

  return {
    fieldResolver: (source, args: Record<string, unknown>, _context, info) => {
      const mock = toMock(source);
      const { fieldName, returnType } = info;
      if (Object.hasOwn(mock.given, fieldName)) return mock.given[fieldName];
      const hasArguments = Object.keys(args).length > 0;
      const place = `${mock.identity}${hasArguments ? JSON.stringify(args) : ''}.${fieldName}`;
      // A page's length is an argument of the connection, and wanted by the list within it.
      return make(returnType, place, fieldName === 'edges' ? mock.given : args);
    },
    typeResolver: (source) => toMock(source).__typename,
  };
}

/** The fields of each entity's first key, which are plain ones in this graph. */
function readKeys(typeDefs: readonly DocumentNode[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const definition of typeDefs.flatMap((document) => document.definitions)) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const key = definition.directives?.find(({ name }) => name.value === 'key');
    const fields = key?.arguments?.find(({ name }) => name.value === 'fields');
    if (fields !== undefined)
      keys.set(definition.name.value, String(valueFromASTUntyped(fields.value)).split(' '));
  }
  return keys;
}

function toLeaf(type: GraphQLLeafType, place: string): unknown {
  const text = digest(place);
  const number = Number.parseInt(text, 16);
  if (isEnumType(type)) {
    const values = type.getValues();
    return values[number % values.length]?.value;
  }
  switch (type.name) {
    case 'Int':
      return number % 10_000;
    case 'Float':
      return (number % 10_000) / 10;
    case 'Boolean':
      return number % 2 === 0;
    case 'Decimal':
      return `${number % 1_000_000_000}.00`;
    default:
      return `${type.name} ${text}`;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
