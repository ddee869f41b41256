import { Cancellation, type CancelSignal } from './cancellation.ts';

/** Timers of the same length are cheap: deadlines are rounded up to so many ms. */
const DEADLINE_STEP_MS = 20;

/** A signal that fires at the deadline or when the client goes away. */
export class Deadline {
  readonly signal = new Cancellation();
  readonly #client: CancelSignal;
  readonly #abort: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(client: CancelSignal, afterMs: number) {
    this.#client = client;
    this.#abort = () => {
      this.signal.abort();
    };
    const steps = Math.ceil(Math.max(0, afterMs) / DEADLINE_STEP_MS);
    this.#timer = setTimeout(this.#abort, steps * DEADLINE_STEP_MS);
    if (client.aborted) this.signal.abort();
    else client.addEventListener('abort', this.#abort);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#client.removeEventListener('abort', this.#abort);
  }
}
