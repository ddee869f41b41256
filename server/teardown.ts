export interface Teardown {
  /** Adds a part that was started; parts are stopped in the opposite order. */
  add(stop: () => Promise<unknown>): void;
  /** Stops everything, once; a part that fails to stop does not keep the others from it. */
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const parts: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | undefined;
  return {
    add: (stop) => {
      parts.push(stop);
    },
    run: () => (running ??= stopAll(parts)),
  };
}

async function stopAll(parts: (() => Promise<unknown>)[]): Promise<void> {
  for (let stop = parts.pop(); stop !== undefined; stop = parts.pop()) {
    await stop().catch(() => undefined);
  }
}
