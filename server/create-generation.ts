import { randomUUID } from 'node:crypto';
import { ENVELOPE_HEADER } from '../common/envelope/seal-envelope.ts';
import { readCost } from '../federation/read-cost.ts';
import { readRequiringFields } from '../federation/read-requiring-fields.ts';
import { readSecurity } from '../federation/read-security.ts';
import { readSupergraph, type Supergraph } from '../federation/supergraph.ts';
import type { createAuthenticator } from '../gateway/authenticate/create-authenticator.ts';
import { createAuthorizeStage } from '../gateway/authorize/authorize-operation.ts';
import { createProgramCompiler } from '../gateway/execute/compile-program.ts';
import { cloneJson, type JsonObject } from '../gateway/execute/json.ts';
import type { Caller } from '../gateway/caller.ts';
import { Cancellation } from '../gateway/cancellation.ts';
import { createCallerEnvelopes, type SealFor } from '../gateway/fetch/caller-envelope.ts';
import { createSubgraphFetch, type FetchFromSubgraph } from '../gateway/fetch/fetch-subgraph.ts';
import { createCallSharing } from '../gateway/fetch/share-calls.ts';
import { createOperationHandler, type HandleOperation } from '../gateway/handle-operation.ts';
import { createOperationOpener, type OpenOperation } from '../gateway/open-operation.ts';
import { createParseStage } from '../gateway/parse/parse-operation.ts';
import { withDecidedConditions } from '../gateway/plan/decide-conditions.ts';
import { createOverrideChoice } from '../gateway/plan/choose-overrides.ts';
import { createPlanMemory, type PlanMemory } from '../gateway/plan/plan-memory.ts';
import { createPlanStage } from '../gateway/plan/plan-operation.ts';
import type { Snapshot } from '../gateway/snapshot.ts';
import { createStreamOpener } from '../gateway/subscribe/open-stream.ts';
import type { RunningSubscriptions } from '../gateway/subscribe/running-subscriptions.ts';
import type { WaitingSum } from '../gateway/subscribe/waiting-sum.ts';
import { createSubjectFinder, type AskForWards } from '../gateway/subjects/find-subjects.ts';
import { createPlanning, type Planning } from './create-planning.ts';
import { guardianshipOf } from './guardianship.ts';
import { createSubscriptionTransport } from './subscription-transport.ts';
import type { Generation } from './generations.ts';
import { toOverrideShares } from './override-shares.ts';
import type { OpenTransport } from './shared-transports.ts';
import type { GatewayOptions } from './gateway-options.ts';

/** What outlives a supergraph. */
export interface SharedParts {
  readonly authenticator: ReturnType<typeof createAuthenticator>;
  readonly openTransport: OpenTransport;
  readonly subscriptions: RunningSubscriptions;
  readonly waitingSum: WaitingSum;
}

/** Everything that goes with one supergraph. */
export interface GatewayGeneration extends Generation {
  readonly handle: HandleOperation;
  readonly open: OpenOperation;
  readonly supergraph: Supergraph;
  readonly plans: PlanMemory;
  readonly planning: Planning;
  /** Ends the subscriptions that began with it. */
  readonly retired: Cancellation;
}

/** Something that is held open. */
interface Closable {
  close(): Promise<void>;
}

/** @throws Error - where it cannot be made; what was opened for it is closed again. */
export function createGeneration(
  options: GatewayOptions,
  shared: SharedParts,
  supergraphSdl: string,
): GatewayGeneration {
  const held: Closable[] = [];
  const close = async () => {
    await Promise.all(held.map((each) => each.close()));
  };
  const hold = <Held extends Closable>(each: Held): Held => {
    held.push(each);
    return each;
  };
  try {
    return { ...assembleGeneration(options, shared, { supergraphSdl, hold }), close };
  } catch (error) {
    // What is thrown says why; that something of it does not close either changes nothing.
    close().catch(() => undefined);
    throw error;
  }
}

