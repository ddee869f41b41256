import type { Supergraph } from '../federation/supergraph.ts';
import { createAuthenticator } from '../gateway/authenticate/create-authenticator.ts';
import type { Caller } from '../gateway/caller.ts';
import type { HandleOperation } from '../gateway/handle-operation.ts';
import type { OpenOperation } from '../gateway/open-operation.ts';
import { warmPlans, type WarmedPlans } from '../gateway/plan/warm-plans.ts';
import {
  createRunningSubscriptions,
  type RunningSubscriptions,
} from '../gateway/subscribe/running-subscriptions.ts';
import { createWaitingSum } from '../gateway/subscribe/waiting-sum.ts';
import { createGenerations } from './generations.ts';
import { toOverrideShares } from './override-shares.ts';
import { createSharedTransports } from './shared-transports.ts';
import { createGeneration, type GatewayGeneration, type SharedParts } from './create-generation.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { untilAnswered } from './until-answered.ts';

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
