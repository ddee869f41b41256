import type { PlanDemand } from '../../federation/planner.ts';
import type { CancelSignal } from '../cancellation.ts';

/** One who waits for a plan. Looked at only where it has to be made. */
export interface PlanWaiter {
  /** The name that stands for him. */
  readonly caller: string;
  /** Fires when he waits no more: at his deadline, or when his client goes away. */
  readonly signal: CancelSignal;
}

/** Those who wait for one plan. */
export class WaitingCallers implements PlanDemand {
  onDeserted: (() => void) | undefined;
  #isDropped = false;
  readonly #waiting = new Map<string, number>();

  /** Whether the plan is not made, since all have gone: nobody may join any more. */
  get isDropped(): boolean {
    return this.#isDropped;
  }

  get callers(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** He waits from now on, until his signal fires. */
  join({ caller, signal }: PlanWaiter): void {
    this.#waiting.set(caller, (this.#waiting.get(caller) ?? 0) + 1);
    const leave = () => {
      const left = (this.#waiting.get(caller) ?? 0) - 1;
      if (left > 0) this.#waiting.set(caller, left);
      else this.#waiting.delete(caller);
      if (this.#waiting.size > 0 || this.onDeserted === undefined) return;
      this.#isDropped = true;
      this.onDeserted();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave);
  }
}
