import type { ExecutionError, Failure, FailureRecord } from './execution-error.ts';
import { isJsonObject, ownValue, type JsonObject, type ResponsePath } from './json.ts';

/** Finds out, while a response is projected, where failed fetches have left something out. */
export interface FailurePlaces {
  /** A field that no fetch brought to `source`, by the name that it is fetched under. */
  missing(source: JsonObject, name: string, place: MissingPlace): void;
  /**
   * One error a failure and null: at each missing field; where a null bubbled up over several, at one whose null comes to
   * rest just there, or at the null itself where it came from none of them. A failure that left nothing out that is
   * selected is told where its fetch was for. In the order of the response.
   */
  toErrors(data: unknown): readonly ExecutionError[];
}

/** Where a field is missing in the response, and how many steps of its path its null bubbles up. */
export interface MissingPlace {
  readonly path: ResponsePath;
  readonly rise: number;
}

export function createFailurePlaces(
  failures: FailureRecord,
  {
    toResponsePath,
    toResponseName,
  }: {
    readonly toResponsePath: (path: ResponsePath) => ResponsePath;
    readonly toResponseName: (fetchedName: string) => string;
  },
): FailurePlaces {
  const places = new Map<Failure, MissingPlace[]>();
  const order = new Map<ResponsePath, number>();
  const unexplained: MissingPlace[] = [];

  /** Deeper down than the object that the fetch was for: another fetch brought the rest of what is there. */
  const placesBeneath = (failure: Failure): readonly MissingPlace[] => {
    const start = toResponsePath(failure.path);
    const names = new Set([...failure.names].map(toResponseName));
    return unexplained.filter(({ path }) => {
      const isWithin = start.every((part, index) => path[index] === part);
      const field = path.slice(start.length).find((part) => typeof part === 'string');
      return isWithin && field !== undefined && names.has(field);
    });
  };

  return {
    missing(source, name, place) {
      const failure = failures.of(source, name) ?? failureWithin(failures, source, name);
      if (failure === undefined) {
        unexplained.push(place);
        return;
      }
      order.set(place.path, order.size);
      const found = places.get(failure);
      if (found === undefined) places.set(failure, [place]);
      else found.push(place);
    },
    toErrors(data) {
      const positionOf = ({ path }: ExecutionError) => order.get(path) ?? order.size;
      // Also what failed before, where this response alone shows what it left out.
      const known = new Set([...failures.all, ...places.keys()]);
      const errors = [...known].flatMap((failure) => {
        const own = toResponsePath(failure.path);
        const told = places.get(failure) ?? placesBeneath(failure);
        const paths = told.length > 0 ? oneForEachNull(data, told, own) : [own];
        return paths.map((path) => ({
          error: failure.error,
          extensions: failure.extensions,
          path,
        }));
      });
      return errors.sort((one, other) => positionOf(one) - positionOf(other));
    },
  };
}

/** What was to come of an object's parts, and failed: a fetch that needed it was never sent. */
function failureWithin(
  failures: FailureRecord,
  value: JsonObject | readonly unknown[],
  name: string,
): Failure | undefined {
  for (const part of Object.values(value)) {
    if (!isJsonObject(part) && !Array.isArray(part)) continue;
    const own = isJsonObject(part) ? failures.of(part, name) : undefined;
    const found = own ?? failureWithin(failures, part as JsonObject | readonly unknown[], name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of the places that one null stands for, one that it came from: that which the failure names itself, or else the first. */
function oneForEachNull(
  data: unknown,
  places: readonly MissingPlace[],
  own: ResponsePath,
): ResponsePath[] {
  const byNull = new Map<string, { readonly at: ResponsePath; readonly places: MissingPlace[] }>();
  for (const place of places) {
    const at = place.path.slice(0, depthOfNull(data, place.path));
    const key = JSON.stringify(at);
    const found = byNull.get(key) ?? { at, places: [] };
    byNull.set(key, found);
    found.places.push(place);
  }
  return [...byNull.values()].map((found) => {
    const [first, ...others] = found.places.filter(
      ({ path, rise }) => path.length - rise === found.at.length,
    );
    const named = others.find(({ path }) => JSON.stringify(path) === JSON.stringify(own));
    // The whole response has no path of its own.
    const fallback = found.at.length > 0 ? found.at : (found.places[0]?.path ?? []);
    return (named ?? first)?.path ?? fallback;
  });
}

/** How many steps lead to the null that a path ends in, or to its end. */
function depthOfNull(data: unknown, path: ResponsePath): number {
  let value = data;
  for (let depth = 0; depth < path.length; depth += 1) {
    if (value === null) return depth;
    const step = path[depth];
    if (Array.isArray(value)) value = typeof step === 'number' ? value[step] : undefined;
    else value = isJsonObject(value) ? ownValue(value, String(step)) : undefined;
  }
  return path.length;
}
