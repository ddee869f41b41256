import {
  Kind,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  fieldOf,
  mapFieldDirectives,
  parseFieldSet,
  printFieldSet,
  stringArgument,
  typeNameOf,
  withArgument,
  type FieldsType,
} from './supergraph-nodes.ts';
import { printCall, type VirtualFieldNames, type VirtualFields } from './virtual-fields.ts';

/**
 * Gives every field with arguments that a `@requires` names a virtual field. The planner tells selections apart by
 * response names and forgets arguments: `comments(limit: 1)` of a client and `comments(limit: 3)` of a `@requires` would
 * become one selection, and one of the two would be lost. A field required without its arguments is named too: the
 * client's own selection of it may have some.
 */
export function nameRequiredArguments(
  supergraph: DocumentNode,
  types: ReadonlyMap<string, FieldsType>,
  names: VirtualFieldNames,
): { readonly document: DocumentNode } & Pick<VirtualFields, 'requirementOf'> {
  const subgraphs = readSubgraphNames(supergraph);
  const requirements = new Map<string, SelectionSetNode>();

  const nameIn = (set: SelectionSetNode, typeName: string | undefined): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection) => nameSelection(selection, typeName)),
  });
  const nameSelection = (selection: SelectionNode, parent: string | undefined): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? parent;
      return { ...selection, selectionSet: nameIn(selection.selectionSet, condition) };
    }
    const definition = fieldOf(types, parent, selection.name.value);
    const inner =
      selection.selectionSet === undefined || definition === undefined
        ? selection
        : {
            ...selection,
            selectionSet: nameIn(selection.selectionSet, typeNameOf(definition.type)),
          };
    if (parent === undefined || (definition?.arguments ?? []).length === 0) return inner;
    return names.name(inner, parent, printCall(selection));
  };

  const document = mapFieldDirectives(supergraph, (directive, typeName, field) => {
    const requires = stringArgument(directive, 'requires');
    if (requires === undefined) return directive;
    const set = nameIn(parseFieldSet(requires), typeName);
    const subgraph = subgraphs.get(stringArgument(directive, 'graph') ?? '');
    if (subgraph !== undefined) requirements.set(`${subgraph} ${typeName}.${field}`, set);
    return withArgument(directive, 'requires', printFieldSet(set));
  });
  return {
    document,
    requirementOf: (subgraph, typeName, field) =>
      requirements.get(`${subgraph} ${typeName}.${field}`),
  };
}

/** The subgraphs' names by those of the values of `join__Graph`. */
function readSubgraphNames(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const read = (value: string, directive: ConstDirectiveNode): void => {
    const name = stringArgument(directive, 'name');
    if (name !== undefined && stringArgument(directive, 'url') !== undefined)
      names.set(value, name);
  };
  visit(supergraph, {
    EnumValueDefinition(value) {
      for (const directive of value.directives ?? []) read(value.name.value, directive);
    },
  });
  return names;
}
