import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** Keeps calls from a system that does not answer. */
export interface SourceBreaker {
  /**
   * Runs `work`, unless the breaker is open: then `undefined` comes back and nothing was run. While half open, one
   * call tries the system and the others wait for what it finds.
   */
  run<T>(work: () => Promise<T>): Promise<{ readonly value: T } | undefined>;
  state(): BreakerState;
}

/** What an error says of the system: it is not there; it is there (it refused something); nothing. */
export type Verdict = 'FAULT' | 'ANSWERED' | 'NOTHING';

/**
 * A breaker that opens after `faults` faults in a row and lets one call try after `halfOpenAfterMs`. A value, and an
 * error that is an answer, start the count anew.
 */
export function createSourceBreaker(options: {
  readonly faults: number;
  readonly halfOpenAfterMs: number;
  readonly judge: (error: unknown) => Verdict;
  readonly onChange: (state: BreakerState) => void;
}): SourceBreaker {
  const policy = circuitBreaker(
    handleWhen((error) => options.judge(error) === 'FAULT'),
    {
      breaker: new ConsecutiveBreaker(options.faults),
      halfOpenAfter: options.halfOpenAfterMs,
    },
  );
  policy.onStateChange((state) => {
    options.onChange(nameOf(state));
  });
  return {
    async run(work) {
      const outcome = await policy.execute(() => settle(work, options.judge)).catch(toBroken);
      if (outcome === undefined) return undefined;
      if ('error' in outcome) throw outcome.error;
      return outcome;
    },
    state: () => nameOf(policy.state),
  };
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** Makes an answer of an error that is one: cockatiel counts rejections as failures or not at all. */
async function settle<T>(
  work: () => Promise<T>,
  judge: (error: unknown) => Verdict,
): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (judge(error) === 'ANSWERED') return { error };
    throw error;
  }
}

function toBroken(error: unknown): undefined {
  if (error instanceof BrokenCircuitError) return undefined;
  throw error;
}

function nameOf(state: CircuitState): BreakerState {
  switch (state) {
    case CircuitState.Closed:
      return 'CLOSED';
    case CircuitState.HalfOpen:
      return 'HALF_OPEN';
    case CircuitState.Open:
    case CircuitState.Isolated:
      return 'OPEN';
  }
}
