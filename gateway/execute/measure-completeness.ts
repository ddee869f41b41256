import type { ExecutionError } from './execution-error.ts';
import { isJsonObject, ownValue, type JsonObject, type ResponsePath } from './json.ts';

/** How much of one selection beneath a list arrived. */
export interface Completeness {
  /** The selection's response names from the root, `@` for the list's items: `regencies.@.population`. */
  readonly selection: string;
  /** Items in which it arrived. */
  readonly held: number;
  /** Items in all. */
  readonly of: number;
}

/**
 * Says, for every selection beneath a list that failed in some of the list's items, in how many it arrived: so that a
 * comparison of eight regencies of which two are down says "6 of 8". Nested lists are counted by the items of the
 * outermost one. Empty where nothing failed beneath a list.
 */
export function measureCompleteness(
  data: JsonObject | null,
  errors: readonly ExecutionError[],
): readonly Completeness[] {
  const failed = new Map<string, { readonly list: ResponsePath; readonly items: Set<number> }>();
  for (const { path } of errors) {
    const at = path.findIndex((part) => typeof part === 'number');
    const item = path[at];
    if (typeof item !== 'number') continue;
    const selection = path.map((part) => (typeof part === 'number' ? '@' : part)).join('.');
    const known = failed.get(selection) ?? { list: path.slice(0, at), items: new Set<number>() };
    known.items.add(item);
    failed.set(selection, known);
  }
  return [...failed].flatMap(([selection, { list, items }]) => {
    const of = lengthAt(data, list);
    return of === undefined ? [] : [{ selection, held: of - items.size, of }];
  });
}

/** The length of the list at a path; undefined where a null that bubbled up took it. */
function lengthAt(data: JsonObject | null, path: ResponsePath): number | undefined {
  let value: unknown = data;
  for (const part of path) value = isJsonObject(value) ? ownValue(value, String(part)) : undefined;
  return Array.isArray(value) ? value.length : undefined;
}
