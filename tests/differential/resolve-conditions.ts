import { Kind, visit, type DirectiveNode, type DocumentNode, type SelectionNode } from 'graphql';

/** The same operation for one set of variables, without `@skip` and `@include`: what they leave out is left out. */
export function resolveConditions(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): DocumentNode {
  const values = { ...defaultsOf(document), ...variables };
  const holds = ({ name, arguments: given = [] }: DirectiveNode): boolean => {
    const value = given[0]?.value;
    const isTrue =
      value?.kind === Kind.VARIABLE
        ? values[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    if (name.value === 'skip') return !isTrue;
    return name.value === 'include' ? isTrue : true;
  };
  const resolve = (node: SelectionNode): SelectionNode | null =>
    (node.directives ?? []).every(holds) ? { ...node, directives: [] } : null;
  return visit(document, {
    Field: { leave: resolve },
    InlineFragment: { leave: resolve },
    FragmentSpread: { leave: resolve },
    SelectionSet: {
      leave: (node) =>
        node.selections.length > 0 ? undefined : { ...node, selections: [NOTHING] },
    },
  });
}

function defaultsOf(document: DocumentNode): Record<string, unknown> {
  return Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind !== Kind.OPERATION_DEFINITION
        ? []
        : (node.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
            defaultValue?.kind === Kind.BOOLEAN ? [[variable.name.value, defaultValue.value]] : [],
          ),
    ),
  );
}

const NOTHING: SelectionNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: 'nothing' },
  name: { kind: Kind.NAME, value: '__typename' },
};
