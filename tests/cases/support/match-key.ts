import { Kind, type SelectionSetNode } from 'graphql';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a representation has every field of a key, though it be null. */
export function isComplete(key: SelectionSetNode, sent: unknown): boolean {
  if (Array.isArray(sent)) return sent.every((item) => isComplete(key, item));
  return key.selections.every((selection) => {
    if (selection.kind !== Kind.FIELD || !isObject(sent)) return false;
    const value = sent[selection.name.value];
    if (value === undefined) return false;
    return (
      selection.selectionSet === undefined ||
      value === null ||
      isComplete(selection.selectionSet, value)
    );
  });
}

/**
 * Whether a record and a representation agree in every field of a key. A text that stands in a record for an object is
 * a label; `recordOf` gives its fields. Null names nobody: two entities without a key are not the same.
 */
export function equalsByKey(
  key: SelectionSetNode,
  record: Fields,
  sent: Fields,
  recordOf: (label: string) => Fields | undefined,
): boolean {
  const allEqual = (set: SelectionSetNode, held: unknown, value: unknown): boolean => {
    if (Array.isArray(held) && Array.isArray(value))
      return (
        held.length === value.length &&
        held.every((item, index) => allEqual(set, item, value[index]))
      );
    const object = typeof held === 'string' ? recordOf(held) : held;
    return isObject(object) && isObject(value) && equalsByKey(set, object, value, recordOf);
  };
  return key.selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return false;
    const name = selection.name.value;
    const held = record[name];
    return selection.selectionSet === undefined
      ? held === sent[name] && held !== null
      : allEqual(selection.selectionSet, held, sent[name]);
  });
}

/** The outermost fields of a key. */
export function topNames(key: SelectionSetNode): string[] {
  return key.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
