import type { Clock } from '../common/clock.ts';
import type { DataSubject } from '../common/envelope/envelope.ts';
import type { Logger } from '../common/logger.ts';
import type { Caller } from './caller.ts';
import type { ClientAddress } from './caller-key.ts';
import type { CancelSignal } from './cancellation.ts';
import { Deadline } from './deadline.ts';
import type { AuthorizationCaller } from './authorize/authorize-operation.ts';
import { createFailureRecord } from './execute/execution-error.ts';
import { findUnplannedFields } from './execute/find-unplanned-fields.ts';
import type { Patience } from './execute/patience.ts';
import { runProgram, type ExecutedPlan, type FetchSubgraph } from './execute/run-program.ts';
import { runStock } from './execute/run-stock.ts';
import { explainPlan, FetchTrace, type Explanation } from './explain/explain-plan.ts';
import { createIntrospection } from './execute/introspect.ts';
import {
  projectResponse,
  type ProjectedResponse,
  type ProjectionRequest,
} from './execute/project-response.ts';
import type { AuthorizedOperation } from './authorize/authorized-operation.ts';
import type { QueryPlan } from '../federation/planner.ts';
import { toSharingKey, type EnvelopeFacts, type SealFor } from './fetch/caller-envelope.ts';
import type { FetchFromSubgraph, FetchRequest } from './fetch/fetch-subgraph.ts';
import { mayShare, mayWrite } from './may-share.ts';
import type { GraphqlRequest } from './operation.ts';
import type { PlannedOperation } from './plan/plan-operation.ts';
import type { Snapshot } from './snapshot.ts';
import type { FindSubjects } from './subjects/find-subjects.ts';
import { PlanWait } from './wait-for-plan.ts';

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
  /** Whether equal calls in flight are one; default false. */
  readonly sharesCalls?: boolean;
  /** How long fetches wait for one another to be sent as one; see `runProgram`. */
  readonly patience?: Patience;
  /** Who is told the plan and its fetches, where he asks for it (Jawara-Explain); default: nobody. */
  readonly mayExplain?: (caller: Caller) => boolean;
}

export interface RequestContext {
  readonly requestId: string;
  /** Fires when the client goes away. */
  readonly signal: CancelSignal;
  /** Tells callers without a token apart, where limits of one caller count. */
  readonly clientAddress?: ClientAddress | undefined;
  /** Told what the caller may have of the operation, before anything is planned. */
  readonly onAuthorized?: (authorized: AuthorizedOperation, caller: Caller) => void;
}

export interface AnsweredOperation extends ProjectedResponse {
  readonly explain?: Explanation;
}

export type HandleOperation = (
  request: GraphqlRequest,
  context: RequestContext,
) => Promise<AnsweredOperation>;

/**
 * The order of the stages, known here alone: parse → authenticate → authorize → plan → execute → project. Reading the
 * request's bytes comes before (`read/`), answering after (`respond/`).
 *
 * @throws ClientError - where the request is refused as a whole.
 */
export function createOperationHandler(options: OperationHandlerOptions): HandleOperation {
  return async (request, context) => {
    const prepared = await prepareOperation(options, request, context);
    const unplanned = refuseUnplanned(prepared);
    if (unplanned !== undefined) return unplanned;
    const trace = startTrace(prepared);
    const executed = await executeOperation(options, prepared, context, trace);
    return withExplanation(projectResponse(toProjection(prepared, executed)), prepared, trace);
  };
}

/** Notes the fetches of one answer, where its caller is told of them. */
export function startTrace({ isExplained }: PreparedOperation): FetchTrace | undefined {
  return isExplained ? new FetchTrace() : undefined;
}

/** An answer, with what its caller asked to be told of how it was made. */
export function withExplanation(
  projected: ProjectedResponse,
  { planned }: PreparedOperation,
  trace: FetchTrace | undefined,
): AnsweredOperation {
  return trace === undefined
    ? projected
    : { ...projected, explain: explainPlan(planned.plan, trace) };
}

/** An operation of which everything is decided before it is executed. */
export interface PreparedOperation {
  readonly snapshot: Snapshot;
  readonly caller: Caller;
  readonly planned: PlannedOperation;
  readonly deadlineAtMs: number;
  /** Whether the caller asks to be told the plan and its fetches, and may be. */
  readonly isExplained: boolean;
}

/** The stages before execution. */
export async function prepareOperation(
  options: OperationHandlerOptions,
  request: GraphqlRequest,
  context: RequestContext,
): Promise<PreparedOperation> {
  const snapshot = options.snapshot();
  const deadlineAtMs = options.clock.nowMs() + options.deadlineMs;
  const caller = await options.authenticate(request.authorization ?? undefined);
  const parsed = snapshot.parse(request);
  const authorized = snapshot.authorize(parsed, toAuthorizationCaller(caller), request);
  context.onAuthorized?.(authorized, caller);
  const overrideLabels = snapshot.chooseOverrides(caller, request);
  const wait = new PlanWait({
    caller,
    clientAddress: context.clientAddress,
    signal: context.signal,
    leftMs: () => deadlineAtMs - options.clock.nowMs(),
  });
  try {
    const planning = snapshot.plan(authorized, overrideLabels, wait);
    const planned = planning instanceof Promise ? await wait.until(planning) : planning;
    const isExplained = request.explain === 'plan' && options.mayExplain?.(caller) === true;
    return { snapshot, caller, planned, deadlineAtMs, isExplained };
  } finally {
    wait.stop();
  }
}

