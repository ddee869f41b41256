import {
  astFromValue,
  isSpecifiedDirective,
  Kind,
  visit,
  type ConstArgumentNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/**
 * Makes what writes out the arguments of subgraphs' own directives that a document leaves to their defaults. A default is
 * the one of the composed definition: a subgraph may have none, or another, in its own.
 */
export function createDirectiveDefaults(
  apiSchema: GraphQLSchema,
): (document: DocumentNode) => DocumentNode {
  const defaults = new Map(
    apiSchema
      .getDirectives()
      .filter((directive) => !isSpecifiedDirective(directive) && directive.name !== 'defer')
      .map(({ name, args }) => [
        name,
        args.flatMap((arg): ConstArgumentNode[] => {
          const value =
            arg.defaultValue === undefined ? null : astFromValue(arg.defaultValue, arg.type);
          if (value === null) return [];
          const argument = { kind: Kind.NAME, value: arg.name } as const;
          return [
            { kind: Kind.ARGUMENT, name: argument, value: value as ConstArgumentNode['value'] },
          ];
        }),
      ]),
  );
  if (defaults.size === 0) return (document) => document;
  return (document) =>
    visit(document, {
      Directive(node) {
        const given = node.arguments ?? [];
        const isLeftOut = ({ name }: ConstArgumentNode) =>
          given.every((each) => each.name.value !== name.value);
        const added = defaults.get(node.name.value)?.filter(isLeftOut) ?? [];
        return added.length === 0 ? undefined : { ...node, arguments: [...given, ...added] };
      },
    });
}
