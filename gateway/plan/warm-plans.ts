import type { QueryPlan } from '../../federation/planner.ts';
import { toPlanKey, type PlanMemory, type RememberedPlan } from './plan-memory.ts';

/** Plans what came from another supergraph; null where it is not valid for this one. */
export type ReplanOperation = (
  operation: Pick<RememberedPlan, 'text' | 'operationName' | 'overrideLabels'>,
) => QueryPlan | null | Promise<QueryPlan | null>;

export interface WarmUp {
  /** The plans in use, of the supergraph that is to be replaced. */
  readonly from: PlanMemory;
  /** Filled; the order of use is kept. */
  readonly to: PlanMemory;
  readonly replan: ReplanOperation;
  /** How many operations, the most recently used. */
  readonly limit: number;
  /** Labels that the new supergraph has; an operation planned under another is dropped. */
  readonly overrideLabels: ReadonlySet<string>;
  /** Ends the warming: what is not planned by then is planned when it is asked for. */
  readonly signal: AbortSignal;
}

/** How many were planned for the new supergraph, and how many dropped: no longer valid, or not to be planned. */
export interface WarmedPlans {
  readonly planned: number;
  readonly dropped: number;
}

/** Plans the operations in use for a new supergraph before it takes over, one after the other. */
export async function warmPlans(warmUp: WarmUp): Promise<WarmedPlans> {
  const warmed: RememberedPlan[] = [];
  const inUse = warmUp.from.recent(warmUp.limit);
  let tried = 0;
  for (const operation of inUse) {
    if (warmUp.signal.aborted) break;
    tried += 1;
    const plan = await replanOrDrop(warmUp, operation);
    if (plan !== null) warmed.push({ ...operation, plan });
  }
  for (const each of warmed.reverse()) warmUp.to.set(toPlanKey(each), each);
  return { planned: warmed.length, dropped: tried - warmed.length };
}

async function replanOrDrop(warmUp: WarmUp, operation: RememberedPlan): Promise<QueryPlan | null> {
  if (!operation.overrideLabels.every((label) => warmUp.overrideLabels.has(label))) return null;
  const { text, operationName, overrideLabels } = operation;
  try {
    return await warmUp.replan({ text, operationName, overrideLabels });
  } catch {
    // Whoever asks for it is told why.
    return null;
  }
}
