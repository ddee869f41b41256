import { afterAll, beforeAll } from '@jest/globals';

import { createFrozenClock } from '../../common/clock.ts';
import { silentLogger } from '../../common/logger.ts';
import { startDukcapil, type DukcapilSimulator } from '../../simulators/dukcapil/start-dukcapil.ts';
import { createProvince } from '../../simulators/province/create-province.ts';
import { startYankes, type YankesSimulator } from '../../simulators/yankes/start-yankes.ts';
import { createHealthConnectors } from '../../subgraphs/health/health-connectors.ts';
import { createHealthSubgraph } from '../../subgraphs/health/create-health-subgraph.ts';
import { createPopulationConnectors } from '../../subgraphs/population/population-connectors.ts';
import { createPopulationSubgraph } from '../../subgraphs/population/create-population-subgraph.ts';
import { endTls } from '../support/tcp-proxy.ts';
import { describeFaults, type Way } from './describe-faults.ts';
import type { Fault } from './faults.ts';
import { httpFaults } from './http-faults.ts';
import {
  askEntities,
  askSubgraph,
  bind,
  bindingsOf,
  createParts,
  through,
  type Rig,
} from './rig.ts';
import { trust } from './trust.ts';

const NOW = '2026-09-21T03:00:00.000Z';
const province = createProvince({ asOf: NOW, residents: 100 });
const clock = createFrozenClock(NOW);
const context = { province, clock, logger: silentLogger, folder: '' };

let dukcapil: DukcapilSimulator;
let yankes: YankesSimulator;
beforeAll(async () => {
  dukcapil = await startDukcapil(context, ['36.73', '36.02']);
  yankes = await startYankes(context, ['36.71', '36.03']);
});
afterAll(async () => {
  await dukcapil.stop();
  await yankes.stop();
});

const common = { clock, endTls, behaviourOf: (fault: Fault) => httpFaults[fault]?.() };

function worldOf(code: string) {
  return province.regencies.get(code)!;
}

describeFaults({
  ...common,
  adapter: 'dukcapil',
  region: '36.73',
  path: ['faulty'],
  peer: () => new URL(dukcapil.environment['DUKCAPIL_3673_URL']!),
  open: (way) => openDukcapil(way),
});

async function openDukcapil({ port, tls, clock: own }: Way): Promise<Rig> {
  if (tls !== undefined) trust(tls);
  const bindOne = (code: string, change: (url: string) => string) => {
    const of = (name: string) => dukcapil.environment[`DUKCAPIL_${code.replace('.', '')}_${name}`]!;
    const credentials = {
      default: { userId: of('USER_ID'), password: of('PASSWORD'), clientIp: of('CLIENT_IP') },
    };
    return bind('dukcapil', worldOf(code), {
      kind: 'http',
      baseUrl: change(of('URL')),
      credentials,
    });
  };
  const { calls, forget, connectors, options } = createParts(own);
  const subgraph = createPopulationSubgraph({
    ...options,
    bindings: bindingsOf(
      'Resident',
      bindOne('36.73', (url) => through(url, port, tls !== undefined)),
      bindOne('36.02', (url) => url),
    ),
    connectors: createPopulationConnectors(connectors),
  });
  const nikOf = (code: string) => worldOf(code).households[0]!.members[0]!.nik;
  const query = `query ($one: Nik!, $other: Nik!) {
    faulty: resident(nik: $one, regionCode: "36.73") { name birthDate provenance { state } }
    rest: resident(nik: $other, regionCode: "36.02") { name birthDate provenance { state } }
  }`;
  const variables = { one: nikOf('36.73'), other: nikOf('36.02') };
  return {
    calls,
    forget,
    ask: () => askSubgraph(subgraph, own, ['36.73', '36.02'], query, variables),
    stop: () => subgraph.stop(),
  };
}

describeFaults({
  ...common,
  adapter: 'yankes',
  region: '36.71',
  path: ['_entities', 0, 'health'],
  peer: () => new URL(yankes.environment['YANKES_3671_URL']!),
  open: (way) => openYankes(way),
});

async function openYankes({ port, tls, clock: own }: Way): Promise<Rig> {
  if (tls !== undefined) trust(tls);
  const bindOne = (code: string, change: (url: string) => string) => {
    const of = (name: string) => yankes.environment[`YANKES_${code.replace('.', '')}_${name}`]!;
    return bind('yankes', worldOf(code), {
      kind: 'rest',
      baseUrl: change(of('URL')),
      apiKey: of('API_KEY'),
    });
  };
  const { calls, forget, connectors, options } = createParts(own);
  const subgraph = createHealthSubgraph({
    ...options,
    bindings: bindingsOf(
      'Facility',
      bindOne('36.71', (url) => through(url, port, tls !== undefined)),
      bindOne('36.03', (url) => url),
    ),
    connectors: createHealthConnectors(connectors),
  });
  const regions = ['36.71', '36.03'].map((code) => ({ __typename: 'Region', code }));
  const fields = `... on Region { health { totalBeds { value } freeBeds { value }
    facilities { edges { node { code name kind beds { total free } } } } provenance { state } } }`;
  return {
    calls,
    forget,
    ask: () => askEntities(subgraph, own, [], regions, fields),
    stop: () => subgraph.stop(),
  };
}
