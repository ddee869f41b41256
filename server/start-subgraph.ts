import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { systemClock } from '../common/clock.ts';
import { readYamlConfig } from '../common/config/read-yaml-config.ts';
import { createLogger } from '../common/logger.ts';
import { projectRoot } from '../common/project-root.ts';
import { createReplicaStore } from '../connectors/replica/create-replica-store.ts';
import type { ReplicaStore } from '../connectors/replica/replica-store.ts';
import { readRegistry } from '../registry/read-registry.ts';
import { SUBGRAPHS, type SubgraphName } from './compose-supergraph.ts';
import { createCacheStore } from './create-cache-store.ts';
import { createOwnSubgraph } from './create-subgraphs.ts';
import type { ConnectorContext } from '../connectors/connector.ts';
import { createSystemProbes } from './probe-systems.ts';
import { toPort } from './read-start-options.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { SIMULATORS_FILE } from './running-server.ts';
import { serveSubgraph } from './serve-subgraph.ts';
import { startHarvests } from './start-harvests.ts';
import { subgraphConfigSchema, type SubgraphConfig } from './subgraph-config.ts';
import { createSourceWatch } from './watch-sources.ts';

/** `npm run subgraph`: one of our subgraphs alone over HTTP, until Ctrl-C. */
const command = new Command('npm run subgraph --')
  .description('Serves one subgraph over HTTP.')
  .addArgument(new Argument('<name>').choices(SUBGRAPHS))
  .requiredOption('--config <file>', 'keys and address')
  .option('--port <number>', 'port, instead of the configuration’s', toPort)
  .option(
    '--simulators <folder>',
    'the data folder of a running `npm start`, whose simulated systems are asked',
  )
  .parse();
const options = command.opts<{ config: string; port?: number; simulators?: string }>();
const [name] = command.processedArgs as [SubgraphName];

await runUntilSignal(async () => {
  const clock = systemClock;
  const logger = createLogger();
  const config = readYamlConfig(options.config, subgraphConfigSchema, process.env);
  const simulated = options.simulators === undefined ? {} : readSimulators(options.simulators);
  const cache = createCacheStore(process.env, logger);
  const bindings = await readRegistry({
    folder: join(projectRoot, 'registry'),
    environment: { ...process.env, ...simulated },
    simulatedVariables: new Set(Object.keys(simulated)),
    production: process.env['NODE_ENV'] === 'production',
    evidenceKept: false,
  });
  const replicas = openReplicas(config);
  const connectors: ConnectorContext = {
    clock,
    logger,
    gates: new Map(),
    observe: (call) => {
      if (call.outcome !== 'ok') logger.warn(call, 'a call to a legacy system failed');
    },
  };
  const probes = createSystemProbes(connectors);
  const { subgraph, harvests } = createOwnSubgraph(name, {
    bindings,
    cache,
    replicas,
    clock,
    logger,
    findState: createSourceWatch({ probe: (binding) => probes.probe(binding), replicas, clock }),
    envelopeRoots: config.envelopes.map(({ kid, root }) => ({
      kid,
      secret: Buffer.from(root, 'base64url'),
    })),
    cursorSecret: Buffer.from(config.cursorSecret, 'base64url'),
    connectors,
    onDroppedRow: (row) => {
      logger.warn(row, 'a row of another region was dropped');
    },
  });
  // A subgraph without replicas has no harvests, and never connects to the store.
  const schedule =
    harvests.length === 0 || replicas === undefined
      ? undefined
      : startHarvests({ harvests, replicas, clock, logger });
  const served = await serveSubgraph(subgraph, {
    ...config.listen,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  process.stdout.write(`The subgraph ${name} answers at ${served.url}\n`);
  return {
    async stop() {
      await served.stop();
      await schedule?.stop();
      await subgraph.stop();
      await probes.close();
      await replicas?.close();
      await cache.close();
    },
  };
});

function readSimulators(folder: string): Record<string, string> {
  return JSON.parse(readFileSync(join(folder, SIMULATORS_FILE), 'utf8')) as Record<string, string>;
}

function openReplicas({ replicas }: SubgraphConfig): ReplicaStore | undefined {
  if (replicas === undefined) return undefined;
  const keys = Object.entries(replicas.keys).map(
    ([kid, key]) => [kid, Buffer.from(key, 'base64url')] as const,
  );
  return createReplicaStore({
    url: replicas.url,
    keys: {
      activeKid: replicas.activeKid,
      keys: Object.fromEntries(keys),
      lookupSecret: Buffer.from(replicas.lookupSecret, 'base64url'),
    },
    clock: systemClock,
    logger: createLogger(),
  });
}
