import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';

/** Whether an object whose `__typename` is `typeName` is a `condition`: the same type, or a subtype of an abstract one. */
export function meetsTypeCondition(
  schema: GraphQLSchema,
  typeName: unknown,
  condition: string,
): boolean {
  if (typeof typeName !== 'string') return false;
  if (typeName === condition) return true;
  const type = schema.getType(typeName);
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && isObjectType(type) && schema.isSubType(abstract, type);
}
