import { Kind, type DefinitionNode } from 'graphql';

const TYPE_KINDS = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  // Composition writes no extensions, but a supergraph may be written by something else.
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_EXTENSION,
  Kind.UNION_TYPE_EXTENSION,
  Kind.ENUM_TYPE_EXTENSION,
  Kind.SCALAR_TYPE_EXTENSION,
  Kind.INPUT_OBJECT_TYPE_EXTENSION,
] as const;

/** Whether a definition is a type's, or extends one. */
export function isNamedType(
  node: DefinitionNode,
): node is Extract<DefinitionNode, { readonly kind: (typeof TYPE_KINDS)[number] }> {
  return (TYPE_KINDS as readonly string[]).includes(node.kind);
}
