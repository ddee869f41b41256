import { ClientError } from '../../common/errors/errors.ts';
import type { ResponsePath } from './json.ts';

/** An error of the response: what went wrong, where, and what is told beside it. */
export interface ExecutionError {
  readonly error: ClientError;
  readonly path: ResponsePath;
  /** Extensions beside code and retryable: `serviceName`, and for a source `system` and `region`. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What failed of a fetch: it explains the fields that are missing from the objects it should have added to. */
export interface Failure {
  readonly error: ClientError;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Where to report it when nothing that it left out is selected. */
  readonly path: ResponsePath;
}

/**
 * Failures by the object that they left incomplete. They become errors where the response is projected, at the exact
 * path of each field that is missing.
 */
export interface FailureRecord {
  add(objects: readonly object[], failure: Failure): void;
  of(object: object): readonly Failure[];
  readonly all: ReadonlySet<Failure>;
}

export function createFailureRecord(): FailureRecord {
  const byObject = new WeakMap<object, Failure[]>();
  const all = new Set<Failure>();
  return {
    all,
    add(objects, failure) {
      all.add(failure);
      for (const object of objects)
        byObject.set(object, [...(byObject.get(object) ?? []), failure]);
    },
    of: (object) => byObject.get(object) ?? [],
  };
}
