import {
  isInputType,
  isListType,
  isNonNullType,
  ListType,
  NonNullType,
  type DirectiveDefinition,
  type InputType,
  type Schema,
} from '@apollo/federation-internals';
import { DirectiveLocation } from 'graphql';

/** Whoever defines these: what they mean is the gateway's to say. */
const RESERVED: ReadonlySet<string> = new Set(['defer', 'stream']);

/**
 * Adds the directives to an API schema that subgraphs compose (`@composeDirective`) for clients to use: federation leaves
 * out whatever a linked specification defines. Clients see them for fields alone, since a field is sent with its
 * directives to the one subgraph that it comes from; and not at all where the type of an argument is hidden from clients.
 *
 * @returns the names of the directives that were added
 */
export function addComposedDirectives(apiSchema: Schema, supergraph: Schema): ReadonlySet<string> {
  const composed = supergraph
    .directives()
    .filter(
      ({ name, locations }) =>
        locations.includes(DirectiveLocation.FIELD) &&
        apiSchema.directive(name) === undefined &&
        !RESERVED.has(name),
    );
  return new Set(composed.flatMap((each) => addDirective(apiSchema, each)?.name ?? []));
}

/** Undefined where clients may not see all types of its arguments. */
function addDirective(
  apiSchema: Schema,
  composed: DirectiveDefinition,
): DirectiveDefinition | undefined {
  const types = composed.arguments().map(({ type }) => type && visibleType(type, apiSchema));
  if (types.includes(undefined)) return undefined;
  const definition = apiSchema
    .addDirectiveDefinition(composed.name)
    .addLocations(DirectiveLocation.FIELD);
  definition.repeatable = composed.repeatable;
  copyDescription(composed, definition);
  composed.arguments().forEach((argument, index) => {
    const added = definition.addArgument(argument.name, types[index], argument.defaultValue);
    copyDescription(argument, added);
  });
  return definition;
}

function copyDescription(
  from: Pick<DirectiveDefinition, 'description'>,
  to: Pick<DirectiveDefinition, 'description'>,
): void {
  if (from.description !== undefined) to.description = from.description;
}

/** The type of the same name in an API schema; undefined where clients may not see it. */
function visibleType(type: InputType, apiSchema: Schema): InputType | undefined {
  if (isNonNullType(type) || isListType(type)) {
    const inner = visibleType(type.ofType as InputType, apiSchema);
    if (inner === undefined) return undefined;
    return isNonNullType(type) ? new NonNullType(inner as never) : new ListType(inner);
  }
  const visible = apiSchema.type(type.name);
  return visible !== undefined && isInputType(visible) ? visible : undefined;
}
