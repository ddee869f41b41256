import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { systemClock } from '../../common/clock.ts';
import { createLogger } from '../../common/logger.ts';
import { composeSupergraph } from '../../federation/compose.ts';
import {
  startStandaloneGateway,
  type StandaloneGateway,
} from '../../server/start-standalone-gateway.ts';
import {
  createEcKey,
  ISSUER,
  sign,
  startKeyServer,
  toClaims,
} from '../unit/authenticate/issuer-on-socket.ts';
import type { SubgraphQuestion } from './http-subgraph.ts';
import {
  createFeed,
  startStreamingSubgraph,
  type Feed,
  type StreamingSubgraph,
} from './streaming-subgraph.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@tag"])';

/** Products, whose prices change. */
const PRICES = `${LINK}
type Query { products: [Product!]! product: Product lost: Product }
type Mutation { rename(name: String!): String }
type Subscription { priceChanged(id: ID): Product guardedPrice: Product @authenticated personalPrice: Product @tag(name: "personal") }
type Product @key(fields: "id") { id: ID! name: String price: Int must: String! similar: Product }`;

/** What else is known of a product, by another subgraph. */
const REVIEWS = `${LINK}
type Product @key(fields: "id") { id: ID! stars: Int author: Author remark: String @requiresScopes(scopes: [["remarks"]]) }
type Author @key(fields: "id") { id: ID! name: String books: [Book!] }
type Book { title: String }`;

export interface PriceEvent {
  readonly id: string;
  readonly price?: number | null;
}

/** A question that a subgraph holds its answer back for. */
export interface HeldQuestion {
  readonly question: SubgraphQuestion;
  /** Resolves when the gateway has given the question up. */
  readonly gone: Promise<void>;
  readonly release: () => void;
}

export interface RealtimeGateway {
  readonly endpoint: string;
  readonly feed: Feed<PriceEvent>;
  readonly prices: StreamingSubgraph;
  /** What the subgraphs were asked; forgotten by `asked.length = 0`. */
  readonly asked: SubgraphQuestion[];
  /** From now on a subgraph's answers in JSON to questions with this text are held back. */
  readonly hold: (text: string | undefined) => void;
  /** The next question that is held back, or the oldest that was. */
  readonly held: () => Promise<HeldQuestion>;
  /** What the metrics say, where the configuration has them served. */
  readonly metrics: () => Promise<string>;
  /** The gateway's log, each line as it was written. */
  logged(): readonly Record<string, unknown>[];
  /** Puts a supergraph in the place of the one that is served, with another SDL of the prices. */
  replaceSupergraph(toSdl: (prices: string) => string): void;
  /** Whether the reviews break every answer off from now on. */
  failReviews(fail: boolean): void;
  token(claims?: Record<string, unknown>): string;
  stopGateway(): Promise<void>;
  /** As a worker does that is being replaced. */
  drainGateway(): Promise<void>;
  stop(): Promise<void>;
}

