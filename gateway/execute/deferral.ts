import type { ExecutedPlan } from './run-program.ts';

/** What a run fetches without its answer waiting for it. */
export interface Deferral {
  /** A fetch of the plan, by its id, was answered or has failed. */
  fetched(id: string | undefined): void;
  /**
   * Runs what is deferred under a label as soon as the fetches that it depends on are through, and at the latest when
   * everything is that is fetched at once: some of them may have been left out by a condition.
   */
  start(
    deferred: {
      readonly label: string;
      readonly depends: readonly string[];
      readonly atTheLatest: Promise<void>;
    },
    run: () => Promise<ExecutedPlan>,
  ): void;
  /** What was fetched under a label; undefined where the plan fetches nothing of its own for it. */
  part(label: string): Promise<ExecutedPlan> | undefined;
}

export function createDeferral(): Deferral {
  const fetches = new Map<string, Latch>();
  const parts = new Map<string, Promise<ExecutedPlan>>();
  const latchOf = (id: string): Latch => {
    const known = fetches.get(id) ?? createLatch();
    fetches.set(id, known);
    return known;
  };
  return {
    fetched(id) {
      if (id !== undefined) latchOf(id).open();
    },
    start({ label, depends, atTheLatest }, run) {
      const needed = Promise.all(depends.map((id) => latchOf(id).opened));
      const part = Promise.race([needed, atTheLatest]).then(run);
      // It is told to whoever takes the part; nobody may, where the client went away.
      part.catch(() => undefined);
      parts.set(label, part);
    },
    part: (label) => parts.get(label),
  };
}

interface Latch {
  readonly opened: Promise<void>;
  open(): void;
}

function createLatch(): Latch {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