function assembleGeneration(
  options: GatewayOptions,
  { authenticator, openTransport, subscriptions, waitingSum }: SharedParts,
  {
    supergraphSdl,
    hold,
  }: {
    readonly supergraphSdl: string;
    /** Has what it is given closed with the generation. */
    readonly hold: <Held extends Closable>(each: Held) => Held;
  },
): Omit<GatewayGeneration, 'close'> {
  const { config, clock, logger } = options;
  const plans = createPlanMemory(config.planning.cacheBytes);
  // The stock engine knows of no deferral.
  const defer = config.realtime.defer && options.stockEngine === undefined;
  const supergraph = readSupergraph(supergraphSdl, { defer });
  const planning = hold(createPlanning(supergraph, config.planning, logger));
  const snapshot = createSnapshot(options, { supergraph, plans, planning });
  const transports = new Map(
    [...supergraph.subgraphs].map(([name, url]) => [name, hold(openTransport(name, url))]),
  );
  const fetchSubgraph = createSubgraphFetch({
    transports,
    envelopeHeader: ENVELOPE_HEADER,
    logger,
    ...(config.sharing.calls ? { share: createSharing(options) } : {}),
    ...(options.onFetch === undefined ? {} : { observe: options.onFetch }),
  });
  const sealFor = createCallerEnvelopes({
    root: options.envelopeRoot,
    subgraphs: [...transports.keys()].filter((name) => config.subgraphs[name]?.envelope === true),
    clock,
  });
  const findSubjects = createSubjectFinder({
    askForWards: createWardsQuestion(options, fetchSubgraph, sealFor),
    clock,
    logger,
  });
  const { realtime } = config;
  const streams = new Map(
    [...supergraph.subgraphs].flatMap(([name, url]) => {
      const transport = createSubscriptionTransport(config, name, url);
      return transport === undefined ? [] : [[name, hold(transport)]];
    }),
  );
  const stages = {
    snapshot: () => snapshot,
    authenticate: (authorization: string | undefined) => authenticator.authenticate(authorization),
    findSubjects,
    sealFor,
    fetchSubgraph,
    clock,
    logger,
    deadlineMs: config.deadlineMs,
    sharesCalls: config.sharing.calls,
    mayExplain: ({ scopes }: Caller) =>
      config.explain !== undefined && scopes.has(config.explain.scope),
  };
  const openStream = createStreamOpener({
    transports: streams,
    envelopeHeader: ENVELOPE_HEADER,
    logger,
    waiting: { items: realtime.waitingEvents, size: realtime.waitingSize },
    waitingSum,
  });
  const retired = new Cancellation();
  return {
    supergraph,
    plans,
    planning,
    retired,
    handle: createOperationHandler(stages),
    open: createOperationOpener({ ...stages, openStream, subscriptions, retired }),
  };
}

function createSharing({ clock, onSharedCall }: GatewayOptions) {
  return createCallSharing({
    clock,
    copy: (reply) => cloneJson(reply) as JsonObject,
    ...(onSharedCall === undefined ? {} : { onShared: onSharedCall }),
  });
}

/** Everything that depends on the supergraph, made whole. */
function createSnapshot(
  { config, onPlanning, stockEngine }: GatewayOptions,
  made: {
    readonly supergraph: Supergraph;
    readonly plans: PlanMemory;
    readonly planning: Planning;
  },
): Snapshot {
  const { supergraph } = made;
  const security = readSecurity(supergraph.document);
  return {
    supergraph,
    security,
    parse: createParseStage({
      apiSchema: supergraph.apiSchema,
      security,
      cost: readCost(supergraph.document),
      limits: config.limits,
    }),
    authorize: createAuthorizeStage({
      schema: supergraph.apiSchema,
      security,
      onDenied: config.authorization.onDenied,
      requirePurpose: config.authorization.requirePurpose,
    }),
    chooseOverrides: createOverrideChoice({
      shares: toOverrideShares(supergraph, config.overrides.labels),
      trustHeader: config.overrides.header,
    }),
    plan: withDecidedConditions(
      createPlanStage(made.planning.planner, {
        memory: made.plans,
        ...(onPlanning === undefined ? {} : { observe: onPlanning }),
      }),
      { schema: supergraph.apiSchema, requiring: readRequiringFields(supergraph.document) },
    ),
    compile: createProgramCompiler(supergraph.schema),
    ...(stockEngine === undefined ? {} : { stock: stockEngine(supergraph) }),
  };
}

/** How long the register may take to say who the caller's wards are, in ms. */
const WARDS_DEADLINE_MS = 3_000;

/** Asks the configured subgraph for the caller's wards, with an envelope that speaks of the caller alone. */
function createWardsQuestion(
  options: GatewayOptions,
  fetchSubgraph: FetchFromSubgraph,
  sealFor: SealFor,
): AskForWards | undefined {
  const { clock, config } = options;
  if (config.guardianship === undefined) return undefined;
  const guardianship = guardianshipOf(config.guardianship);
  return async (caller, self) => {
    // Of its own: what one operation may ask of a system is counted by request id.
    const requestId = randomUUID();
    const seal = sealFor({
      caller,
      onBehalfOf: [self],
      purpose: 'SUBJECT_ACCESS',
      caseReference: null,
      requestId,
      deadlineAtMs: clock.nowMs() + WARDS_DEADLINE_MS,
    });
    const reply = await fetchSubgraph(
      { requestId, signal: AbortSignal.timeout(WARDS_DEADLINE_MS), seal },
      guardianship.subgraph,
      JSON.stringify({ query: guardianship.query }),
    );
    return (reply['data'] as Record<string, unknown> | null)?.[guardianship.field];
  };
}
