import { ClientError } from '../../common/errors/errors.ts';
import { createPlacesPerCaller } from '../places-per-caller.ts';

/** The subscriptions of one process, over whatever protocol. */
export interface RunningSubscriptions {
  /**
   * Counts one more of a caller, under the name that `toCallerKey` makes; `end` is called where the server stops. The
   * returned function counts it off.
   *
   * @throws ClientError - SUBSCRIPTION_LIMIT; CALLER_LIMIT; SERVICE_UNAVAILABLE while the server stops.
   */
  add(caller: string, end: () => void): () => void;
  /** Ends all, and takes no more. */
  endAll(): void;
  readonly count: number;
}

export interface SubscriptionLimits {
  readonly total: number;
  readonly perCaller: number;
}

export function createRunningSubscriptions({
  total,
  perCaller,
}: SubscriptionLimits): RunningSubscriptions {
  const running = new Set<() => void>();
  const places = createPlacesPerCaller(perCaller);
  let stopping = false;
  return {
    add(caller, end) {
      if (stopping) throw new ClientError('SERVICE_UNAVAILABLE');
      if (running.size >= total) throw new ClientError('SUBSCRIPTION_LIMIT', { limit: total });
      const place = places.take(caller);
      if (place === undefined) throw new ClientError('CALLER_LIMIT', { limit: perCaller });
      // A wrapper of its own: the same function may be given twice.
      const entry = () => {
        end();
      };
      running.add(entry);
      return () => {
        running.delete(entry);
        place.leave();
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
