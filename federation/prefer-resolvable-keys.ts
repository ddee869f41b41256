import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/**
 * Puts a type's resolvable keys before those that are not, for each subgraph. The planner takes the first key that the
 * parent can give without asking whether it can be resolved, and would then never fetch the one that can.
 */
export function preferResolvableKeys(supergraph: DocumentNode): DocumentNode {
  return {
    ...supergraph,
    definitions: supergraph.definitions.map((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? { ...node, directives: [...(node.directives ?? [])].sort(byResolvable) }
        : node,
    ),
  };
}

function byResolvable(one: ConstDirectiveNode, other: ConstDirectiveNode): number {
  return Number(isUnresolvable(one)) - Number(isUnresolvable(other));
}

/** `@join__type(graph:, key:, resolvable: false)`, whatever the join specification is called here. */
function isUnresolvable(directive: ConstDirectiveNode): boolean {
  return (directive.arguments ?? []).some(
    ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
  );
}
