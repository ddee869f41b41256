import {
  BREAK,
  getNamedType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
} from 'graphql';
import type { SecurityIndex } from '../../federation/read-security.ts';

/**
 * Whether what stands at a schema coordinate is tagged as personal in the supergraph: a type (`Nik`), an input field
 * (`ResidentElements.name`) or an argument (`Query.resident(nik:)`).
 */
export type IsPersonalInput = (coordinate: string) => boolean;

/** What carries a tag whose name begins with `personal` (`personal`, `personal-specific`). */
export function toPersonalInputs(tags: SecurityIndex['tags']): IsPersonalInput {
  return (coordinate) =>
    [...(tags.get(coordinate) ?? [])].some((tag) => tag.startsWith('personal'));
}

/**
 * Whether a document has a personal argument, literal or variable: such a value may not travel by GET, since URLs are
 * written to logs and histories all along their way.
 */
export function hasPersonalArgument(
  schema: GraphQLSchema,
  document: DocumentNode,
  isPersonal: IsPersonalInput,
): boolean {
  const typeInfo = new TypeInfo(schema);
  let found = false;
  const visitor = visitWithTypeInfo(typeInfo, {
    Argument() {
      const argument = typeInfo.getArgument();
      if (
        !argument ||
        !isPersonalArgument(coordinateOf(typeInfo, argument), argument, isPersonal)
      ) {
        return undefined;
      }
      found = true;
      return BREAK;
    },
    // A default value is as much in the URL as any other, and the variable's type tells more than where it is used.
    VariableDefinition(node) {
      const type = typeInfo.getInputType();
      if (node.defaultValue === undefined || !type || !isPersonalType(type, isPersonal)) {
        return undefined;
      }
      found = true;
      return BREAK;
    },
  });
  visit(document, visitor);
  return found;
}

function isPersonalArgument(
  coordinate: string | undefined,
  argument: GraphQLArgument,
  isPersonal: IsPersonalInput,
): boolean {
  if (coordinate !== undefined && isPersonal(coordinate)) return true;
  return isPersonalType(argument.type, isPersonal);
}

/** `Type.field(argument:)`; undefined for a directive's argument, and where an alias of introspection is asked. */
function coordinateOf(typeInfo: TypeInfo, argument: GraphQLArgument): string | undefined {
  const parent = typeInfo.getParentType();
  const field = typeInfo.getFieldDef();
  if (!parent || !field || typeInfo.getDirective()) return undefined;
  return `${parent.name}.${field.name}(${argument.name}:)`;
}

/** A type is personal when it is tagged, or when anything within it is. `seen` ends recursion: input types may hold themselves. */
function isPersonalType(
  type: GraphQLInputType,
  isPersonal: IsPersonalInput,
  seen = new Set<GraphQLNamedInputType>(),
): boolean {
  const named = getNamedType(type);
  if (seen.has(named)) return false;
  seen.add(named);
  if (isPersonal(named.name)) return true;
  if (!isInputObjectType(named)) return false;
  return Object.values(named.getFields()).some(
    (field) =>
      isPersonal(`${named.name}.${field.name}`) || isPersonalType(field.type, isPersonal, seen),
  );
}
