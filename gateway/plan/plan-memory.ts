import { LRUCache } from 'lru-cache';
import type { QueryPlan } from '../../federation/planner.ts';

/** A plan, and what it was made of. */
export interface RememberedPlan {
  readonly plan: QueryPlan;
  /** The operation's text after authorization. */
  readonly text: string;
  /** Its hex SHA-256. */
  readonly documentHash: string;
  readonly operationName: string | null;
  readonly overrideLabels: readonly string[];
}

/** The plans of one supergraph, the least used forgotten first. It goes with its supergraph. */
export interface PlanMemory {
  get(key: string): QueryPlan | undefined;
  set(key: string, remembered: RememberedPlan): void;
  /** At most `limit` of them, the most recently used first. */
  recent(limit: number): readonly RememberedPlan[];
  /** What they take, in bytes: as JSON, with their texts. */
  readonly bytes: number;
}

/** Default bound, in bytes: some thousands of operations of a screen each. */
const DEFAULT_MAX_BYTES = 50_000_000;

export function createPlanMemory(maxBytes = DEFAULT_MAX_BYTES): PlanMemory {
  const plans = new LRUCache<string, RememberedPlan>({
    maxSize: maxBytes,
    sizeCalculation: ({ plan, text }, key) =>
      JSON.stringify(plan).length + text.length + key.length,
  });
  return {
    get: (key) => plans.get(key)?.plan,
    set: (key, remembered) => void plans.set(key, remembered),
    recent: (limit) => [...plans.values()].slice(0, limit),
    get bytes() {
      return plans.calculatedSize;
    },
  };
}

/** Names everything that decides a plan, but for the supergraph: what is left of the document, the operation, the labels. */
export function toPlanKey(
  operation: Pick<RememberedPlan, 'documentHash' | 'operationName' | 'overrideLabels'>,
): string {
  const { documentHash, operationName, overrideLabels } = operation;
  const key = `${documentHash} ${operationName ?? ''}`;
  return overrideLabels.length === 0 ? key : `${key} ${overrideLabels.join(',')}`;
}
