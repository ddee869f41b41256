import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { parse, Source } from 'graphql';
import { systemClock, type Clock } from '../../common/clock.ts';
import { ENVELOPE_HEADER, type EnvelopeRoot } from '../../common/envelope/seal-envelope.ts';
import { silentLogger } from '../../common/logger.ts';
import { composeSupergraph, formatFault } from '../../federation/compose.ts';
import { createPlanner } from '../../federation/planner.ts';
import { readSecurity } from '../../federation/read-security.ts';
import { readSupergraph } from '../../federation/supergraph.ts';
import { createAuthorizeStage } from '../../gateway/authorize/authorize-operation.ts';
import { ANONYMOUS } from '../../gateway/authenticate/anonymous-caller.ts';
import type { Caller } from '../../gateway/caller.ts';
import { createCallerEnvelopes } from '../../gateway/fetch/caller-envelope.ts';
import { createProgramCompiler } from '../../gateway/execute/compile-program.ts';
import { cloneJson, type JsonObject } from '../../gateway/execute/json.ts';
import { createSubgraphFetch } from '../../gateway/fetch/fetch-subgraph.ts';
import { createHttpTransport } from '../../gateway/fetch/http-transport.ts';
import { createCallSharing } from '../../gateway/fetch/share-calls.ts';
import { createOperationHandler } from '../../gateway/handle-operation.ts';
import { createRequestHandler } from '../../gateway/handle-request.ts';
import { createParseStage } from '../../gateway/parse/parse-operation.ts';
import { createOverrideChoice } from '../../gateway/plan/choose-overrides.ts';
import { createPlanStage } from '../../gateway/plan/plan-operation.ts';
import type { FindSubjects } from '../../gateway/subjects/find-subjects.ts';
import {
  startHttpSubgraph,
  type HttpSubgraph,
  type RawAnswer,
  type SubgraphQuestion,
} from './http-subgraph.ts';

/** One subgraph of a small graph. Its SDL gets the federation link before it, unless it has one of its own. */
export interface SubgraphSource {
  readonly typeDefs: string;
  readonly resolvers?: GraphQLResolverMap<unknown>;
}

export interface GraphOptions {
  readonly subgraphs: Readonly<Record<string, SubgraphSource>>;
  readonly onDenied?: 'filter' | 'reject';
  readonly requirePurpose?: boolean;
  readonly deadlineMs?: number;
  readonly maxReplyBytes?: number;
  /** Which subgraphs get envelopes; none by default. */
  readonly envelopes?: { readonly root: EnvelopeRoot; readonly subgraphs: readonly string[] };
  readonly findSubjects?: FindSubjects;
  /** Shares equal calls in flight; told of each that was not made. */
  readonly onSharedCall?: (subgraph: string) => void;
  /** How long fetches wait for one another to be sent as one. */
  readonly patience?: () => number;
  readonly clock?: Clock;
  /** Changes what was composed, as another tool would have written it. */
  readonly rewriteSupergraph?: (sdl: string) => string;
}

export interface GraphQuestion {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** Anonymous by default. */
  readonly caller?: Caller;
  readonly purpose?: string;
  readonly signal?: AbortSignal;
}

/** A response as a client reads it. */
export interface GraphAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: unknown;
}

