import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
  type GraphQLLeafType,
} from 'graphql';
import { isShallow } from './json.ts';

type LeafTest = (value: unknown) => boolean;

const BUILT_IN: Readonly<Record<string, LeafTest>> = {
  // Bitwise arithmetic is on 32 bits: it leaves alone what is within them, and nothing else.
  [GraphQLInt.name]: (value) => typeof value === 'number' && (value | 0) === value,
  [GraphQLFloat.name]: (value) => Number.isFinite(value),
  [GraphQLString.name]: (value) => typeof value === 'string',
  [GraphQLBoolean.name]: (value) => typeof value === 'boolean',
  [GraphQLID.name]: (value) => typeof value === 'string',
};

/**
 * Tells whether a value that a subgraph sent stands in the response as it is, as a leaf of this type. Custom scalars do
 * but for what is nested too deep to be written.
 */
export function leafTest(type: GraphQLLeafType): LeafTest {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return BUILT_IN[type.name] ?? isShallowLeaf;
}

function isShallowLeaf(value: unknown): boolean {
  return typeof value !== 'object' || isShallow(value);
}

/** What stands in the response for a value that may not as it is; undefined where nothing does. */
export function coerceLeaf(type: GraphQLLeafType, value: unknown): unknown {
  return type.name === GraphQLID.name && Number.isInteger(value) ? String(value) : undefined;
}
