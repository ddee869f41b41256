import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bindings } from '../common/binding.ts';
import type { Clock } from '../common/clock.ts';
import type { EnvelopeRoot } from '../common/envelope/seal-envelope.ts';
import type { Logger } from '../common/logger.ts';
import { projectRoot } from '../common/project-root.ts';
import type { CacheStore } from '../connectors/cache/cache-store.ts';
import type { ObservedCall } from '../connectors/connector.ts';
import { createReplicaStore } from '../connectors/replica/create-replica-store.ts';
import type { HarvestJob } from '../connectors/replica/harvest-schedule.ts';
import type { ReplicaKeys } from '../connectors/replica/replica-keys.ts';
import type { ReplicaStore } from '../connectors/replica/replica-store.ts';
import type { StockEngine } from '../federation/stock-engine.ts';
import { createInProcessTransport } from '../gateway/fetch/in-process-transport.ts';
import { readRegistry } from '../registry/read-registry.ts';
import { EXPLAIN_SCOPE } from '../simulators/identity/personas.ts';
import type { IdentityProvider } from '../simulators/identity/start-identity-provider.ts';
import type { DownedSource } from '../simulators/start-simulators.ts';
import type { Subgraph } from '../subgraphs/shared/subgraph.ts';
import { SUBGRAPHS } from './compose-supergraph.ts';
import { createCacheStore } from './create-cache-store.ts';
import { createGateway, type Gateway } from './create-gateway.ts';
import { createOwnSubgraph } from './create-subgraphs.ts';
import { loadEngine, type EngineName } from './engine.ts';
import { toExplorerConfig } from './explorer-config.ts';
import { claimStart } from './claim-start.ts';
import { gatewayConfigSchema, type GatewayConfig } from './gateway-config.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { RunStep } from './progress.ts';
import { announceServer } from './running-server.ts';
import { serveGateway } from './serve-gateway.ts';
import { awaitFirstRound, startHarvests } from './start-harvests.ts';
import { startWorld, type World } from './start-world.ts';
import { createSystemProbes } from './probe-systems.ts';
import { createSourceWatch } from './watch-sources.ts';
import { createTeardown, type Teardown } from './teardown.ts';

export interface JawaraOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The development identity provider's; 0 takes a free one. */
  readonly issuerPort: number;
  readonly dataFolder: string;
  readonly residents: number;
  readonly seed: number;
  /** Schools a regency, up to 999; default 3 to 5, as it falls out. */
  readonly schools?: number;
  /** Bindings that are dead from the start. */
  readonly down: readonly DownedSource[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly runStep: RunStep;
  /** What runs the plans; default: `jawara`. */
  readonly engine?: EngineName;
  /** Told of every call to a legacy system. */
  readonly onCall?: (call: ObservedCall) => void;
  /** Keeps public, slow data, and is closed at the end; default: Redis where `REDIS_URL` names one, else this program's memory. */
  readonly cache?: CacheStore;
  /** How long a start waits for the first harvests, in ms; default 8,000. What comes later is announced by the coverage. */
  readonly firstHarvestsMs?: number;
  /** How many threads plan operations; default 1. 0 plans them in this one. */
  readonly planningThreads?: number;
}

