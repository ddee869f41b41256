import {
  Kind,
  visit,
  type ConstArgumentNode,
  type DocumentNode,
  type InputValueDefinitionNode,
} from 'graphql';
import type { Supergraph } from './supergraph.ts';

/**
 * Makes what writes out the arguments of composed directives that a document leaves to their defaults. A default is the one
 * of the composed definition: a subgraph may have none, or another, in its own.
 */
export function createDirectiveDefaults({
  document,
  composedDirectives,
}: Pick<Supergraph, 'document' | 'composedDirectives'>): (document: DocumentNode) => DocumentNode {
  if (composedDirectives.size === 0) return (operations) => operations;
  const defaults = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.DIRECTIVE_DEFINITION && composedDirectives.has(node.name.value)
        ? [[node.name.value, (node.arguments ?? []).flatMap(toArgument)]]
        : [],
    ),
  );
  return (operations) =>
    visit(operations, {
      Directive(node) {
        const given = node.arguments ?? [];
        const isLeftOut = ({ name }: ConstArgumentNode) =>
          given.every((each) => each.name.value !== name.value);
        const added = defaults.get(node.name.value)?.filter(isLeftOut) ?? [];
        return added.length === 0 ? undefined : { ...node, arguments: [...given, ...added] };
      },
    });
}

function toArgument({
  name,
  defaultValue,
}: InputValueDefinitionNode): readonly ConstArgumentNode[] {
  return defaultValue === undefined ? [] : [{ kind: Kind.ARGUMENT, name, value: defaultValue }];
}
