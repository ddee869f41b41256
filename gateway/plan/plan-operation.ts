import { LRUCache } from 'lru-cache';
import type { Aliases, Planner, QueryPlan } from '../../federation/planner.ts';
import type { AuthorizedOperation } from '../authorize/authorized-operation.ts';
import { refuseVariables } from './refuse-variables.ts';

export interface PlannedOperation {
  readonly authorized: AuthorizedOperation;
  /** Null where nothing is left to fetch. */
  readonly plan: QueryPlan | null;
  /** What the plan's fetches call the client's selections. */
  readonly aliases: Aliases;
}

export type PlanOperation = (authorized: AuthorizedOperation) => PlannedOperation;

/**
 * Makes the plan stage of one supergraph. Plans are remembered by what is left of the document after authorization and
 * by the operation's name; the memory goes with the supergraph, so a generation never sees another's plans.
 *
 * @throws ClientError - from the stage: `BAD_USER_INPUT` for variables that no plan can be run with.
 */
export function createPlanStage(planner: Planner, cacheEntries = 1_000): PlanOperation {
  const plans = new LRUCache<string, QueryPlan>({ max: cacheEntries });
  const { aliases } = planner;
  return (authorized) => {
    refuseVariables(authorized.parsed);
    if (authorized.document === null) return { authorized, plan: null, aliases };
    const key = `${authorized.documentHash} ${authorized.parsed.operationName ?? ''}`;
    const known = plans.get(key);
    if (known !== undefined) return { authorized, plan: known, aliases };
    const plan = planner.plan(authorized.document, authorized.parsed.operationName);
    plans.set(key, plan);
    return { authorized, plan, aliases };
  };
}
