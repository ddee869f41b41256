import { ClientError } from '../../common/errors/errors.ts';

/** The subscriptions of one process, over whatever protocol. */
export interface RunningSubscriptions {
  /**
   * Counts one more; `end` is called where the server stops. The returned function counts it off.
   *
   * @throws ClientError - SUBSCRIPTION_LIMIT; SERVICE_UNAVAILABLE while the server stops.
   */
  add(end: () => void): () => void;
  /** Ends all, and takes no more. */
  endAll(): void;
  readonly count: number;
}

export function createRunningSubscriptions(limit: number): RunningSubscriptions {
  const running = new Set<() => void>();
  let stopping = false;
  return {
    add(end) {
      if (stopping) throw new ClientError('SERVICE_UNAVAILABLE');
      if (running.size >= limit) throw new ClientError('SUBSCRIPTION_LIMIT', { limit });
      // A wrapper of its own: the same function may be given twice.
      const entry = () => {
        end();
      };
      running.add(entry);
      return () => {
        running.delete(entry);
      };
    },
    endAll() {
      stopping = true;
      for (const end of running) end();
    },
    get count() {
      return running.size;
    },
  };
}
