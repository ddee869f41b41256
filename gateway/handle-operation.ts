import type { Clock } from '../common/clock.ts';
import type { DataSubject } from '../common/envelope/envelope.ts';
import type { Logger } from '../common/logger.ts';
import type { Caller } from './caller.ts';
import { denialError, type AuthorizationCaller } from './authorize/authorize-operation.ts';
import { createFailureRecord } from './execute/execution-error.ts';
import { executePlan, type ExecutedPlan } from './execute/execute-plan.ts';
import { createIntrospection } from './execute/introspect.ts';
import { projectResponse, type ProjectedResponse } from './execute/project-response.ts';
import type { SealFor } from './fetch/caller-envelope.ts';
import type { FetchFromSubgraph } from './fetch/fetch-subgraph.ts';
import type { GraphqlRequest } from './operation.ts';
import type { PlannedOperation } from './plan/plan-operation.ts';
import type { Snapshot } from './snapshot.ts';
import type { FindSubjects } from './subjects/find-subjects.ts';

export interface OperationHandlerOptions {
  readonly snapshot: () => Snapshot;
  readonly authenticate: (authorization: string | undefined) => Promise<Caller>;
  readonly findSubjects: FindSubjects;
  readonly sealFor: SealFor;
  readonly fetchSubgraph: FetchFromSubgraph;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long one request may take, in ms; what has not arrived by then is an error at its own path. */
  readonly deadlineMs: number;
}

export interface RequestContext {
  readonly requestId: string;
  /** Fires when the client goes away. */
  readonly signal: AbortSignal;
}

export type HandleOperation = (
  request: GraphqlRequest,
  context: RequestContext,
) => Promise<ProjectedResponse>;

/**
 * The order of the stages, known here alone: parse → authenticate → authorize → plan → execute → project. Reading the
 * request's bytes comes before (`read/`), answering after (`respond/`).
 *
 * @throws ClientError - where the request is refused as a whole.
 */
export function createOperationHandler(options: OperationHandlerOptions): HandleOperation {
  return async (request, context) => {
    const snapshot = options.snapshot();
    const deadlineAtMs = options.clock.nowMs() + options.deadlineMs;
    const caller = await options.authenticate(request.authorization ?? undefined);
    const parsed = snapshot.parse(request);
    const authorized = snapshot.authorize(parsed, toAuthorizationCaller(caller), request);
    const planned = snapshot.plan(authorized);
    const executed = await execute(options, snapshot, planned, { caller, context, deadlineAtMs });
    return projectResponse({
      parsed,
      cut: authorized.cut,
      schema: snapshot.supergraph.apiSchema,
      executed,
      aliases: planned.aliases,
      introspect: createIntrospection(snapshot.supergraph.apiSchema, parsed),
      toDenialError: (coordinate) => denialError(coordinate, caller.kind !== 'ANONYMOUS'),
    });
  };
}

async function execute(
  options: OperationHandlerOptions,
  snapshot: Snapshot,
  planned: PlannedOperation,
  request: {
    readonly caller: Caller;
    readonly context: RequestContext;
    readonly deadlineAtMs: number;
  },
): Promise<ExecutedPlan> {
  const { authorized, plan } = planned;
  if (plan === null) return { data: {}, errors: [], failures: createFailureRecord() };
  const { caller, context, deadlineAtMs } = request;
  const deadline = startDeadline(context.signal, deadlineAtMs - options.clock.nowMs());
  try {
    const seal = options.sealFor({
      caller,
      onBehalfOf: authorized.isPersonal ? await findSubjects(options, caller, deadline.signal) : [],
      purpose: authorized.purpose,
      caseReference: authorized.caseReference,
      requestId: context.requestId,
      deadlineAtMs,
    });
    const fetchRequest = { requestId: context.requestId, signal: deadline.signal, seal };
    return await executePlan({
      plan,
      variables: authorized.parsed.variables,
      schema: snapshot.supergraph.schema,
      compileFetch: snapshot.compileFetch,
      fetchSubgraph: (subgraph, body) => options.fetchSubgraph(fetchRequest, subgraph, body),
    });
  } finally {
    deadline.stop();
  }
}

/** A signal that fires at the deadline or when the client goes away; cheaper than AbortSignal.any and .timeout. */
function startDeadline(client: AbortSignal, afterMs: number) {
  const controller = new AbortController();
  const abort = () => {
    controller.abort();
  };
  const timer = setTimeout(abort, Math.max(0, afterMs));
  if (client.aborted) abort();
  else client.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer);
      client.removeEventListener('abort', abort);
    },
  };
}

/** Past the deadline every fetch fails, whomever it would have been for. */
function findSubjects(
  options: OperationHandlerOptions,
  caller: Caller,
  signal: AbortSignal,
): Promise<readonly DataSubject[]> {
  return Promise.race([options.findSubjects(caller), aborted(signal).then(() => [])]);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
}

/** What directives look at, once a caller: callers are remembered with their tokens. */
const authorizationCallers = new WeakMap<Caller, AuthorizationCaller>();

function toAuthorizationCaller(caller: Caller): AuthorizationCaller {
  const known = authorizationCallers.get(caller);
  if (known !== undefined) return known;
  const authenticated = caller.kind !== 'ANONYMOUS';
  const made: AuthorizationCaller = {
    authenticated,
    scopes: caller.scopes,
    policies: caller.policies,
    // Not the caller's own key: callers with the same rights share what was cut.
    rightsKey: JSON.stringify([
      authenticated,
      [...caller.scopes].sort(),
      [...caller.policies].sort(),
    ]),
    isSubject: caller.kind === 'PERSON' && caller.subjectNik !== undefined,
  };
  authorizationCallers.set(caller, made);
  return made;
}
