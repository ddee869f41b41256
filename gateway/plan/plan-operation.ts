import { print } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ErrorCode } from '../../common/errors/catalogue.ts';
import { ClientError } from '../../common/errors/errors.ts';
import type { Aliases, OperationPlanner, QueryPlan } from '../../federation/planner.ts';
import type { AuthorizedOperation } from '../authorize/authorized-operation.ts';
import { Cancellation } from '../cancellation.ts';
import { createPlanMemory, toPlanKey, type PlanMemory } from './plan-memory.ts';
import { WaitingCallers, type PlanWaiter } from './waiting-callers.ts';
import { refuseVariables } from './refuse-variables.ts';

export interface PlannedOperation {
  readonly authorized: AuthorizedOperation;
  /** Null where nothing is left to fetch. */
  readonly plan: QueryPlan | null;
  /** What the plan's fetches call the client's selections. */
  readonly aliases: Aliases;
}

/**
 * Gives an operation's plan: at once where it is known, without a promise. `overrideLabels`, sorted, are those of
 * progressive `@override`s that are active for the request; default none. `waiter` is who waits where it has to be made;
 * default: somebody who stays.
 */
export type PlanOperation = (
  authorized: AuthorizedOperation,
  overrideLabels?: readonly string[],
  waiter?: PlanWaiter,
) => PlannedOperation | Promise<PlannedOperation>;

export interface PlanStageOptions {
  readonly memory?: PlanMemory;
  /** Told of every planning that was begun, by how it ended. */
  readonly observe?: (outcome: PlanningOutcome) => void;
}

/** `dropped`: it was not begun, since nobody waited for it any more. */
export type PlanningOutcome = 'planned' | 'refused' | 'failed' | 'dropped';

const NO_LABELS: readonly string[] = [];

const STAYING: PlanWaiter = { caller: '', signal: new Cancellation() };

/** How long and how many operations that cannot be planned are refused unasked. In ms, and by number. */
const REFUSED_FOR_MS = 60_000;
const REMEMBERED_REFUSALS = 1_000;

/**
 * Makes the plan stage of one supergraph. Plans are remembered by what is left of the document after authorization, by
 * the operation's name and by the active labels; the memory goes with the supergraph, so a generation never sees
 * another's plans. However many ask for a plan at once, it is made once, as long as any of them waits for it. What exceeded the planner's limits is refused
 * for a minute without being tried again; no other failure is remembered.
 *
 * @throws ClientError - from the stage: `BAD_USER_INPUT` for variables that no plan can be run with; and what the planner
 *   throws.
 */
export function createPlanStage(
  planner: OperationPlanner,
  options: PlanStageOptions = {},
): PlanOperation {
  const { memory = createPlanMemory(), observe } = options;
  const { aliases } = planner;
  const inFlight = new Map<string, Flight>();
  const refused = new LRUCache<string, ClientError>({
    max: REMEMBERED_REFUSALS,
    ttl: REFUSED_FOR_MS,
  });

  /** What is remembered here does not depend on who asked: the caller's part was cut off before. */
  const plan = (
    operation: PlannableOperation,
    key: string,
    waiter: PlanWaiter,
  ): QueryPlan | Promise<QueryPlan> => {
    const refusal = refused.get(key);
    if (refusal !== undefined) throw refusal;
    const { document, ...named } = operation;
    const remember = (made: QueryPlan): QueryPlan => {
      memory.set(key, { ...named, plan: made, text: print(document) });
      observe?.('planned');
      return made;
    };
    const fail = (error: unknown): never => {
      const code = error instanceof ClientError ? error.code : undefined;
      if (error instanceof ClientError && code === 'PLANNING_LIMIT_EXCEEDED')
        refused.set(key, error);
      observe?.(outcomeOf(code));
      throw error;
    };
    const waiting = new WaitingCallers();
    waiting.join(waiter);
    const made = attempt(
      () => planner.plan(document, named.operationName, named.overrideLabels, waiting),
      fail,
    );
    if (!(made instanceof Promise)) return remember(made);
    const plan = made.then(remember, fail).finally(() => {
      if (inFlight.get(key)?.waiting === waiting) inFlight.delete(key);
    });
    inFlight.set(key, { plan, waiting });
    return plan;
  };
  const join = ({ plan, waiting }: Flight, waiter: PlanWaiter): Promise<QueryPlan> => {
    waiting.join(waiter);
    return plan;
  };

  return (authorized, overrideLabels = NO_LABELS, waiter = STAYING) => {
    refuseVariables(authorized.parsed);
    const { document, documentHash } = authorized;
    if (document === null) return { authorized, plan: null, aliases };
    const { operationName } = authorized.parsed;
    const operation = { document, documentHash, operationName, overrideLabels };
    const key = toPlanKey(operation);
    const known = memory.get(key);
    if (known !== undefined) return { authorized, plan: known, aliases };
    const flight = inFlight.get(key);
    const made =
      flight === undefined || flight.waiting.isDropped
        ? plan(operation, key, waiter)
        : join(flight, waiter);
    return made instanceof Promise
      ? made.then((arrived) => ({ authorized, plan: arrived, aliases }))
      : { authorized, plan: made, aliases };
  };
}

/** A plan that is being made, and those who wait for it. */
interface Flight {
  readonly plan: Promise<QueryPlan>;
  readonly waiting: WaitingCallers;
}

interface PlannableOperation {
  readonly document: NonNullable<AuthorizedOperation['document']>;
  readonly documentHash: string;
  readonly operationName: string | null;
  readonly overrideLabels: readonly string[];
}

function outcomeOf(code: ErrorCode | undefined): PlanningOutcome {
  if (code === undefined) return 'failed';
  return code === 'GATEWAY_TIMEOUT' ? 'dropped' : 'refused';
}

function attempt<Result>(run: () => Result, fail: (error: unknown) => never): Result {
  try {
    return run();
  } catch (error) {
    return fail(error);
  }
}
