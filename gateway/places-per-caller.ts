/** What one caller holds of something that is bounded. */
export interface Place {
  /** Holds it under another name from now on; false, and nothing changes, where that one holds as many as it may. */
  moveTo(caller: string): boolean;
  /** Gives it back, once. */
  leave(): void;
}

/** Counts what each caller holds, under the names that `toCallerKey` makes. */
export interface PlacesPerCaller {
  /** Undefined where the caller holds as many as he may. */
  take(caller: string): Place | undefined;
}

/** Nobody holds more than `limit` at the same time. */
export function createPlacesPerCaller(limit: number): PlacesPerCaller {
  const taken = new Map<string, number>();
  const isFull = (caller: string): boolean => (taken.get(caller) ?? 0) >= limit;
  const change = (caller: string, by: 1 | -1): void => {
    const count = (taken.get(caller) ?? 0) + by;
    if (count === 0) taken.delete(caller);
    else taken.set(caller, count);
  };
  return {
    take(caller) {
      if (isFull(caller)) return undefined;
      let holder: string | undefined = caller;
      change(caller, 1);
      return {
        moveTo(other) {
          if (holder === undefined || holder === other) return holder !== undefined;
          if (isFull(other)) return false;
          change(holder, -1);
          change(other, 1);
          holder = other;
          return true;
        },
        leave() {
          if (holder !== undefined) change(holder, -1);
          holder = undefined;
        },
      };
    },
  };
}
