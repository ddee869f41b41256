/** Where time comes from; tests freeze it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** A clock that stands still until it is told to move. */
export function createFrozenClock(at: string | number): Clock & { advanceMs(ms: number): void } {
  let currentMs = typeof at === 'number' ? at : Date.parse(at);
  return {
    nowMs: () => currentMs,
    advanceMs(ms) {
      currentMs += ms;
    },
  };
}
