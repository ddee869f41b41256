/** What waits in all queues of the process together, in whatever unit the queues are told. */
export interface WaitingSum {
  /**
   * Counts a queue; the returned function is told how much waits in it, at each change. Where that is too much in all,
   * queues are shed, those first in which most waits: `shed` has this one drop what waits, and end.
   */
  join(shed: () => void): (size: number) => void;
}

export function createWaitingSum(limit: number): WaitingSum {
  /** By queue: those alone in which something waits. */
  const sizes = new Map<symbol, { readonly size: number; readonly shed: () => void }>();
  let total = 0;

  const tell = (queue: symbol, size: number, shed: () => void): void => {
    total += size - (sizes.get(queue)?.size ?? 0);
    if (size === 0) sizes.delete(queue);
    else sizes.set(queue, { size, shed });
  };
  const shedLargest = (): void => {
    const [first, ...others] = sizes;
    if (first === undefined) return;
    const [queue, { shed }] = others.reduce(
      (most, each) => (each[1].size > most[1].size ? each : most),
      first,
    );
    tell(queue, 0, shed);
    shed();
  };
  return {
    join(shed) {
      const queue = Symbol('queue');
      return (size) => {
        tell(queue, size, shed);
        while (total > limit) shedLargest();
      };
    },
  };
}
