import { readFileSync } from 'node:fs';
import { readYamlConfig } from '../common/config/read-yaml-config.ts';
import type { Clock } from '../common/clock.ts';
import type { EnvelopeRoot } from '../common/envelope/seal-envelope.ts';
import type { Logger } from '../common/logger.ts';
import { createHttpTransport } from '../gateway/fetch/http-transport.ts';
import { createGateway } from './create-gateway.ts';
import { toExplorerConfig } from './explorer-config.ts';
import { gatewayConfigSchema, type GatewayConfig } from './gateway-config.ts';
import { createMetrics } from './metrics.ts';
import { serveGateway } from './serve-gateway.ts';
import { createTeardown } from './teardown.ts';

export interface StandaloneGatewayOptions {
  /** A federation 2 supergraph's file. */
  readonly supergraphFile: string;
  /** Undefined: every default, so that every caller is anonymous. */
  readonly configFile: string | undefined;
  /** Overrides the configuration's. */
  readonly port: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface StandaloneGateway {
  readonly endpoint: string;
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
    onFetch: (fetch) => {
      metrics.observeFetch(fetch);
    },
  });
  teardown.add(() => gateway.close());
  try {
    refuseUnknownSubgraphs(config, gateway.supergraph.subgraphs);
    const endpoint = await serveGateway(
      { gateway, config, metrics, logger, explorer: toExplorerConfig(undefined) },
      teardown,
    );
    return { endpoint, stop: () => teardown.run() };
  } catch (error) {
    await teardown.run();
    throw error;
  }
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
  const named = [
    ...Object.keys(config.subgraphs),
    ...(config.guardianship === undefined ? [] : [config.guardianship]),
  ];
  const unknown = named.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new Error(
    `The configuration names a subgraph "${unknown}"; the supergraph has ${[...known.keys()].join(', ')}.`,
  );
}
