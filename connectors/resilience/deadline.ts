/** A moment after which nobody waits any more. */
export interface Deadline {
  /** Aborted when the deadline passes. */
  readonly signal: AbortSignal;
  /** Stops the timer; the signal is then never aborted. */
  readonly stop: () => void;
}

/** Starts a deadline of `totalMs` from now; at once passed where that is not positive. */
export function startDeadline(totalMs: number): Deadline {
  const controller = new AbortController();
  if (totalMs <= 0) controller.abort();
  const timer = setTimeout(
    () => {
      controller.abort();
    },
    Math.max(totalMs, 0),
  );
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer);
    },
  };
}

/**
 * What `work` settles with, or a rejection with `toError()` as soon as the signal is aborted. The work is not stopped
 * by it, and what it rejects with afterwards is dropped.
 */
export function orAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  toError: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      reject(toError());
    };
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', fail);
    });
  });
}

/** Resolves when `work` has settled either way, at the latest after `graceMs`. Never rejects. */
export function settledWithin(work: Promise<unknown>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, graceMs);
    timer.unref();
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(done, done);
  });
}
