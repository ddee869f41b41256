import {
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FetchNode } from '../../federation/planner.ts';

const known = new WeakMap<FetchNode, ReadonlySet<string>>();

/**
 * The response names that a fetch adds to each object it is for. They are read only where a fetch failed, to say which
 * missing field is whose fault.
 */
export function fetchedNames(node: FetchNode): ReadonlySet<string> {
  const names = known.get(node) ?? readNames(node);
  known.set(node, names);
  return names;
}

function readNames(node: FetchNode): ReadonlySet<string> {
  const document = parse(node.operation, { noLocation: true });
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = fieldsOf(document, operation?.selectionSet);
  const fields =
    node.requires === undefined
      ? root
      : root.flatMap((entities) => fieldsOf(document, entities.selectionSet));
  return new Set(fields.map((field) => renamed(node, field.alias?.value ?? field.name.value)));
}

function fieldsOf(document: DocumentNode, set: SelectionSetNode | undefined): FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection] : fieldsOf(document, setOf(document, selection)),
  );
}

function setOf(
  document: DocumentNode,
  selection: Exclude<SelectionNode, FieldNode>,
): SelectionSetNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
  const name = selection.name.value;
  return document.definitions
    .filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
    .find((each) => each.name.value === name)?.selectionSet;
}

function renamed(node: FetchNode, name: string): string {
  const rule = node.outputRewrites?.find(
    ({ path }) => path.filter((step) => !step.startsWith('... on ')).join('.') === name,
  );
  return rule?.kind === 'KeyRenamer' ? rule.renameKeyTo : name;
}
