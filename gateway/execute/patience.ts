import type { EntityCall } from './compile-call.ts';

/** What decides how long a fetch waits for others of its call. */
export interface Waiting {
  /** How long the run has taken so far, in ms. */
  readonly elapsedMs: number;
  /** How long it may still take, in ms. */
  readonly leftMs: number;
  readonly call: Pick<EntityCall, 'spansDepths'>;
}

/** How long a fetch waits for others of its call, in ms. */
export type Patience = (waiting: Waiting) => number;

/** The longest that a fetch waits for others that are as deep as itself, in ms. */
const MOST_MS = 20;

/** And for others that are deeper, in ms: the answer waits for those anyway. */
const MOST_WITH_DEEPER_MS = 100;

/** What is left until the deadline is for answers: of it, at most this part is waited. */
const PART_OF_WHAT_IS_LEFT = 0.1;

/**
 * Half as long as the operation has taken so far, so that nothing takes more than half as long again for one wait; for what
 * is deeper, which as a rule cannot be there sooner, twice as long: nothing takes more than two thirds as long again.
 */
export const usualPatience: Patience = ({ elapsedMs, leftMs, call }) =>
  Math.min(
    leftMs * PART_OF_WHAT_IS_LEFT,
    call.spansDepths
      ? Math.min(MOST_WITH_DEEPER_MS, elapsedMs * 2)
      : Math.min(MOST_MS, elapsedMs / 2),
  );
