import {
  Kind,
  print,
  type ConstObjectValueNode,
  type ConstValueNode,
  type DocumentNode,
  type SelectionNode,
} from 'graphql';
import { mapFieldDirectives, parseFieldSet, stringArgument } from './supergraph-nodes.ts';
import type { VirtualFieldNames } from './virtual-fields.ts';

/**
 * Gives every field that a `@fromContext` selects a virtual field. The planner takes selections of contexts for equal
 * that differ only in what is beneath an object (`owner { name }` and `owner { code }`), and would fetch one of them.
 */
export function nameContextSelections(
  supergraph: DocumentNode,
  names: VirtualFieldNames,
): DocumentNode {
  const contexts = readContexts(supergraph);

  const nameSelection = (selection: SelectionNode, parents: readonly string[]): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.FIELD) {
      const [named] = parents.map((parent) => names.name(selection, parent, print(selection)));
      return named ?? selection;
    }
    const condition = selection.typeCondition?.name.value;
    const set = selection.selectionSet;
    const selections = set.selections.map((each) =>
      nameSelection(each, condition === undefined ? parents : [condition]),
    );
    return { ...selection, selectionSet: { ...set, selections } };
  };

  const nameArgument = (value: ConstValueNode): ConstValueNode => {
    const selection = stringField(value, 'selection');
    const types = contexts.get(stringField(value, 'context') ?? '');
    if (value.kind !== Kind.OBJECT || selection === undefined || types === undefined) return value;
    const selections = parseFieldSet(selection.trim().replace(/^\{([^]*)\}$/, '$1')).selections;
    const named = selections.map((each) => print(nameSelection(each, types))).join(' ');
    return withField(value, 'selection', `{ ${named} }`);
  };

  return mapFieldDirectives(supergraph, (directive) => ({
    ...directive,
    arguments: (directive.arguments ?? []).map((argument) =>
      argument.name.value === 'contextArguments' && argument.value.kind === Kind.LIST
        ? {
            ...argument,
            value: { ...argument.value, values: argument.value.values.map(nameArgument) },
          }
        : argument,
    ),
  }));
}

/** The types that set each context, by its name in the supergraph. */
function readContexts(supergraph: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const contexts = new Map<string, string[]>();
  for (const type of supergraph.definitions) {
    if (
      type.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      type.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
      type.kind !== Kind.UNION_TYPE_DEFINITION
    )
      continue;
    for (const directive of type.directives ?? []) {
      const name = stringArgument(directive, 'name');
      if (name !== undefined) contexts.set(name, [...(contexts.get(name) ?? []), type.name.value]);
    }
  }
  return contexts;
}

function stringField(value: ConstValueNode, name: string): string | undefined {
  if (value.kind !== Kind.OBJECT) return undefined;
  const found = value.fields.find((field) => field.name.value === name)?.value;
  return found?.kind === Kind.STRING ? found.value : undefined;
}

function withField(object: ConstObjectValueNode, name: string, text: string): ConstObjectValueNode {
  return {
    ...object,
    fields: object.fields.map((field) =>
      field.name.value === name ? { ...field, value: { kind: Kind.STRING, value: text } } : field,
    ),
  };
}
