import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PORTS, type Bindings, type SystemBinding } from '../../common/binding.ts';
import { systemClock as clock } from '../../common/clock.ts';
import type { EnvelopeRoot } from '../../common/envelope/seal-envelope.ts';
import { silentLogger as logger } from '../../common/logger.ts';
import { projectRoot } from '../../common/project-root.ts';
import { parseRegionCode, type RegionCode } from '../../common/region-code.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { createMemoryCacheStore } from '../../connectors/cache/create-memory-cache-store.ts';
import { createInProcessTransport } from '../../gateway/fetch/in-process-transport.ts';
import { createRequestHandler } from '../../gateway/handle-request.ts';
import { ADAPTER_TRAITS } from '../../registry/adapters.ts';
import { createGateway } from '../../server/create-gateway.ts';
import { createHttpServer } from '../../server/create-http-server.ts';
import { gatewayConfigSchema } from '../../server/gateway-config.ts';
import { serveSubgraph } from '../../server/serve-subgraph.ts';
import { createFinanceSubgraph } from '../../subgraphs/finance/create-finance-subgraph.ts';
import { createFinanceConnectors } from '../../subgraphs/finance/finance-connectors.ts';
import { createPopulationSubgraph } from '../../subgraphs/population/create-population-subgraph.ts';
import { createPopulationConnectors } from '../../subgraphs/population/population-connectors.ts';
import { createRegionsSubgraph } from '../../subgraphs/regions/create-regions-subgraph.ts';
import { ENVELOPE_KID, type StandFacts, type StandOrder, type StandQuestion } from './stand.ts';

// The measured program: the gateway with the subgraphs `regions`, `population` and `finance` in its process, served over
// HTTP, bound to one register. The load comes from the program that started it.

const calls = new Map<string, number>();
let cached = createMemoryCacheStore();
const cache: CacheStore = {
  get: (key) => cached.get(key),
  set: (key, value, ttlMs) => cached.set(key, value, ttlMs),
  delete: (key) => cached.delete(key),
  close: () => cached.close(),
};
let started: Promise<Pick<StandFacts, 'endpoint' | 'subgraph'>> | undefined;

process.on('message', (question: StandQuestion) => {
  void answer(question);
});
process.on('disconnect', () => process.exit(0));

async function answer(question: StandQuestion): Promise<void> {
  if (question.kind === 'stop') process.exit(0);
  if (question.kind === 'start') started = start(question);
  if (question.kind === 'forget') cached = createMemoryCacheStore();
  const addresses = await started;
  if (addresses === undefined) return;
  process.send?.(takeFacts(addresses));
  if (question.kind === 'facts') calls.clear();
}

function takeFacts(addresses: Pick<StandFacts, 'endpoint' | 'subgraph'>): StandFacts {
  const { user, system } = process.cpuUsage();
  return {
    ...addresses,
    calls: Object.fromEntries(calls),
    cpuMs: (user + system) / 1_000,
    memoryMb: process.memoryUsage.rss() / 1e6,
    mostMemoryMb: process.resourceUsage().maxRSS / 1e3,
  };
}

async function start(order: StandOrder): Promise<Pick<StandFacts, 'endpoint' | 'subgraph'>> {
  const root: EnvelopeRoot = {
    kid: ENVELOPE_KID,
    secret: Buffer.from(order.envelopeSecret, 'base64'),
  };
  const common = {
    bindings: bind(order.registerUrl),
    envelopeRoots: [root],
    clock,
    logger,
    cursorSecret: root.secret,
  };
  const observe = ({ method }: { readonly method: string }) =>
    void calls.set(method, (calls.get(method) ?? 0) + 1);
  const connectors = createPopulationConnectors({ clock, logger, observe });
  const population = createPopulationSubgraph({ ...common, connectors, cache });
  const finance = createFinanceSubgraph({
    ...common,
    connectors: createFinanceConnectors({ clock, logger, observe }),
    cache,
  });
  const subgraphs = new Map([
    ['population', population],
    ['regions', createRegionsSubgraph(common)],
    ['finance', finance],
  ]);
  const config = gatewayConfigSchema.parse({
    authentication: { issuers: [order.issuer] },
    guardianship: 'population',
    subgraphs: {
      population: { envelope: true },
      regions: { envelope: true },
      finance: { envelope: true },
    },
  });
  const gateway = createGateway({
    supergraphSdl: readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'),
    config,
    envelopeRoot: root,
    createTransport: (name) =>
      createInProcessTransport((request) => {
        const subgraph = subgraphs.get(name);
        if (subgraph === undefined) throw new Error(`the subgraph ${name} does not stand here`);
        return subgraph.handle(request);
      }),
    production: false,
    clock,
    logger,
  });
  const http = createHttpServer({
    handle: createRequestHandler({ handleOperation: gateway.handle, logger }),
    ready: () => true,
  });
  const port = await http.listen({ host: '127.0.0.1', port: 0 });
  const served = await serveSubgraph(population);
  return { endpoint: `http://127.0.0.1:${port}/graphql`, subgraph: served.url };
}

/**
 * 36.71 with SIAK and SIMDA alone, under the limits that a binding has by default (calls at the same time, queue, deadline),
 * but for those that count calls: what is measured here is more than a register is asked.
 */
function bind(url: string): Bindings {
  const regionCode = parseRegionCode('36.71');
  if (regionCode === undefined) throw new Error('36.71 is a region');
  const ports = { ...bindSystem('siak', url, regionCode), ...bindSystem('simda', url, regionCode) };
  return new Map([[regionCode, { regionCode, name: REGION_NAME, ports }]]);
}

const REGION_NAME = 'Kota Tangerang';

function bindSystem(adapter: 'siak' | 'simda', url: string, regionCode: RegionCode) {
  const traits = ADAPTER_TRAITS[adapter];
  const binding: SystemBinding = {
    system: adapter,
    adapter,
    regionCode,
    regionName: REGION_NAME,
    controller: 'scale',
    contact: 'scale',
    connection: { kind: 'sql', dialect: 'postgresql', url },
    limits: { ...traits.defaultLimits, perMinute: 100_000, perDay: 100_000_000 },
    maintenance: [],
    enabled: true,
    simulated: true,
    version: 'scale',
  };
  return Object.fromEntries(
    PORTS.filter((port) => traits.ports.includes(port)).map((port) => [port, binding]),
  );
}