/** The response to an operation with root fields that its plan leaves out; undefined where there are none. */
export function refuseUnplanned({
  snapshot,
  planned,
}: PreparedOperation): ProjectedResponse | undefined {
  const { plan, aliases, authorized } = planned;
  const { document } = authorized;
  if (plan === null || document === null) return undefined;
  const { variables } = authorized.parsed;
  const schema = snapshot.supergraph.apiSchema;
  const errors = findUnplannedFields({ plan, document, aliases, variables, schema });
  return errors.length === 0 ? undefined : { data: null, errors, valueCompletion: [] };
}

/** How what was executed is projected onto the operation. */
export function toProjection(
  { snapshot, planned }: PreparedOperation,
  executed: ExecutedPlan,
): ProjectionRequest {
  const { authorized, aliases } = planned;
  const { apiSchema, interfaceObjects } = snapshot.supergraph;
  return {
    parsed: authorized.parsed,
    cut: authorized.cut,
    schema: apiSchema,
    executed,
    aliases,
    interfaceObjects,
    introspect: createIntrospection(apiSchema, authorized.parsed),
    toDenialError: authorized.toDenialError,
  };
}

/** Runs all that is planned, and waits for it. */
export async function executeOperation(
  options: OperationHandlerOptions,
  prepared: PreparedOperation,
  context: RequestContext,
  trace?: FetchTrace,
): Promise<ExecutedPlan> {
  const { plan } = prepared.planned;
  if (plan === null) return { data: {}, errors: [], failures: createFailureRecord() };
  const fetching = await startFetching(options, prepared, context);
  try {
    const fetchSubgraph = trace?.follow(fetching.fetchSubgraph) ?? fetching.fetchSubgraph;
    return await runPlan(options, prepared, plan, fetchSubgraph);
  } finally {
    fetching.stop();
  }
}

/** Runs a plan with an operation's variables; what it defers may still be under way. */
export function runPlan(
  options: OperationHandlerOptions,
  { snapshot, planned, deadlineAtMs }: PreparedOperation,
  plan: QueryPlan,
  fetchSubgraph: FetchSubgraph,
): Promise<ExecutedPlan> {
  const { document, parsed } = planned.authorized;
  const { variables, operationName } = parsed;
  // The stock engine executes no subscriptions.
  if (snapshot.stock !== undefined && document !== null && plan.node?.kind !== 'Subscription') {
    const guarded = planned.aliases.guard(document);
    return runStock(snapshot.stock, {
      plan,
      document: guarded,
      operationName,
      variables,
      fetchSubgraph,
    });
  }
  return runProgram({
    program: snapshot.compile(plan),
    variables,
    schema: snapshot.supergraph.schema,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    leftMs: () => deadlineAtMs - options.clock.nowMs(),
    fetchSubgraph,
  });
}

/** How the fetches of one run go out: until its deadline, and with envelopes that speak for the caller. */
export interface Fetching {
  readonly fetchSubgraph: FetchSubgraph;
  readonly seal: ReturnType<SealFor>;
  /** Ends the deadline, once nothing is fetched any more. */
  stop(): void;
}

/** Starts the deadline of a run, and says who it is for. */
export async function startFetching(
  options: OperationHandlerOptions,
  { caller, planned, deadlineAtMs }: PreparedOperation,
  { requestId, signal }: RequestContext,
): Promise<Fetching> {
  const { authorized } = planned;
  const { isPersonal, purpose, caseReference } = authorized;
  const deadline = new Deadline(signal, deadlineAtMs - options.clock.nowMs());
  const onBehalfOf = isPersonal ? await findSubjects(options, caller, deadline.signal) : [];
  const facts: EnvelopeFacts = {
    caller,
    onBehalfOf,
    purpose,
    caseReference,
    requestId,
    deadlineAtMs,
  };
  const request: FetchRequest = {
    requestId,
    signal: deadline.signal,
    seal: options.sealFor(facts),
    ...(options.sharesCalls === true && mayShare(authorized)
      ? { sharing: { key: toSharingKey(facts), deadlineAtMs } }
      : {}),
    mayWrite: mayWrite(authorized),
  };
  return {
    fetchSubgraph: (subgraph, body) => options.fetchSubgraph(request, subgraph, body),
    seal: request.seal,
    stop() {
      deadline.stop();
    },
  };
}

/** Past the deadline every fetch fails, whomever it would have been for. */
function findSubjects(
  options: OperationHandlerOptions,
  caller: Caller,
  signal: CancelSignal,
): Promise<readonly DataSubject[]> {
  return Promise.race([options.findSubjects(caller), aborted(signal).then(() => [])]);
}

function aborted(signal: CancelSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
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