export interface Jawara {
  readonly endpoint: string;
  /** Where the metrics are, on this machine alone. */
  readonly metrics: string;
  readonly issuer: string;
  readonly personas: IdentityProvider['personas'];
  /** What a user should know of this start, such as bindings that run on another server than configured. */
  readonly remarks: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts everything in this process: the embedded PostgreSQL, the simulated legacy systems, the development identity
 * provider, the subgraphs and the gateway. Where a part fails, what was started before it is stopped again.
 *
 * @throws Error - one sentence: in production, where a port is taken, or where a part cannot start.
 */
export async function startJawara(options: JawaraOptions): Promise<Jawara> {
  // First what can be refused before anything is built.
  const ports = await claimStart(options);
  const teardown = createTeardown();
  try {
    return await start({ ...options, ...ports }, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function start(options: JawaraOptions, teardown: Teardown): Promise<Jawara> {
  const { port, environment, dataFolder, runStep, clock, logger } = options;
  mkdirSync(dataFolder, { recursive: true });
  const metrics = createMetrics();
  const world = await startWorld(options, teardown);
  const { identity, simulators } = world;
  const bindings = await runStep('Checking the registry', () =>
    readRegistry({
      folder: join(projectRoot, 'registry'),
      environment: { ...environment, ...simulators.environment },
      simulatedVariables: new Set(Object.keys(simulators.environment)),
      production: false,
      evidenceKept: false,
    }),
  );
  const parts = { bindings, world, metrics, teardown };
  const envelopeRoot: EnvelopeRoot = { kid: 'embedded', secret: randomBytes(32) };
  const { subgraphs, harvests, replicas } = startSubgraphs(options, parts, envelopeRoot);
  const schedule = startHarvests({ harvests, replicas, clock, logger });
  teardown.add(() => schedule.stop());
  const gateway = await runStep('Reading the supergraph', async () => {
    const stockEngine = await loadEngine(options.engine);
    return createEmbeddedGateway(options, parts, { subgraphs, envelopeRoot, stockEngine });
  });
  await runStep('Harvesting what cannot be asked by key', () =>
    awaitFirstRound(schedule, options.firstHarvestsMs ?? FIRST_HARVESTS_MS),
  );
  let metricsUrl = '';
  const { endpoint } = await serveGateway(
    {
      gateway,
      metrics,
      clock,
      logger,
      config: {
        ...toGatewayConfig(identity, options.planningThreads),
        listen: { host: '127.0.0.1', port },
        metrics: { host: '127.0.0.1', port: 0 },
      },
      explorer: toExplorerConfig(identity),
      onMetricsServed: (url) => {
        metricsUrl = url;
      },
    },
    teardown,
  );
  gateway.startPlanning();
  const facts = { pid: process.pid, endpoint, issuer: identity.issuer };
  teardown.add(await announceServer(dataFolder, facts, simulators.environment));
  return {
    endpoint,
    issuer: identity.issuer,
    metrics: metricsUrl,
    personas: identity.personas,
    remarks: simulators.remarks,
    stop: () => teardown.run(),
  };
}

interface Parts {
  readonly bindings: Bindings;
  readonly world: World;
  readonly metrics: Metrics;
  readonly teardown: Teardown;
}

const FIRST_HARVESTS_MS = 8_000;

/** The gateway with its subgraphs in this process, under a root key of its own. */
function createEmbeddedGateway(
  options: JawaraOptions,
  { world, metrics, teardown }: Parts,
  own: {
    readonly subgraphs: ReadonlyMap<string, Subgraph>;
    readonly envelopeRoot: EnvelopeRoot;
    readonly stockEngine: StockEngine | undefined;
  },
): Gateway {
  const gateway = createGateway({
    supergraphSdl: readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'),
    config: toGatewayConfig(world.identity, options.planningThreads),
    envelopeRoot: own.envelopeRoot,
    stockEngine: own.stockEngine,
    createTransport: (name) => {
      const subgraph = own.subgraphs.get(name);
      if (subgraph === undefined)
        throw new Error(`supergraph.graphql names a subgraph "${name}": run npm run compose`);
      return createInProcessTransport((request) => subgraph.handle(request));
    },
    production: false,
    clock: options.clock,
    logger: options.logger,
    onFetch: (fetch) => {
      metrics.observeFetch(fetch);
    },
    onSharedCall: (subgraph) => {
      metrics.observeSharedCall(subgraph);
    },
    onPlanning: (outcome) => {
      metrics.observePlanning(outcome);
    },
  });
  teardown.add(() => gateway.close());
  return gateway;
}

interface StartedSubgraphs {
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly harvests: readonly HarvestJob[];
  readonly replicas: ReplicaStore;
}

function startSubgraphs(
  options: JawaraOptions,
  { bindings, world, metrics, teardown }: Parts,
  envelopeRoot: EnvelopeRoot,
): StartedSubgraphs {
  const { clock, logger, environment } = options;
  const cache = options.cache ?? createCacheStore(environment, logger);
  teardown.add(() => cache.close());
  const replicas = createReplicaStore({
    url: world.postgresUrl,
    keys: throwawayKeys(),
    clock,
    logger,
  });
  teardown.add(() => replicas.close());
  const connectors = {
    clock,
    logger,
    gates: new Map(),
    observe: (call: ObservedCall) => {
      metrics.observeCall(call);
      if (call.outcome !== 'ok') logger.warn(call, 'a call to a legacy system failed');
      options.onCall?.(call);
    },
  };
  const probes = createSystemProbes(connectors);
  teardown.add(() => probes.close());
  const common = {
    bindings,
    cache,
    replicas,
    clock,
    logger,
    findState: createSourceWatch({
      probe: (binding) => probes.probe(binding),
      replicas,
      clock,
    }),
    envelopeRoots: [envelopeRoot],
    cursorSecret: randomBytes(32),
    connectors,
    onDroppedRow: (row: Parameters<Metrics['observeDroppedRow']>[0]) => {
      metrics.observeDroppedRow(row);
    },
  };
  const own = SUBGRAPHS.map((name) => createOwnSubgraph(name, common));
  for (const { subgraph } of own) teardown.add(() => subgraph.stop());
  return {
    subgraphs: new Map(own.map(({ subgraph }) => [subgraph.name, subgraph])),
    harvests: own.flatMap(({ harvests }) => harvests),
    replicas,
  };
}

/** The embedded replicas end with the server, and so do their keys. */
function throwawayKeys(): ReplicaKeys {
  return {
    activeKid: 'embedded',
    keys: { embedded: randomBytes(32) },
    lookupSecret: randomBytes(32),
  };
}

/** The embedded gateway trusts the development identity provider alone, and sends every subgraph envelopes. */
function toGatewayConfig(
  identity: IdentityProvider,
  planningThreads: number | undefined,
): GatewayConfig {
  const { issuer, jwksUri, audience } = identity;
  return gatewayConfigSchema.parse({
    authentication: { issuers: [{ issuer, jwksUri, audience }] },
    guardianship: 'population',
    explain: { scope: EXPLAIN_SCOPE },
    planning: { threads: planningThreads },
    subgraphs: Object.fromEntries(SUBGRAPHS.map((name) => [name, { envelope: true }])),
  });
}
