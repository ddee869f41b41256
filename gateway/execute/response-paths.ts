import { Kind, type FieldNode, type SelectionSetNode } from 'graphql';
import type { Aliases } from '../../federation/planner.ts';
import type { SelectionContext } from './collect-fields.ts';
import type { ResponsePath } from './json.ts';

/**
 * Turns paths in the names that selections are fetched under into paths in the client's. A key or a required field that
 * the client does not select keeps its name; where he calls something else by that name, the path ends above it.
 */
export function createResponsePaths(
  fragments: SelectionContext['fragments'],
  selectionSet: SelectionSetNode,
  aliases: Pick<Aliases, 'toFetchedName' | 'toResponseName'>,
): (path: ResponsePath) => ResponsePath {
  const fieldsIn = (set: SelectionSetNode | undefined): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      return fieldsIn(
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value)?.selectionSet,
      );
    });
  return (path) => {
    const result: (string | number)[] = [];
    let fields = fieldsIn(selectionSet);
    for (const part of path) {
      if (typeof part === 'number') {
        result.push(part);
        continue;
      }
      const selected = fields.filter((field) => aliases.toFetchedName(field) === part);
      const isTaken = fields.some(({ alias }) => alias?.value === part);
      if (selected.length === 0 && isTaken) return result;
      result.push(aliases.toResponseName(part));
      fields = selected.flatMap((field) => fieldsIn(field.selectionSet));
    }
    return result;
  };
}
