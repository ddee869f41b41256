import { randomUUID } from 'node:crypto';
import type { Clock } from '../common/clock.ts';
import { ClientError } from '../common/errors/errors.ts';
import { toCallerKey } from './caller-key.ts';
import type { CancelSignal } from './cancellation.ts';
import { createRootCall } from './execute/compile-call.ts';
import type { FetchNode, QueryPlan } from '../federation/planner.ts';
import type { FetchSubgraph } from './execute/run-program.ts';
import { projectResponse } from './execute/project-response.ts';
import {
  executeOperation,
  runPlan,
  startFetching,
  startTrace,
  toProjection,
  withExplanation,
  type AnsweredOperation,
  type OperationHandlerOptions,
  type PreparedOperation,
  type RequestContext,
} from './handle-operation.ts';
import type { OpenedStream, OpenStream, SubgraphEvent } from './subscribe/open-stream.ts';
import type { RunningSubscriptions } from './subscribe/running-subscriptions.ts';

export interface SubscriptionOptions {
  readonly openStream: OpenStream;
  readonly subscriptions: RunningSubscriptions;
  /** Fires when what was decided by this supergraph may hold no longer: its subscriptions end. */
  readonly retired: CancelSignal;
}

/**
 * The responses of a subscription: each event of the subgraph's stream is run as a query is, its root fields being what
 * the subgraph sent. Each has a request id, a deadline and envelopes of its own; a fault in one costs that one.
 *
 * It ends well where the subgraph ends it or the server stops. Where the client goes away the subgraph's stream is
 * closed at once.
 *
 * @throws ClientError - from the iteration: SUBSCRIPTION_NOT_SERVED, SUBSCRIPTION_LIMIT, CALLER_LIMIT,
 *   SUBSCRIPTION_TOKEN_EXPIRED, SUBSCRIPTION_SUPERGRAPH_REPLACED, SUBSCRIPTION_SERVER_DRAINS, SUBSCRIPTION_TOO_SLOW, DOWNSTREAM_SERVICE_ERROR where the stream breaks.
 */
export async function* runSubscription(
  options: OperationHandlerOptions & SubscriptionOptions,
  prepared: PreparedOperation,
  context: RequestContext,
): AsyncGenerator<AnsweredOperation, void, undefined> {
  const { plan } = prepared.planned;
  if (plan?.node?.kind !== 'Subscription') {
    // Nothing of it is left to subscribe to: what was denied is told once.
    const executed = await executeOperation(options, prepared, context);
    const response = projectResponse(toProjection(prepared, executed));
    yield withExplanation(response, prepared, startTrace(prepared));
    return;
  }
  const bounds = startBounds(options, prepared, context);
  try {
    const stream = await subscribe(options, prepared, context, plan.node.primary);
    bounds.hold(stream);
    for await (const event of stream.events) {
      if (context.signal.aborted) return;
      yield await runEvent(options, prepared, plan, { event, signal: context.signal });
    }
  } finally {
    bounds.lift();
  }
}

async function subscribe(
  options: OperationHandlerOptions & SubscriptionOptions,
  prepared: PreparedOperation,
  context: RequestContext,
  primary: FetchNode,
): Promise<OpenedStream> {
  const fetching = await startFetching(options, prepared, context);
  fetching.stop();
  const request = {
    requestId: context.requestId,
    seal: fetching.seal,
    acceptMs: Math.max(0, prepared.deadlineAtMs - options.clock.nowMs()),
  };
  const { variables } = prepared.planned.authorized.parsed;
  return options.openStream(
    request,
    primary.serviceName,
    createRootCall(primary, []).toBody(variables),
  );
}

async function runEvent(
  options: OperationHandlerOptions,
  prepared: PreparedOperation,
  plan: QueryPlan,
  { event, signal }: { readonly event: SubgraphEvent; readonly signal: CancelSignal },
): Promise<AnsweredOperation> {
  const current = { ...prepared, deadlineAtMs: options.clock.nowMs() + options.deadlineMs };
  const fetching = await startFetching(options, current, { requestId: randomUUID(), signal });
  const trace = startTrace(prepared);
  const send = trace?.follow(fetching.fetchSubgraph) ?? fetching.fetchSubgraph;
  let received: SubgraphEvent | undefined = event;
  // The subscribing fetch is the program's first: what it would ask for has come already.
  const fetchSubgraph: FetchSubgraph = (subgraph, body, entities) => {
    if (received === undefined) return send(subgraph, body, entities);
    const reply = received;
    received = undefined;
    return Promise.resolve(reply);
  };
  try {
    const executed = await runPlan(options, current, plan, fetchSubgraph);
    return withExplanation(projectResponse(toProjection(current, executed)), current, trace);
  } finally {
    fetching.stop();
  }
}

/** What ends a subscription from outside: its client, its token, a new supergraph, and the server. */
interface Bounds {
  /** From now on it is this stream that is ended; at once, where that is already due. */
  hold(stream: OpenedStream): void;
  /** The subscription is over. */
  lift(): void;
}

function startBounds(
  { subscriptions, clock, retired }: OperationHandlerOptions & SubscriptionOptions,
  { caller }: PreparedOperation,
  { signal, clientAddress }: RequestContext,
): Bounds {
  let held: OpenedStream | undefined;
  let due: ((stream: OpenedStream) => void) | undefined;
  const end = (how: (stream: OpenedStream) => void) => {
    due ??= how;
    if (held !== undefined) how(held);
  };
  const onAbort = () => {
    end((stream) => {
      stream.end('drop');
    });
  };
  const leave = subscriptions.add(toCallerKey(caller, clientAddress), (reason) => {
    end((stream) => {
      if (reason === undefined) stream.end('give');
      else stream.fail(reason);
    });
  });
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort);
  const onRetired = () => {
    end((stream) => {
      stream.fail(new ClientError('SUBSCRIPTION_SUPERGRAPH_REPLACED'));
    });
  };
  if (retired.aborted) onRetired();
  else retired.addEventListener('abort', onRetired);
  const cancelExpiry =
    caller.kind === 'ANONYMOUS'
      ? undefined
      : callAt(clock, caller.tokenExpiresAtMs, () => {
          end((stream) => {
            stream.fail(new ClientError('SUBSCRIPTION_TOKEN_EXPIRED'));
          });
        });
  return {
    hold(stream) {
      held = stream;
      due?.(stream);
    },
    lift() {
      leave();
      cancelExpiry?.();
      signal.removeEventListener('abort', onAbort);
      retired.removeEventListener('abort', onRetired);
      held?.end('drop');
    },
  };
}

/** A timer cannot wait longer, in ms. */
const LONGEST_WAIT_MS = 2_147_483_647;

/** Calls at an instant; the returned function cancels it. */
function callAt(clock: Clock, atMs: number, call: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const leftMs = atMs - clock.nowMs();
    timer = setTimeout(leftMs > LONGEST_WAIT_MS ? wait : call, clampWait(leftMs));
  };
  wait();
  return () => {
    clearTimeout(timer);
  };
}

function clampWait(ms: number): number {
  return Math.min(Math.max(0, ms), LONGEST_WAIT_MS);
}
