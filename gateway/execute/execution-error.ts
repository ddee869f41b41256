import type { ClientError } from '../../common/errors/errors.ts';
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
  /** Response names that the fetch would have brought to each of its objects. */
  readonly names: ReadonlySet<string>;
  /** Where to report it when nothing that it left out is selected. */
  readonly path: ResponsePath;
}

/**
 * Failures by the object that they left incomplete. They become errors where the response is projected, at the exact
 * path of each field that is missing.
 */
export interface FailureRecord {
  add(objects: readonly object[], failure: Failure): void;
  /**
   * Why `name` is missing from `object`: the fetch that should have brought it; where that one never ran, a failed one
   * that it waited for.
   */
  of(object: object, name: string): Failure | undefined;
  readonly all: ReadonlySet<Failure>;
  /** Whether nothing failed, of what was run before either. */
  readonly isEmpty: boolean;
}

/** @param before - the failures of what was run before: they explain what is missing where nothing of this run does */
export function createFailureRecord(before?: FailureRecord): FailureRecord {
  return new Failures(before);
}

const NONE: ReadonlySet<Failure> = new Set();

class Failures implements FailureRecord {
  readonly #before: FailureRecord | undefined;
  // Both are made by the first failure: most runs have none.
  #byObject: WeakMap<object, Failure[]> | undefined;
  #all: Set<Failure> | undefined;

  constructor(before: FailureRecord | undefined) {
    this.#before = before;
  }

  get all(): ReadonlySet<Failure> {
    return this.#all ?? NONE;
  }

  get isEmpty(): boolean {
    return this.#all === undefined && (this.#before?.isEmpty ?? true);
  }

  add(objects: readonly object[], failure: Failure): void {
    this.#all ??= new Set();
    this.#all.add(failure);
    this.#byObject ??= new WeakMap();
    for (const object of objects) {
      const known = this.#byObject.get(object);
      if (known === undefined) this.#byObject.set(object, [failure]);
      else known.push(failure);
    }
  }

  of(object: object, name: string): Failure | undefined {
    const failures = this.#byObject?.get(object) ?? [];
    const bringers = failures.filter((failure) => failure.names.has(name));
    // A subgraph may send several errors: the one that names the field explains it best.
    return (
      bringers.find(({ path }) => path.at(-1) === name) ??
      bringers[0] ??
      failures[0] ??
      this.#before?.of(object, name)
    );
  }
}
