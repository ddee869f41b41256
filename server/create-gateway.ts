import { randomUUID } from 'node:crypto';
import type { Clock } from '../common/clock.ts';
import { ENVELOPE_HEADER, type EnvelopeRoot } from '../common/envelope/seal-envelope.ts';
import type { Logger } from '../common/logger.ts';
import { readCost } from '../federation/read-cost.ts';
import { readRequiringFields } from '../federation/read-requiring-fields.ts';
import { readSecurity } from '../federation/read-security.ts';
import type { StockEngine } from '../federation/stock-engine.ts';
import { readSupergraph, type Supergraph } from '../federation/supergraph.ts';
import { createAuthenticator } from '../gateway/authenticate/create-authenticator.ts';
import { createAuthorizeStage } from '../gateway/authorize/authorize-operation.ts';
import { createProgramCompiler } from '../gateway/execute/compile-program.ts';
import { cloneJson, type JsonObject } from '../gateway/execute/json.ts';
import type { Caller } from '../gateway/caller.ts';
import { Cancellation, type CancelSignal } from '../gateway/cancellation.ts';
import { createCallerEnvelopes, type SealFor } from '../gateway/fetch/caller-envelope.ts';
import { createSubgraphFetch, type FetchFromSubgraph } from '../gateway/fetch/fetch-subgraph.ts';
import { createCallSharing } from '../gateway/fetch/share-calls.ts';
import type { SubgraphTransport } from '../gateway/fetch/transport.ts';
import { createOperationHandler, type HandleOperation } from '../gateway/handle-operation.ts';
import { createOperationOpener, type OpenOperation } from '../gateway/open-operation.ts';
import type { OperationResult } from '../gateway/operation-result.ts';
import { createParseStage } from '../gateway/parse/parse-operation.ts';
import { withDecidedConditions } from '../gateway/plan/decide-conditions.ts';
import { createOverrideChoice } from '../gateway/plan/choose-overrides.ts';
import { createPlanMemory, type PlanMemory } from '../gateway/plan/plan-memory.ts';
import { createPlanStage, type PlanningOutcome } from '../gateway/plan/plan-operation.ts';
import { warmPlans, type WarmedPlans } from '../gateway/plan/warm-plans.ts';
import type { Snapshot } from '../gateway/snapshot.ts';
import { createStreamOpener } from '../gateway/subscribe/open-stream.ts';
import {
  createRunningSubscriptions,
  type RunningSubscriptions,
} from '../gateway/subscribe/running-subscriptions.ts';
import { createWaitingSum, type WaitingSum } from '../gateway/subscribe/waiting-sum.ts';
import { createSubjectFinder, type AskForWards } from '../gateway/subjects/find-subjects.ts';
import { createPlanning, type Planning } from './create-planning.ts';
import { guardianshipOf } from './guardianship.ts';
import type { GatewayConfig } from './gateway-config.ts';
import { createSubscriptionTransport } from './subscription-transport.ts';
import { createGenerations, type Generation } from './generations.ts';
import { toOverrideShares } from './override-shares.ts';
import { createSharedTransports, type OpenTransport } from './shared-transports.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly config: GatewayConfig;
  /** Seals envelopes; undefined where no subgraph gets any. */
  readonly envelopeRoot: EnvelopeRoot | undefined;
  /** How a subgraph is reached, given its name and the URL that the supergraph states. */
  readonly createTransport: (name: string, url: string) => SubgraphTransport;
  readonly production: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Runs the plans; default: our own engine. */
  readonly stockEngine?: StockEngine | undefined;
  readonly onFetch?: (fetch: {
    readonly subgraph: string;
    readonly durationMs: number;
    readonly ok: boolean;
  }) => void;
  /** Told of every call that was not made, since an equal one was in flight. */
  readonly onSharedCall?: (subgraph: string) => void;
  /** Told of every operation that was planned, by how it ended. */
  readonly onPlanning?: (outcome: PlanningOutcome) => void;
}

export interface Gateway {
  readonly handle: HandleOperation;
  /** The same for clients that take more than one answer. */
  readonly open: OpenOperation;
  /** @throws ClientError - UNAUTHENTICATED, for a token that no operation could be run with. */
  readonly authenticate: (authorization: string | undefined) => Promise<Caller>;
  /** Those that run now; ending them is the first step of a stop. */
  readonly subscriptions: RunningSubscriptions;
  readonly supergraph: Supergraph;
  /** Makes planning ready, without waiting; the first operation would. */
  startPlanning(): void;
  /**
   * Takes a new supergraph, whole: first the operations in use are planned for it, then new requests get it. Requests
   * that run keep the old one, which is closed after the last of them; subscriptions keep it for
   * `realtime.formerSupergraphMs` and are ended then.
   *
   * @throws Error - where it is none, or asks for what is unknown here; the old one stays.
   */
  replaceSupergraph(supergraphSdl: string): Promise<ReplacedSupergraph>;
  close(): Promise<void>;
}

