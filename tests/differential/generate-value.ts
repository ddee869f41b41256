import {
  type GraphQLNonNull,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parseValue,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import type { Random } from './random.ts';

type NullableInputType = Exclude<GraphQLInputType, GraphQLNonNull<never>>;

/** Variables of one operation: declared as values need them, each with a value or without one. */
export interface Variables {
  /** The text of the variable definitions, `$a: Int = 3`. */
  readonly definitions: string[];
  readonly values: Record<string, unknown>;
  /** Of a type that stands where a value of `type` is wanted. */
  make(type: GraphQLInputType, hasDefault: boolean): string;
}

export function createVariables(random: Random): Variables {
  const definitions: string[] = [];
  const values: Record<string, unknown> = {};
  const byType = new Map<string, string[]>();
  return {
    definitions,
    values,
    make(type, hasDefault) {
      const known = byType.get(String(type)) ?? [];
      if (known.length > 0 && random.chance(40)) return random.pick(known);
      const name = `${random.pick(['v', 'id', 'first', 'input'])}${definitions.length}`;
      // Where null may not stand, a nullable variable may if it has a default.
      const isLoose = isNonNullType(type) && random.chance(30);
      const declared = isLoose ? type.ofType : type;
      const withDefault = isLoose || (!isNonNullType(type) && random.chance(30));
      const literal = withDefault
        ? ` = ${literalOf(random, isLoose ? type : declared, undefined)}`
        : '';
      definitions.push(`$${name}: ${String(declared)}${literal}`);
      const isOptional = withDefault || !isNonNullType(declared) || hasDefault;
      const isAbsent = isOptional && !isNonNullType(declared) && random.chance(35);
      if (!isAbsent) values[name] = jsonOf(random, isLoose ? type : declared);
      byType.set(String(type), [...known, name]);
      return name;
    },
  };
}

/** A value's text: a literal, a variable, or one with variables in it. */
export function literalOf(
  random: Random,
  type: GraphQLInputType,
  variables: Variables | undefined,
  hasDefault = false,
  mayBeNull = true,
): string {
  if (variables !== undefined && random.chance(35)) return `$${variables.make(type, hasDefault)}`;
  if (isNonNullType(type)) return literalOfNullable(random, unwrapped(type), variables);
  return mayBeNull && random.chance(12)
    ? 'null'
    : literalOfNullable(random, unwrapped(type), variables);
}

function literalOfNullable(
  random: Random,
  type: NullableInputType,
  variables: Variables | undefined,
): string {
  if (isListType(type)) {
    // One item may stand for a list of one.
    if (random.chance(15))
      return literalOf(random, unwrapped(type.ofType), undefined, false, false);
    const items = Array.from({ length: random.int(3) }, () =>
      literalOf(random, type.ofType, variables),
    );
    return `[${items.join(', ')}]`;
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const isRequired = isNonNullType(field.type) && field.defaultValue === undefined;
      if (!isRequired && random.chance(50)) return [];
      return [
        `${field.name}: ${literalOf(random, field.type, variables, field.defaultValue !== undefined)}`,
      ];
    });
    return `{ ${fields.join(', ')} }`;
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  return random.pick(LITERALS[type.name] ?? JSON_LITERALS);
}

function unwrapped(type: GraphQLInputType): NullableInputType {
  return getNullableType(type);
}

const LITERALS: Readonly<Record<string, readonly string[]>> = {
  Int: ['0', '1', '-5', '2147483647'],
  Float: ['0', '1', '2.5', '-0.1', '1e3'],
  String: ['""', '"kata"', '"dua \\"kata\\""', '"é☃\\n"', '"""blok\nteks"""'],
  ID: ['"a"', '1', '"1"', '""'],
  Boolean: ['true', 'false'],
};

const JSON_LITERALS = ['0', '"teks"', 'true', '{ a: [1, { b: null }] }', '[]', 'KATA'];

/** A variable's value for a type, without variables. */
function jsonOf(random: Random, type: GraphQLInputType): unknown {
  const literal = literalOf(random, type, undefined);
  return toJson(parseValue(literal));
}

function toJson(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map(toJson);
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((each) => [each.name.value, toJson(each.value)]));
    case Kind.VARIABLE:
      throw new Error('a value of a variable has no variables');
    default:
      return node.value;
  }
}
