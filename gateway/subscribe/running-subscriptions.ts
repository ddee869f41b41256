import { ClientError } from '../../common/errors/errors.ts';
import { createPlacesPerCaller } from '../places-per-caller.ts';

/** The subscriptions of one process, over whatever protocol. */
export interface RunningSubscriptions {
  /**
   * Counts one more of a caller, under the name that `toCallerKey` makes. The returned function counts it off.
   *
   * @throws ClientError - SUBSCRIPTION_LIMIT; CALLER_LIMIT; SERVICE_UNAVAILABLE while the server stops, and
   *   SUBSCRIPTION_SERVER_DRAINS while it drains.
   */
  add(caller: string, end: EndSubscription): () => void;
  /** Ends all, and takes no more. With a reason all are told it. */
  endAll(reason?: ClientError): void;
  readonly count: number;
}

/** Called where the server stops: well, or where there is a reason by that. */
export type EndSubscription = (reason: ClientError | undefined) => void;

export interface SubscriptionLimits {
  readonly total: number;
  readonly perCaller: number;
}

export function createRunningSubscriptions({
  total,
  perCaller,
}: SubscriptionLimits): RunningSubscriptions {
  const running = new Set<EndSubscription>();
  const places = createPlacesPerCaller(perCaller);
  let refusal: ClientError | undefined;
  return {
    add(caller, end) {
      if (refusal !== undefined) throw refusal;
      if (running.size >= total) throw new ClientError('SUBSCRIPTION_LIMIT', { limit: total });
      const place = places.take(caller);
      if (place === undefined) throw new ClientError('CALLER_LIMIT', { limit: perCaller });
      // A wrapper of its own: the same function may be given twice.
      const entry: EndSubscription = (reason) => {
        end(reason);
      };
      running.add(entry);
      return () => {
        running.delete(entry);
        place.leave();
      };
    },
    endAll(reason) {
      refusal = reason ?? new ClientError('SERVICE_UNAVAILABLE');
      for (const end of running) end(reason);
    },
    get count() {
      return running.size;
    },
  };
}