export interface ReplacedSupergraph {
  readonly subgraphs: readonly string[];
  /** How many of the operations in use were planned beforehand, and how many of them are no longer valid. */
  readonly planned: number;
  readonly dropped: number;
}

/** How long a new supergraph is kept waiting for the operations in use to be planned, in ms. */
const WARM_UP_MS = 60_000;

/** Puts the gateway's stages together. Nothing is contacted until the first request. */
export function createGateway(options: GatewayOptions): Gateway {
  const { config, clock, logger } = options;
  const authenticator = createAuthenticator(config.authentication ?? {}, {
    clock,
    logger,
    production: options.production,
  });
  const shared: SharedParts = {
    authenticator,
    openTransport: createSharedTransports(options.createTransport),
    subscriptions: createRunningSubscriptions({
      total: config.realtime.subscriptions,
      perCaller: config.realtime.subscriptionsPerCaller,
    }),
    waitingSum: createWaitingSum(config.realtime.waitingSizeOfAll),
  };
  const generations = createGenerations(createGeneration(options, shared, options.supergraphSdl));
  const closing = new AbortController();
  const takeOver = (next: GatewayGeneration): void => {
    const { planning, retired } = generations.current;
    generations.replace(next);
    // A stream may keep the former for longer; whatever has no plan by then has passed its deadline.
    setTimeout(() => void planning.close(), config.deadlineMs).unref();
    setTimeout(() => {
      retired.abort();
    }, config.realtime.formerSupergraphMs).unref();
  };
  const warm = async (next: GatewayGeneration): Promise<WarmedPlans> =>
    warmPlans({
      from: generations.current.plans,
      to: next.plans,
      replan: next.planning.replan,
      limit: config.planning.warm,
      overrideLabels: new Set(toOverrideShares(next.supergraph, {}).keys()),
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(WARM_UP_MS)]),
    });
  const replace = async (supergraphSdl: string): Promise<ReplacedSupergraph> => {
    const next = createGeneration(options, shared, supergraphSdl);
    const warmed = await warm(next).catch(async (error: unknown) => {
      await next.close();
      throw error;
    });
    if (closing.signal.aborted) await next.close();
    else takeOver(next);
    return { ...warmed, subgraphs: [...next.supergraph.subgraphs.keys()] };
  };
  let replacing: Promise<unknown> = Promise.resolve();
  return {
    handle: (request, context) =>
      generations.use((generation) => generation.handle(request, context)),
    open: async (request, context) => {
      const { generation, giveBack } = generations.borrow();
      return untilAnswered(() => generation.open(request, context), context.signal, giveBack);
    },
    authenticate: (authorization) => authenticator.authenticate(authorization),
    subscriptions: shared.subscriptions,
    get supergraph() {
      return generations.current.supergraph;
    },
    startPlanning() {
      generations.current.planning.start();
    },
    replaceSupergraph(supergraphSdl) {
      const replaced = replacing.then(() => replace(supergraphSdl));
      replacing = replaced.catch(() => undefined);
      return replaced;
    },
    async close() {
      closing.abort();
      await Promise.all([authenticator.close(), generations.close()]);
      await replacing;
    },
  };
}

/** What outlives a supergraph. */
interface SharedParts {
  readonly authenticator: ReturnType<typeof createAuthenticator>;
  readonly openTransport: OpenTransport;
  readonly subscriptions: RunningSubscriptions;
  readonly waitingSum: WaitingSum;
}

/** Everything that goes with one supergraph. */
interface GatewayGeneration extends Generation {
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
function createGeneration(
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

/** An operation's answers, and what is to be done once after the last of them, or when its client goes away. */
async function untilAnswered(
  open: () => Promise<OperationResult>,
  signal: CancelSignal,
  after: () => void,
): Promise<OperationResult> {
  const finish = () => {
    signal.removeEventListener('abort', finish);
    after();
  };
  try {
    const result = await open();
    if (result.kind === 'SINGLE') {
      finish();
      return result;
    }
    // Answers that nobody began to take are not ended by anybody either.
    if (signal.aborted) finish();
    else signal.addEventListener('abort', finish);
    return result.kind === 'EVENTS'
      ? { ...result, events: andThen(result.events, finish) }
      : { ...result, parts: andThen(result.parts, finish) };
  } catch (error) {
    finish();
    throw error;
  }
}

/** The same items; `finish` is called once, at their end or when nobody wants any more of them. */
function andThen<Item>(items: AsyncIterable<Item>, finish: () => void): AsyncIterable<Item> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = items[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const result = await iterator.next();
            if (result.done === true) finish();
            return result;
          } catch (error) {
            finish();
            throw error;
          }
        },
        async return() {
          finish();
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
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
