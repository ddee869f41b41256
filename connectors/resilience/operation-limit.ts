import { LRUCache } from 'lru-cache';

/** How long an operation is remembered after its last call, in ms: longer than any may run. */
const REMEMBERED_MS = 120_000;

/** Counts the calls that each operation makes to one system. */
export interface OperationLimit {
  /** Whether the operation may make one more call; a call that it may make is counted. */
  take(requestId: string): boolean;
}

/** Bounds what one caller's operation can make a weak system do, however many rows it selects. */
export function createOperationLimit(perOperation: number | undefined): OperationLimit {
  if (perOperation === undefined) return { take: () => true };
  // By size, so that room for all is not made before there are any: each system has its own.
  const calls = new LRUCache<string, number>({
    maxSize: 10_000,
    sizeCalculation: () => 1,
    ttl: REMEMBERED_MS,
  });
  return {
    take(requestId) {
      const made = calls.get(requestId) ?? 0;
      if (made >= perOperation) return false;
      calls.set(requestId, made + 1);
      return true;
    },
  };
}
