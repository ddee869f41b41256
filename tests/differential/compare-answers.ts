import { isNonNullType } from 'graphql';
import type { Answer } from './answer.ts';
import type { ResponsePath, ResponseTypes } from './response-types.ts';

/** Where two answers differ. */
export interface Difference {
  readonly path: ResponsePath;
  readonly what: string;
}

/** Where data differ, at the first place; undefined where they are equal. The order of fields counts if asked for. */
export function findDifference(
  actual: unknown,
  expected: unknown,
  options: { readonly inOrder: boolean; readonly isExcused?: (path: ResponsePath) => boolean },
  path: ResponsePath = [],
): Difference | undefined {
  const differs = () => ({ path, what: `${show(actual)} where ${show(expected)} is expected` });
  if (actual === null && expected !== null)
    return options.isExcused?.(path) === true ? undefined : differs();
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return differs();
    return first(expected, (item, index) =>
      findDifference(actual[index], item, options, [...path, index]),
    );
  }
  if (!isObject(expected)) return Object.is(actual, expected) ? undefined : differs();
  if (!isObject(actual)) return differs();
  const [names, wanted] = [Object.keys(actual), Object.keys(expected)];
  const inOrder = (keys: string[]) => (options.inOrder ? keys : keys.sort()).join();
  if (inOrder(names) !== inOrder(wanted))
    return { path, what: `fields ${names.join()} where ${wanted.join()} are expected` };
  return first(wanted, (name) =>
    findDifference(actual[name], expected[name], options, [...path, name]),
  );
}

/**
 * Where an answer given under faults is wrong. It is held against the answer that a monolith gives without faults:
 *
 * 1. What is not null is what the monolith says: no fault changes a value, a list's length or a field's order.
 * 2. What is null, and is not null in the monolith's answer, has an error that explains it. An error explains a null
 *    - at its own path;
 *    - beneath its path: an object that could not be had, a list of which several items could not;
 *    - above its path, where the null is where the error's own null comes to rest: from the error's place upwards to the
 *      first that may be null, by the types that clients see; at the root where there is none.
 * 3. An error of a field that the operation does not select (a key, a required field) stands for the nearest place
 *    above it that the operation does select.
 *
 * An error without a path explains nothing.
 */
export function findUnexplained(
  actual: Answer,
  expected: Answer,
  types: ResponseTypes,
): Difference | undefined {
  const places = (actual.errors ?? []).flatMap(({ path }) =>
    path === undefined ? [] : [selectedPart(types, path)],
  );
  const explained = new Set(places.map((place) => keyOf(landing(types, place))));
  const above = new Set(places.map(keyOf));
  return findDifference(actual.data ?? null, expected.data, {
    inOrder: true,
    isExcused: (path) =>
      explained.has(keyOf(path)) ||
      path.some((_, index) => above.has(keyOf(path.slice(0, index)))) ||
      above.has(keyOf(path)),
  });
}

/** Where the null of an error comes to rest. */
function landing(types: ResponseTypes, path: ResponsePath): ResponsePath {
  const type = types.at(path);
  return path.length > 0 && isNonNullType(type) ? landing(types, path.slice(0, -1)) : path;
}

function selectedPart(types: ResponseTypes, path: ResponsePath): ResponsePath {
  if (path.length === 0 || types.at(path) !== undefined) return path;
  return selectedPart(types, path.slice(0, -1));
}

function keyOf(path: ResponsePath): string {
  return JSON.stringify(path);
}

function first<T>(
  items: readonly T[],
  find: (item: T, index: number) => Difference | undefined,
): Difference | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200);
}
