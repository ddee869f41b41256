import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
  type GraphQLLeafType,
} from 'graphql';

/** Whether a value that a subgraph sent can stand in the response as a leaf of this type. Custom scalars are passed on as they are. */
export function isLeafValue(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  switch (type.name) {
    case GraphQLInt.name:
      // Bitwise arithmetic is on 32 bits: it leaves alone what is within them, and nothing else.
      return typeof value === 'number' && Number.isInteger(value) && (value | 0) === value;
    case GraphQLFloat.name:
      return Number.isFinite(value);
    case GraphQLString.name:
      return typeof value === 'string';
    case GraphQLBoolean.name:
      return typeof value === 'boolean';
    case GraphQLID.name:
      return typeof value === 'string' || Number.isInteger(value);
    default:
      return true;
  }
}
