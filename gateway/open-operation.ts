import { OperationTypeNode } from 'graphql';
import { deliverParts, hasParts } from './execute/deliver-parts.ts';
import { projectResponse } from './execute/project-response.ts';
import {
  executeOperation,
  prepareOperation,
  refuseUnplanned,
  runPlan,
  startFetching,
  startTrace,
  toProjection,
  withExplanation,
  type Fetching,
  type OperationHandlerOptions,
  type PreparedOperation,
  type RequestContext,
} from './handle-operation.ts';
import type { GraphqlRequest } from './operation.ts';
import type { OperationResult } from './operation-result.ts';
import { runSubscription, type SubscriptionOptions } from './run-subscription.ts';

export type OpenOperation = (
  request: GraphqlRequest,
  context: RequestContext,
) => Promise<OperationResult>;

/**
 * The same stages as `createOperationHandler`, for clients that can be answered more than once: by the parts that an
 * operation defers, or by the events of a subscription.
 *
 * @throws ClientError - where the request is refused as a whole.
 */
export function createOperationOpener(
  options: OperationHandlerOptions & SubscriptionOptions,
): OpenOperation {
  return async (request, context) => {
    const prepared = await prepareOperation(options, request, context);
    const unplanned = refuseUnplanned(prepared);
    if (unplanned !== undefined) return { kind: 'SINGLE', response: unplanned };
    const { operation } = prepared.planned.authorized.parsed;
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      return { kind: 'EVENTS', events: runSubscription(options, prepared, context) };
    return answer(options, prepared, context);
  };
}

async function answer(
  options: OperationHandlerOptions,
  prepared: PreparedOperation,
  context: RequestContext,
): Promise<OperationResult> {
  const { plan } = prepared.planned;
  if (plan === null) {
    const executed = await executeOperation(options, prepared, context);
    const response = projectResponse(toProjection(prepared, executed));
    return { kind: 'SINGLE', response: withExplanation(response, prepared, startTrace(prepared)) };
  }
  const trace = startTrace(prepared);
  const fetching = await startFetching(options, prepared, context);
  try {
    const fetchSubgraph = trace?.follow(fetching.fetchSubgraph) ?? fetching.fetchSubgraph;
    const executed = await runPlan(options, prepared, plan, fetchSubgraph);
    const projection = toProjection(prepared, executed);
    const initial = projectResponse(projection);
    if (hasParts(initial)) {
      const parts = untilDone(deliverParts(projection, initial), fetching);
      return { kind: 'DEFERRED', initial, parts };
    }
    fetching.stop();
    return { kind: 'SINGLE', response: withExplanation(initial, prepared, trace) };
  } catch (error) {
    fetching.stop();
    throw error;
  }
}

/** The deadline is the whole operation's: it stands until the last part. */
async function* untilDone<Item>(
  items: AsyncIterable<Item>,
  fetching: Fetching,
): AsyncGenerator<Item, void, undefined> {
  try {
    yield* items;
  } finally {
    fetching.stop();
  }
}
