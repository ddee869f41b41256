/** Runs a step; what takes longer than a second is announced, and its end too. */
export type RunStep = <Result>(title: string, step: () => Promise<Result>) => Promise<Result>;

/** Announces on `write`, one line each. */
export function createProgress(write: (line: string) => void): RunStep {
  return async (title, step) => {
    const startedAt = performance.now();
    const announced = { done: false };
    const timer = setTimeout(() => {
      announced.done = true;
      write(`${title} …`);
    }, 1_000);
    try {
      return await step();
    } finally {
      clearTimeout(timer);
      if (announced.done)
        write(`${title}: ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
    }
  };
}
