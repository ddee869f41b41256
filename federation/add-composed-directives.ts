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

const EXECUTABLE: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/** Whoever defines these: what they mean is the gateway's to say. */
const RESERVED: ReadonlySet<string> = new Set(['defer', 'stream']);

/**
 * Adds the directives to an API schema that subgraphs compose (`@composeDirective`) for clients to use: federation leaves
 * out whatever a linked specification defines. Clients see them for the places in a document where they may stand, and not
 * at all where the type of an argument is hidden from clients.
 */
export function addComposedDirectives(apiSchema: Schema, supergraph: Schema): void {
  for (const composed of supergraph.directives()) {
    if (RESERVED.has(composed.name) || apiSchema.directive(composed.name) !== undefined) continue;
    const locations = composed.locations.filter((each) => EXECUTABLE.has(each));
    const types = composed.arguments().map(({ type }) => type && visibleType(type, apiSchema));
    if (locations.length === 0 || types.includes(undefined)) continue;
    const definition = apiSchema.addDirectiveDefinition(composed.name).addLocations(...locations);
    definition.repeatable = composed.repeatable;
    copyDescription(composed, definition);
    composed.arguments().forEach((argument, index) => {
      const added = definition.addArgument(argument.name, types[index], argument.defaultValue);
      copyDescription(argument, added);
    });
  }
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