/** A gateway as `npm run gateway` starts it, before two subgraphs, with an issuer of its own. */
export async function startRealtimeGateway(
  settings: {
    readonly protocol?: 'sse' | 'ws' | undefined;
    readonly config?: Readonly<Record<string, unknown>>;
    readonly pricesConfig?: Readonly<Record<string, unknown>>;
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<RealtimeGateway> {
  const asked: SubgraphQuestion[] = [];
  const feed = createFeed<PriceEvent>();
  const holding = createHolding();
  const logLines: string[] = [];
  let reviewsFail = false;
  const key = createEcKey();
  const keys = await startKeyServer([key.jwk]);
  const prices = await startStreamingSubgraph({
    name: 'prices',
    typeDefs: parse(PRICES),
    resolvers: pricesResolvers(feed),
    asked,
    hold: holding.hold,
  });
  const reviews = await startStreamingSubgraph({
    name: 'reviews',
    typeDefs: parse(REVIEWS),
    resolvers: reviewsResolvers,
    asked,
    hold: (question, gone) => {
      if (reviewsFail) return Promise.reject(new Error('broken off'));
      return holding.hold(question, gone);
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'jawara-realtime-'));
  const { protocol = 'sse' } = settings;
  const config = {
    authentication: {
      issuers: [{ issuer: ISSUER, jwksUri: keys.jwksUri, audience: toClaims()['aud'] }],
    },
    subgraphs: {
      prices: {
        ...(settings.protocol === undefined && 'protocol' in settings
          ? {}
          : { subscriptions: { protocol } }),
        ...settings.pricesConfig,
      },
    },
    ...settings.config,
  };
  const composeWith = (pricesSdl: string) =>
    compose([
      { name: 'prices', url: prices.url, typeDefs: parse(pricesSdl) },
      { name: 'reviews', url: reviews.url, typeDefs: parse(REVIEWS) },
    ]);
  const gateway = await startGateway(folder, config, composeWith(PRICES), {
    environment: settings.environment ?? {},
    logLines,
  });
  const logged = () => logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    endpoint: gateway.endpoint,
    feed,
    prices,
    asked,
    hold: holding.holdBack,
    held: holding.next,
    metrics: async () => {
      const said = logged().find(({ msg }) => msg === 'metrics are served');
      return (await fetch(String(said?.['url']))).text();
    },
    logged,
    replaceSupergraph(toSdl) {
      const file = join(folder, SUPERGRAPH_FILE);
      writeFileSync(`${file}.new`, composeWith(toSdl(PRICES)));
      renameSync(`${file}.new`, file);
    },
    failReviews(fail) {
      reviewsFail = fail;
    },
    token: (claims = {}) =>
      sign(
        key,
        toClaims({ iat: Date.now() / 1_000 - 10, exp: Date.now() / 1_000 + 600, ...claims }),
      ),
    stopGateway: () => gateway.stop(),
    drainGateway: () => gateway.drain(),
    async stop() {
      await gateway.stop();
      await Promise.all([prices.stop(), reviews.stop(), keys.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SUPERGRAPH_FILE = 'supergraph.graphql';

function compose(subgraphs: Parameters<typeof composeSupergraph>[0]): string {
  const composed = composeSupergraph(subgraphs);
  if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
  return composed.supergraphSdl;
}

function startGateway(
  folder: string,
  config: Readonly<Record<string, unknown>>,
  supergraphSdl: string,
  running: {
    readonly environment: Readonly<Record<string, string>>;
    readonly logLines: string[];
  },
): Promise<StandaloneGateway> {
  const supergraphFile = join(folder, SUPERGRAPH_FILE);
  writeFileSync(supergraphFile, supergraphSdl);
  // JSON is YAML.
  const configFile = join(folder, 'gateway.yml');
  writeFileSync(configFile, JSON.stringify(config));
  return startStandaloneGateway({
    supergraphFile,
    configFile,
    port: 0,
    environment: running.environment,
    clock: systemClock,
    logger: createLogger({ destination: { write: (line) => void running.logLines.push(line) } }),
  });
}

const PRODUCTS = [
  { id: '1', name: 'Kopi', price: 10, must: 'a', similar: { id: '2', name: 'Teh', price: 20 } },
  { id: '2', name: 'Teh', price: 20, must: 'b', similar: null },
];

function pricesResolvers(feed: Feed<PriceEvent>) {
  const priceOf = (event: PriceEvent) => ({
    ...PRODUCTS.find(({ id }) => id === event.id),
    ...event,
  });
  const subscription = {
    subscribe: () => feed,
    resolve: (event: PriceEvent) => {
      if (event.id === 'broken') throw new Error('this event is broken');
      return priceOf(event);
    },
  };
  return {
    Query: { products: () => PRODUCTS, product: () => PRODUCTS[0], lost: () => null },
    Mutation: { rename: (_: unknown, { name }: { name: string }) => `is ${name}` },
    Subscription: {
      priceChanged: subscription,
      guardedPrice: subscription,
      personalPrice: subscription,
    },
    Product: {
      __resolveReference: ({ id }: { id: string }) => PRODUCTS.find((each) => each.id === id),
    },
  };
}

const reviewsResolvers = {
  Product: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    stars: ({ id }: { id: string }) => {
      if (id === '3') throw new Error('no stars for this one');
      return Number(id);
    },
    author: ({ id }: { id: string }) => ({ id, name: `author ${id}` }),
    remark: () => 'good',
  },
  Author: {
    __resolveReference: ({ id }: { id: string }) => ({ id, name: `author ${id}` }),
    books: () => [{ title: 'b' }],
  },
};

function createHolding() {
  let text: string | undefined;
  const waiting: HeldQuestion[] = [];
  let taken: ((held: HeldQuestion) => void)[] = [];
  return {
    holdBack: (next: string | undefined) => {
      text = next;
    },
    next: () =>
      new Promise<HeldQuestion>((resolve) => {
        const held = waiting.shift();
        if (held === undefined) taken.push(resolve);
        else resolve(held);
      }),
    hold: (question: SubgraphQuestion, gone: Promise<void>): Promise<void> | undefined => {
      if (text === undefined || !question.query.includes(text)) return undefined;
      return new Promise((release) => {
        const held = { question, gone, release };
        void gone.then(release);
        const [take, ...others] = taken;
        taken = others;
        if (take === undefined) waiting.push(held);
        else take(held);
      });
    },
  };
}
