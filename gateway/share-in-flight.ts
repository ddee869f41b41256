import type { Clock } from '../common/clock.ts';
import { Cancellation, type CancelSignal } from './cancellation.ts';

/** One of those who want an answer. */
export interface Waiter {
  /** Fires at his deadline, and when his client goes away. */
  readonly signal: CancelSignal;
  readonly deadlineAtMs: number;
}

export interface Shared<T> {
  readonly value: T;
  /** Whether somebody else had asked for it. */
  readonly joined: boolean;
}

/** Asks for what is wanted, until the signal fires. */
export type Ask<T> = (signal: CancelSignal) => Promise<T>;

export interface Sharing<T> {
  /**
   * Waits for what is already being asked for under the same key, or asks for it. The key names everything that decides
   * the answer. A later waiter never inherits what became of the first: where that failed, or was cut short by the first's
   * deadline, he asks anew for himself, once. What is asked for is broken off when all who wait have gone.
   *
   * `admission` tells until when (ms since the epoch) others may join; until it is known they wait for it. Without it
   * everybody may.
   *
   * @throws any error - that of `ask`, or an abort where the waiter's own signal fires.
   */
  share(key: string, waiter: Waiter, ask: Ask<T>, admission?: Promise<number>): Promise<Shared<T>>;
  /** Nobody joins any more what is in flight now: it may not know of what has been written since. */
  closeDoors(): void;
}

export interface SharingOptions<T> {
  readonly clock: Clock;
  /** A copy of its own for everyone who waits beside the first, where receivers change what they get. */
  readonly copy: (value: T) => T;
  /** Whether an answer says of itself that something is missing. */
  readonly isFaulty: (value: T) => boolean;
}

/** A faulty answer that comes so close to the first's deadline, in ms, is taken to be cut short by it. */
const CUT_SHORT_MS = 50;

const NEVER = () => 0;

interface Seat<T> {
  readonly isFirst: boolean;
  land(value: T): void;
  fail(error: Error): void;
}

interface Flight<T> {
  readonly signal: Cancellation;
  readonly seats: Set<Seat<T>>;
  readonly deadlineAtMs: number;
  readonly admission: Promise<number> | undefined;
  /** Ends it at the first's deadline, once somebody has left whom others outwait. */
  timer: NodeJS.Timeout | undefined;
}

/** What is in flight is shared among those who want the same; nothing is kept once it has been answered. */
export function createSharing<T>(options: SharingOptions<T>): Sharing<T> {
  const { clock } = options;
  const flights = new Map<string, Flight<T>>();

  const forget = (key: string, flight: Flight<T>) => {
    if (flights.get(key) === flight) flights.delete(key);
  };

  const board = (key: string, flight: Flight<T>, { signal }: Waiter, isFirst: boolean) => {
    let stand = () => {
      /* set below */
    };
    const landed = new Promise<T>((resolve, reject) => {
      const seat: Seat<T> = {
        isFirst,
        land(value) {
          signal.removeEventListener('abort', leave);
          resolve(value);
        },
        fail(error) {
          signal.removeEventListener('abort', leave);
          reject(error);
        },
      };
      stand = () => {
        signal.removeEventListener('abort', leave);
        flight.seats.delete(seat);
        if (flight.seats.size > 0) {
          flight.timer ??= setTimeout(
            () => {
              flight.signal.abort();
            },
            Math.max(0, flight.deadlineAtMs - clock.nowMs()),
          ).unref();
          return;
        }
        forget(key, flight);
        flight.signal.abort();
      };
      const leave = () => {
        stand();
        reject(new Error('aborted'));
      };
      flight.seats.add(seat);
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave);
    });
    return { landed, stand };
  };

  const start = (
    key: string,
    waiter: Waiter,
    ask: Ask<T>,
    admission: Promise<number> | undefined,
  ): Promise<T> => {
    const flight: Flight<T> = {
      signal: new Cancellation(),
      seats: new Set(),
      deadlineAtMs: waiter.deadlineAtMs,
      admission,
      timer: undefined,
    };
    flights.set(key, flight);
    const { landed } = board(key, flight, waiter, true);
    const end = (settle: (seat: Seat<T>) => void) => {
      forget(key, flight);
      clearTimeout(flight.timer);
      const seats = [...flight.seats];
      flight.seats.clear();
      seats.forEach(settle);
    };
    ask(flight.signal).then(
      (value) => {
        const isCutShort =
          options.isFaulty(value) && clock.nowMs() >= flight.deadlineAtMs - CUT_SHORT_MS;
        // Every copy is made here, before the first can change what he gets.
        end((seat) => {
          if (seat.isFirst) seat.land(value);
          else if (isCutShort) seat.fail(new Error('cut short'));
          else seat.land(options.copy(value));
        });
      },
      (error: unknown) => {
        end((seat) => {
          seat.fail(error instanceof Error ? error : new Error('failed', { cause: error }));
        });
      },
    );
    return landed;
  };

  const join = async (key: string, flight: Flight<T>, waiter: Waiter): Promise<T | undefined> => {
    const { landed, stand } = board(key, flight, waiter, false);
    const { admission } = flight;
    if (admission !== undefined) {
      // What failed, or was left, before it is known who may join is joined by nobody.
      const untilMs = await Promise.race([admission, landed.then(() => admission, NEVER)]);
      if (clock.nowMs() >= untilMs && !waiter.signal.aborted) {
        stand();
        return undefined;
      }
    }
    try {
      return await landed;
    } catch (error) {
      if (waiter.signal.aborted) throw error;
      return undefined;
    }
  };

  return {
    async share(key, waiter, ask, admission) {
      const flight = flights.get(key);
      if (flight === undefined || clock.nowMs() >= flight.deadlineAtMs - CUT_SHORT_MS)
        return { value: await start(key, waiter, ask, admission), joined: false };
      const value = await join(key, flight, waiter);
      if (value !== undefined) return { value, joined: true };
      return { value: await ask(waiter.signal), joined: false };
    },
    closeDoors() {
      flights.clear();
    },
  };
}
