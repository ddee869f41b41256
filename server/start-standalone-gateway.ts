import { readFileSync } from 'node:fs';
import { readYamlConfig } from '../common/config/read-yaml-config.ts';
import type { Clock } from '../common/clock.ts';
import type { EnvelopeRoot } from '../common/envelope/seal-envelope.ts';
import type { Logger } from '../common/logger.ts';
import { readOverrideLabels } from '../federation/override-labels.ts';
import type { Supergraph } from '../federation/supergraph.ts';
import { createHttpTransport } from '../gateway/fetch/http-transport.ts';
import { createGateway, type Gateway } from './create-gateway.ts';
import { loadEngine, type EngineName } from './engine.ts';
import { toExplorerConfig } from './explorer-config.ts';
import { gatewayConfigSchema, type GatewayConfig } from './gateway-config.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { serveGateway } from './serve-gateway.ts';
import { createTeardown, type Teardown } from './teardown.ts';
import { watchSupergraph } from './watch-supergraph.ts';

export interface StandaloneGatewayOptions {
  /** A federation 2 supergraph's file. */
  readonly supergraphFile: string;
  /** Undefined: every default, so that every caller is anonymous. */
  readonly configFile: string | undefined;
  /** Overrides the configuration's. */
  readonly port: number | undefined;
  /** What runs the plans; default: `jawara`. */
  readonly engine?: EngineName | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For `/metrics`; default: those of this process. */
  readonly printMetrics?: () => Promise<string>;
}

export interface StandaloneGateway {
  readonly endpoint: string;
  readonly metrics: Metrics;
  /** Takes no more connections, answers what comes on those that are open, then stops. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the gateway alone, on any federation 2 supergraph, with its subgraphs over HTTP.
 *
 * @throws Error - where the supergraph cannot be read, a subgraph that the configuration names is not in it, or it cannot
 *   listen.
 * @throws ConfigurationError - all faults of the configuration at once.
 */
export async function startStandaloneGateway(
  options: StandaloneGatewayOptions,
): Promise<StandaloneGateway> {
  const { clock, logger, environment } = options;
  const config = readConfig(options);
  const supergraphSdl = readFileSync(options.supergraphFile, 'utf8');
  const teardown = createTeardown();
  const metrics = createMetrics();
  const gateway = createGateway({
    supergraphSdl,
    config,
    envelopeRoot: toEnvelopeRoot(config),
    createTransport: (name, url) =>
      createHttpTransport({
        url: config.subgraphs[name]?.url ?? url,
        maxReplyBytes: config.limits.replyBytes,
      }),
    production: environment['NODE_ENV'] === 'production',
    clock,
    logger,
    stockEngine: await loadEngine(options.engine),
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
  try {
    refuseUnknownSubgraphs(config, gateway.supergraph.subgraphs);
    const { endpoint, drain } = await serveGateway(
      {
        gateway,
        config,
        metrics,
        clock,
        logger,
        explorer: toExplorerConfig(undefined),
        ...(options.printMetrics === undefined ? {} : { printMetrics: options.printMetrics }),
      },
      teardown,
    );
    gateway.startPlanning();
    watchFile(options, { gateway, config, metrics, supergraphSdl }, teardown);
    return {
      endpoint,
      metrics,
      async drain() {
        await drain();
        await teardown.run();
      },
      stop: () => teardown.run(),
    };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

function watchFile(
  { supergraphFile, logger }: StandaloneGatewayOptions,
  running: {
    readonly gateway: Gateway;
    readonly config: GatewayConfig;
    readonly metrics: Metrics;
    readonly supergraphSdl: string;
  },
  teardown: Teardown,
): void {
  const { gateway, config, metrics, supergraphSdl } = running;
  warnOfUnknownNames(config, gateway.supergraph, logger);
  if (config.reload.everyMs === 0) return;
  const watch = watchSupergraph({
    file: supergraphFile,
    everyMs: config.reload.everyMs,
    supergraphSdl,
    logger,
    async replace(next) {
      const replaced = await gateway.replaceSupergraph(next);
      warnOfUnknownNames(config, gateway.supergraph, logger);
      return replaced;
    },
    observe: (outcome) => {
      metrics.observeReload(outcome);
    },
  });
  teardown.add(async () => {
    watch.stop();
  });
}

/** What may rightly be missing from a later supergraph, or be spelled wrongly here. */
function warnOfUnknownNames(config: GatewayConfig, supergraph: Supergraph, logger: Logger): void {
  const subgraphs = namedSubgraphs(config).filter((name) => !supergraph.subgraphs.has(name));
  const labels = new Set(readOverrideLabels(supergraph.document));
  const overrideLabels = Object.keys(config.overrides.labels).filter((label) => !labels.has(label));
  if (subgraphs.length + overrideLabels.length === 0) return;
  logger.warn(
    { subgraphs, overrideLabels },
    'the configuration names what the supergraph does not have',
  );
}

function readConfig({ configFile, environment, port }: StandaloneGatewayOptions): GatewayConfig {
  const config =
    configFile === undefined
      ? gatewayConfigSchema.parse({})
      : readYamlConfig(configFile, gatewayConfigSchema, environment);
  return port === undefined ? config : { ...config, listen: { ...config.listen, port } };
}

function toEnvelopeRoot({ envelopes }: GatewayConfig): EnvelopeRoot | undefined {
  if (envelopes === undefined) return undefined;
  return { kid: envelopes.kid, secret: Buffer.from(envelopes.root, 'base64url') };
}

/** A misspelt subgraph would silently get no envelope, or the wrong address. */
function refuseUnknownSubgraphs(config: GatewayConfig, known: ReadonlyMap<string, string>): void {
  const unknown = namedSubgraphs(config).find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new Error(
    `The configuration names a subgraph "${unknown}"; the supergraph has ${[...known.keys()].join(', ')}.`,
  );
}

function namedSubgraphs(config: GatewayConfig): readonly string[] {
  const { guardianship } = config;
  return [...Object.keys(config.subgraphs), ...(guardianship === undefined ? [] : [guardianship])];
}
