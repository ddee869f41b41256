import type { Regency } from './read-coverage.ts';

/** What an answer of the gateway said, and when it came. */
export interface CoveragePicture {
  readonly regencies: readonly Regency[];
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly readAt: number;
}

export interface WatchState {
  readonly phase: 'asking' | 'answered' | 'unanswered';
  /** The last one that came; it stays while another is asked for, and when none comes. */
  readonly picture: CoveragePicture | undefined;
}

export interface CoverageWatch {
  /** The present state; the same object until something changes. */
  readonly read: () => WatchState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks now. The outcome is in the state; nothing is asked twice at a time. */
  readonly refresh: () => void;
  /** Asks now and once a minute while the page is visible, until the function that it gives is called. */
  readonly start: () => () => void;
}

/** The gateway tries each system once a minute at most, so asking more often would show nothing new. */
const INTERVAL_MS = 60_000;

/** Keeps a picture of the province fresh while somebody looks at it; a hidden page asks nothing. */
export function createCoverageWatch(load: () => Promise<readonly Regency[]>): CoverageWatch {
  let state: WatchState = { phase: 'asking', picture: undefined };
  let asking = false;
  let askedAt = 0;
  const listeners = new Set<() => void>();

  function become(next: WatchState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function refresh(): void {
    if (asking) return;
    asking = true;
    askedAt = Date.now();
    become({ phase: 'asking', picture: state.picture });
    void load().then(
      (regencies) => {
        end({ phase: 'answered', picture: { regencies, readAt: Date.now() } });
      },
      () => {
        end({ phase: 'unanswered', picture: state.picture });
      },
    );
  }

  function end(next: WatchState): void {
    asking = false;
    become(next);
  }

  function refreshWhenDue(): void {
    if (!document.hidden && Date.now() - askedAt >= INTERVAL_MS) refresh();
  }

  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    start: () => {
      refresh();
      // Looked at every second: timers of a hidden page are held back, and a refresh by hand moves the next one.
      const timer = setInterval(refreshWhenDue, 1_000);
      document.addEventListener('visibilitychange', refreshWhenDue);
      return () => {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', refreshWhenDue);
      };
    },
  };
}
