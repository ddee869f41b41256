import { randomUUID } from 'node:crypto';
import type { Clock } from '../common/clock.ts';
import { ENVELOPE_HEADER, type EnvelopeRoot } from '../common/envelope/seal-envelope.ts';
import type { Logger } from '../common/logger.ts';
import { createPlanner } from '../federation/planner.ts';
import { readSecurity } from '../federation/read-security.ts';
import { readSupergraph, type Supergraph } from '../federation/supergraph.ts';
import { createAuthenticator } from '../gateway/authenticate/create-authenticator.ts';
import { createAuthorizeStage } from '../gateway/authorize/authorize-operation.ts';
import { createFetchCompiler } from '../gateway/execute/compile-fetch.ts';
import { createCallerEnvelopes, type SealFor } from '../gateway/fetch/caller-envelope.ts';
import { createSubgraphFetch, type FetchFromSubgraph } from '../gateway/fetch/fetch-subgraph.ts';
import type { SubgraphTransport } from '../gateway/fetch/transport.ts';
import { createOperationHandler, type HandleOperation } from '../gateway/handle-operation.ts';
import { createParseStage } from '../gateway/parse/parse-operation.ts';
import { createPlanStage } from '../gateway/plan/plan-operation.ts';
import type { Snapshot } from '../gateway/snapshot.ts';
import { createSubjectFinder, type AskForWards } from '../gateway/subjects/find-subjects.ts';
import { guardianshipOf } from './guardianship.ts';
import type { GatewayConfig } from './gateway-config.ts';

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
  readonly onFetch?: (fetch: {
    readonly subgraph: string;
    readonly durationMs: number;
    readonly ok: boolean;
  }) => void;
}

export interface Gateway {
  readonly handle: HandleOperation;
  readonly supergraph: Supergraph;
  close(): Promise<void>;
}

/** Puts the gateway's stages together for one supergraph. Nothing is contacted until the first request. */
export function createGateway(options: GatewayOptions): Gateway {
  const { config, clock, logger } = options;
  const snapshot = createSnapshot(options.supergraphSdl, config);
  const transports = new Map(
    [...snapshot.supergraph.subgraphs].map(([name, url]) => [
      name,
      options.createTransport(name, url),
    ]),
  );
  const authenticator = createAuthenticator(config.authentication ?? {}, {
    clock,
    logger,
    production: options.production,
  });
  const fetchSubgraph = createSubgraphFetch({
    transports,
    envelopeHeader: ENVELOPE_HEADER,
    logger,
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
  return {
    supergraph: snapshot.supergraph,
    handle: createOperationHandler({
      snapshot: () => snapshot,
      authenticate: (authorization) => authenticator.authenticate(authorization),
      findSubjects,
      sealFor,
      fetchSubgraph,
      clock,
      logger,
      deadlineMs: config.deadlineMs,
    }),
    async close() {
      await Promise.all([
        authenticator.close(),
        ...[...transports.values()].map((transport) => transport.close()),
      ]);
    },
  };
}

/** Everything that depends on the supergraph, made whole. */
function createSnapshot(supergraphSdl: string, config: GatewayConfig): Snapshot {
  const supergraph = readSupergraph(supergraphSdl);
  const security = readSecurity(supergraph.document);
  return {
    supergraph,
    security,
    parse: createParseStage({
      apiSchema: supergraph.apiSchema,
      security,
      limits: config.limits,
    }),
    authorize: createAuthorizeStage({
      schema: supergraph.apiSchema,
      security,
      onDenied: config.authorization.onDenied,
      requirePurpose: config.authorization.requirePurpose,
    }),
    plan: createPlanStage(createPlanner(supergraph)),
    compileFetch: createFetchCompiler(supergraph.schema),
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
