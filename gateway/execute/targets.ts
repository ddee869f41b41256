import { isJsonObject, ownValue, type JsonObject, type ResponsePath } from './json.ts';

/** An object of the response that a fetch adds to, and where it is. */
export interface Target {
  readonly object: JsonObject;
  readonly path: ResponsePath;
}

/** The objects at a plan's path (names, and `@` for a list's items, which may nest); null and missing ones are left out. */
export function findTargets(data: JsonObject, path: readonly (string | number)[]): Target[] {
  let places: { readonly value: unknown; readonly path: ResponsePath }[] = [
    { value: data, path: [] },
  ];
  for (const step of path) {
    places =
      step === '@'
        ? places.flatMap((place) =>
            Array.isArray(place.value)
              ? place.value.map((value: unknown, index) => ({
                  value,
                  path: [...place.path, index],
                }))
              : [],
          )
        : places.flatMap((place) =>
            isJsonObject(place.value)
              ? [{ value: ownValue(place.value, String(step)), path: [...place.path, step] }]
              : [],
          );
  }
  return places.flatMap((place) => flatten(place.value, place.path));
}

function flatten(value: unknown, path: ResponsePath): Target[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => flatten(item, [...path, index]));
  return isJsonObject(value) ? [{ object: value, path }] : [];
}

/** Visits the objects that `findTargets` gives, without working out where they are. */
export function forEachObject(
  value: unknown,
  path: readonly (string | number)[],
  visit: (object: JsonObject) => void,
  depth = 0,
): void {
  if (value === null || typeof value !== 'object') return;
  const step = path[depth];
  if (Array.isArray(value)) {
    // Lists of lists are crossed implicitly where the path ends.
    if (step !== '@' && step !== undefined) return;
    const next = step === '@' ? depth + 1 : depth;
    for (const item of value) forEachObject(item, path, visit, next);
  } else if (step === undefined) {
    visit(value as JsonObject);
  } else if (step !== '@') {
    // What objects inherit is functions, which are no objects to visit.
    forEachObject((value as JsonObject)[step], path, visit, depth + 1);
  }
}
