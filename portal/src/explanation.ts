/** What the gateway tells of an operation that it answered (`extensions.explain`). */
export interface Explanation {
  /** Null where nothing had to be fetched. */
  readonly plan: string | null;
  readonly fetches: readonly ExplainedFetch[];
}

export interface ExplainedFetch {
  readonly subgraph: string;
  /** Where the objects are that it adds to; empty for a fetch of root fields. */
  readonly paths: readonly (readonly (string | number)[])[];
  readonly operation: string;
  readonly entities: number | null;
  readonly startMs: number;
  readonly durationMs: number;
  readonly ok: boolean;
}

/** What is known of the operation that was run last. */
export type ExplanationState =
  | { readonly kind: 'NOTHING_RUN' }
  /** The gateway told nothing: the caller may not see plans. */
  | { readonly kind: 'NOT_TOLD' }
  | { readonly kind: 'TOLD'; readonly explanation: Explanation };

/** The explanation at hand, for `useSyncExternalStore`. */
export interface ExplanationStore {
  readonly read: () => ExplanationState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly set: (state: ExplanationState) => void;
}

export function createExplanationStore(): ExplanationStore {
  let state: ExplanationState = { kind: 'NOTHING_RUN' };
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      state = next;
      for (const listener of listeners) listener();
    },
  };
}
