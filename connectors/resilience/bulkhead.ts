/** A place in a bulkhead; to be left exactly once (leaving again does nothing). */
export interface Place {
  leave(): void;
}

/** So many at the same time, so many waiting, first come first served. */
export interface Bulkhead {
  /**
   * A place, at once or after waiting; `FULL` where too many wait already; `ABORTED` as soon as the signal is aborted,
   * which also gives the place in the queue to the next.
   */
  enter(signal: AbortSignal): Promise<Place | 'FULL' | 'ABORTED'>;
}

// cockatiel's bulkhead is not used: it lets a waiter whose signal was aborted keep his place in the queue, and when it
// comes to him, it does not go on to the next.
export function createBulkhead(concurrent: number, queued: number): Bulkhead {
  let taken = 0;
  const waiting = new Set<() => void>();

  function leave(): void {
    taken -= 1;
    const [next] = waiting;
    next?.();
  }

  function take(): Place {
    taken += 1;
    let left = false;
    return {
      leave() {
        if (left) return;
        left = true;
        leave();
      },
    };
  }

  return {
    async enter(signal) {
      if (signal.aborted) return 'ABORTED';
      if (taken < concurrent) return take();
      if (waiting.size >= queued) return 'FULL';
      return new Promise((resolve) => {
        const giveUp = () => {
          waiting.delete(proceed);
          resolve('ABORTED');
        };
        const proceed = () => {
          waiting.delete(proceed);
          signal.removeEventListener('abort', giveUp);
          resolve(take());
        };
        waiting.add(proceed);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
