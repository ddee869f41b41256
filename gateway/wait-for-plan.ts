import { ClientError } from '../common/errors/errors.ts';
import type { Caller } from './caller.ts';
import { toCallerKey, type ClientAddress } from './caller-key.ts';
import type { CancelSignal } from './cancellation.ts';
import { Deadline } from './deadline.ts';
import type { PlanWaiter } from './plan/waiting-callers.ts';

export interface WaitOptions {
  readonly caller: Caller;
  readonly clientAddress: ClientAddress | undefined;
  /** Fires when the client goes away. */
  readonly signal: CancelSignal;
  /** How long may be waited, in ms. */
  readonly leftMs: () => number;
}

/** One request's wait for its plan. A known plan is there at once: then nothing of this is made. */
export class PlanWait implements PlanWaiter {
  readonly #options: WaitOptions;
  #deadline: Deadline | undefined;

  constructor(options: WaitOptions) {
    this.#options = options;
  }

  get caller(): string {
    return toCallerKey(this.#options.caller, this.#options.clientAddress);
  }

  get signal(): CancelSignal {
    this.#deadline ??= new Deadline(this.#options.signal, this.#options.leftMs());
    return this.#deadline.signal;
  }

  /** @throws ClientError - GATEWAY_TIMEOUT where the deadline comes first, or the client goes away. */
  until<Planned>(planning: Promise<Planned>): Promise<Planned> {
    const { signal } = this;
    const late = new Promise<never>((_resolve, reject) => {
      const giveUp = () => {
        reject(new ClientError('GATEWAY_TIMEOUT'));
      };
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp);
    });
    return Promise.race([planning, late]);
  }

  stop(): void {
    this.#deadline?.stop();
  }
}
