import { afterAll, beforeAll } from '@jest/globals';

import { createFrozenClock } from '../../common/clock.ts';
import { SourceError } from '../../common/errors/errors.ts';
import { silentLogger } from '../../common/logger.ts';
import { createProvince } from '../../simulators/province/create-province.ts';
import {
  startSatusehat,
  type SatusehatSimulator,
} from '../../simulators/satusehat/start-satusehat.ts';
import { startSipdps, type SipdpsSimulator } from '../../simulators/sipdps/start-sipdps.ts';
import { startYankes, type YankesSimulator } from '../../simulators/yankes/start-yankes.ts';
import { createAgricultureConnectors } from '../../subgraphs/agriculture/agriculture-connectors.ts';
import { createAgricultureHarvests } from '../../subgraphs/agriculture/create-agriculture-harvests.ts';
import { createAgricultureSubgraph } from '../../subgraphs/agriculture/create-agriculture-subgraph.ts';
import { createHealthConnectors } from '../../subgraphs/health/health-connectors.ts';
import { createHealthSubgraph } from '../../subgraphs/health/create-health-subgraph.ts';
import { createMemoryReplicas } from '../contract/agriculture/a-replica-store.ts';
import { endTls } from '../support/tcp-proxy.ts';
import { describeFaults, type Way } from './describe-faults.ts';
import type { Fault } from './faults.ts';
import { httpFaults } from './http-faults.ts';
import { askEntities, bind, bindingsOf, createParts, through, type Rig } from './rig.ts';
import { trust } from './trust.ts';

const NOW = '2026-09-21T03:00:00.000Z';
const province = createProvince({ asOf: NOW, residents: 200 });
const clock = createFrozenClock(NOW);
const context = { province, clock, logger: silentLogger, folder: '' };

let satusehat: SatusehatSimulator;
let yankes: YankesSimulator;
let sipdps: SipdpsSimulator;
beforeAll(async () => {
  satusehat = await startSatusehat(context, ['36.71']);
  yankes = await startYankes(context, ['36.71']);
  sipdps = await startSipdps(context, ['36.03'], { perPage: 2_000, faulty: false });
  // What FHIR needs is loaded when the first patient is asked for, which takes its time.
  const rig = await openSatusehat({ port: 0, tls: undefined, clock }, 'NOTHING');
  for (let asked = 0; asked < 20 && (await rig.ask()).errors !== undefined; asked += 1);
  await rig.stop();
});
afterAll(async () => {
  await satusehat.stop();
  await yankes.stop();
  await sipdps.stop();
});

const common = { clock, endTls, behaviourOf: (fault: Fault) => httpFaults[fault]?.() };

const WORLD = province.regencies.get('36.71')!;
const NIK = WORLD.health!.patients.find(({ immunizations }) => immunizations.length > 1)!.nik;

for (const proxied of ['SERVICE', 'TOKEN'] as const) {
  describeFaults({
    ...common,
    adapter: proxied === 'SERVICE' ? 'satusehat' : 'satusehat’s token',
    region: '36.71',
    path: ['_entities', 0, 'health'],
    peer: () => new URL(satusehat.environment['SATUSEHAT_3671_URL']!),
    open: (way) => openSatusehat(way, proxied),
  });
}

/** Which part of the system is reached through the proxy; facilities, of another system, are not. */
async function openSatusehat(
  { port, tls, clock: own }: Way,
  proxied: 'SERVICE' | 'TOKEN' | 'NOTHING',
): Promise<Rig> {
  if (tls !== undefined) trust(tls);
  const of = (name: string) => satusehat.environment[`SATUSEHAT_3671_${name}`]!;
  const place = (url: string, name: typeof proxied) =>
    name === proxied ? through(url, port, tls !== undefined) : url;
  const binding = bind('satusehat', WORLD, {
    kind: 'oauth2',
    baseUrl: place(of('URL'), 'SERVICE'),
    tokenUrl: place(of('TOKEN_URL'), 'TOKEN'),
    clientId: of('CLIENT_ID'),
    clientSecret: of('CLIENT_SECRET'),
  });
  const facilities = bind('yankes', WORLD, {
    kind: 'rest',
    baseUrl: yankes.environment['YANKES_3671_URL']!,
    apiKey: yankes.environment['YANKES_3671_API_KEY']!,
  });
  const { calls, forget, connectors, options } = createParts(own);
  const ports = { HealthRecord: binding, Facility: facilities };
  const subgraph = createHealthSubgraph({
    ...options,
    bindings: new Map([[binding.regionCode, { ...binding, name: WORLD.name, ports }]]),
    connectors: createHealthConnectors(connectors),
  });
  const entities = [
    { __typename: 'Resident', nik: NIK },
    { __typename: 'Region', code: '36.71' },
  ];
  const fields = `
    ... on Resident { health { ihsNumber provenance { state }
      immunizations { vaccineCode vaccine occurredOn doseNumber status } } }
    ... on Region { health { totalBeds { value } } }`;
  return {
    calls,
    forget,
    ask: () => askEntities(subgraph, own, ['36.71'], entities, fields),
    stop: () => subgraph.stop(),
  };
}

describeFaults({
  ...common,
  adapter: 'sipdps',
  region: '36.03',
  path: ['harvest'],
  peer: () => new URL(sipdps.environment['SIPDPS_3603_URL']!),
  open: (way) => openSipdps(way),
});

/** Asking is harvesting, and then asking the graph for what it has left: the harvest may fail, the graph may not. */
async function openSipdps({ port, tls, clock: own }: Way): Promise<Rig> {
  if (tls !== undefined) trust(tls);
  const of = (name: string) => sipdps.environment[`SIPDPS_3603_${name}`]!;
  const binding = bind('sipdps', province.regencies.get('36.03')!, {
    kind: 'oauth2',
    baseUrl: through(of('URL'), port, tls !== undefined),
    tokenUrl: of('TOKEN_URL'),
    clientId: of('CLIENT_ID'),
    clientSecret: of('CLIENT_SECRET'),
  });
  const { calls, forget, connectors: connectorContext, options } = createParts(own);
  const parts = {
    ...options,
    bindings: bindingsOf('Planting', binding),
    connectors: createAgricultureConnectors(connectorContext),
    replicas: createMemoryReplicas(),
  };
  const subgraph = createAgricultureSubgraph(parts);
  const [job] = createAgricultureHarvests(parts);
  const regions = [{ __typename: 'Region', code: '36.03' }];
  const fields = `... on Region { agriculture { year plantedHectares
    byCommodity { commodity hectares reports { value } } } }`;
  return {
    calls,
    forget,
    async ask() {
      const failure: unknown = await job!.run(new AbortController().signal).then(
        () => undefined,
        (error: unknown) => error,
      );
      const { data, errors = [] } = await askEntities(subgraph, own, [], regions, fields);
      if (failure === undefined) {
        return { data: { harvest: 'WHOLE', data }, ...(errors.length > 0 ? { errors } : {}) };
      }
      const extensions =
        failure instanceof SourceError ? { code: failure.code, region: failure.region } : {};
      const failed = { path: ['harvest'], extensions };
      return { data: { harvest: null, data }, errors: [failed, ...errors] };
    },
    stop: () => subgraph.stop(),
  };
}