export interface FederatedGraph {
  readonly ask: (query: string, question?: GraphQuestion) => Promise<GraphAnswer>;
  /** Everything that subgraphs were sent since the start or the last `forget`, in order of arrival. */
  readonly asked: SubgraphQuestion[];
  answerWith(subgraph: string, answer: RawAnswer | undefined): void;
  stop(subgraph?: string): Promise<void>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@tag",
  "@authenticated", "@requiresScopes", "@policy", "@context", "@fromContext", "@extends"])`;

/**
 * A small federated graph: subgraphs on real sockets, composed as ours are, behind the gateway's own stages. Only
 * authentication is left out: a test says who asks.
 */
export async function startGraph(options: GraphOptions): Promise<FederatedGraph> {
  const asked: SubgraphQuestion[] = [];
  const running = await startSubgraphs(options, asked);
  const stages = createStages(options, composeRunning(options, running));
  return {
    asked,
    ask: (query, question) => stages.ask(query, question),
    answerWith(subgraph, answer) {
      find(running, subgraph).answerWith(answer);
    },
    async stop(subgraph) {
      if (subgraph !== undefined) {
        await find(running, subgraph).stop();
        return;
      }
      await stages.close();
      await Promise.all(running.map((each) => each.stop()));
    },
  };
}

function toTypeDefs(name: string, sdl: string) {
  const text = sdl.includes('@link(') ? sdl : `${LINK}\n${sdl}`;
  return parse(new Source(text, `${name}.graphql`));
}

function startSubgraphs(
  options: GraphOptions,
  asked: SubgraphQuestion[],
): Promise<readonly HttpSubgraph[]> {
  return Promise.all(
    Object.entries(options.subgraphs).map(([name, { typeDefs, resolvers = {} }]) =>
      startHttpSubgraph({ name, typeDefs: toTypeDefs(name, typeDefs), resolvers, asked }),
    ),
  );
}

function composeRunning(options: GraphOptions, running: readonly HttpSubgraph[]): string {
  const result = composeSupergraph(
    running.map(({ name, url }) => ({
      name,
      url,
      typeDefs: toTypeDefs(name, options.subgraphs[name]?.typeDefs ?? ''),
    })),
  );
  if (!result.ok) throw new Error(result.faults.map(formatFault).join('\n'));
  return options.rewriteSupergraph?.(result.supergraphSdl) ?? result.supergraphSdl;
}

function createStages(options: GraphOptions, sdl: string) {
  const clock = options.clock ?? systemClock;
  const supergraph = readSupergraph(sdl);
  const security = readSecurity(supergraph.document);
  const snapshot = {
    supergraph,
    security,
    parse: createParseStage({ apiSchema: supergraph.apiSchema, security }),
    authorize: createAuthorizeStage({
      schema: supergraph.apiSchema,
      security,
      onDenied: options.onDenied ?? 'filter',
      requirePurpose: options.requirePurpose ?? false,
    }),
    chooseOverrides: createOverrideChoice({ shares: new Map(), trustHeader: false }),
    plan: createPlanStage(createPlanner(supergraph)),
    compile: createProgramCompiler(supergraph.schema),
  };
  const { maxReplyBytes } = options;
  const transports = new Map(
    [...supergraph.subgraphs].map(([name, url]) => [
      name,
      createHttpTransport({ url, ...(maxReplyBytes === undefined ? {} : { maxReplyBytes }) }),
    ]),
  );
  const callers = new Map<string, Caller>();
  const handleRequest = createRequestHandler({
    logger: silentLogger,
    handleOperation: createOperationHandler({
      snapshot: () => snapshot,
      authenticate: (authorization) =>
        Promise.resolve(callers.get(authorization ?? '') ?? ANONYMOUS),
      findSubjects: options.findSubjects ?? (() => Promise.resolve([])),
      sealFor: createCallerEnvelopes({
        root: options.envelopes?.root,
        subgraphs: options.envelopes?.subgraphs ?? [],
        clock,
      }),
      fetchSubgraph: createSubgraphFetch({
        transports,
        envelopeHeader: ENVELOPE_HEADER,
        logger: silentLogger,
        ...(options.onSharedCall === undefined
          ? {}
          : {
              share: createCallSharing({
                clock,
                copy: (reply) => cloneJson(reply) as JsonObject,
                onShared: options.onSharedCall,
              }),
            }),
      }),
      clock,
      logger: silentLogger,
      deadlineMs: options.deadlineMs ?? 10_000,
      sharesCalls: true,
      ...(options.patience === undefined ? {} : { patience: options.patience }),
    }),
  });
  return {
    async ask(query: string, question: GraphQuestion = {}): Promise<GraphAnswer> {
      const { caller = ANONYMOUS, purpose, signal, variables, operationName } = question;
      callers.set(caller.entitlementsKey, caller);
      const raw = await handleRequest(
        {
          method: 'POST',
          search: '',
          headers: {
            'content-type': 'application/json',
            authorization: caller.entitlementsKey,
            ...(purpose === undefined ? {} : { 'jawara-purpose': purpose }),
          },
          body: Buffer.from(JSON.stringify({ query, variables, operationName })),
        },
        signal ?? new AbortController().signal,
      );
      return readAnswer(raw.body);
    },
    close: async () => {
      await Promise.all([...transports.values()].map((transport) => transport.close()));
    },
  };
}

/** Without request ids, which no two answers share, and locations. */
function readAnswer(body: string): GraphAnswer {
  return JSON.parse(body, (key, value: unknown) =>
    key === 'requestId' || key === 'locations' ? undefined : value,
  ) as GraphAnswer;
}

function find(running: readonly HttpSubgraph[], name: string): HttpSubgraph {
  const found = running.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no subgraph ${name}`);
  return found;
}
