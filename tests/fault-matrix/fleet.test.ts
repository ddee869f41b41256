import { afterAll, beforeAll } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FleetServer } from '../../common/binding.ts';
import { createFrozenClock } from '../../common/clock.ts';
import { silentLogger } from '../../common/logger.ts';
import { startDapodik, type DapodikSimulator } from '../../simulators/dapodik/start-dapodik.ts';
import { createProvince } from '../../simulators/province/create-province.ts';
import { createEducationConnectors } from '../../subgraphs/education/education-connectors.ts';
import { createEducationSubgraph } from '../../subgraphs/education/create-education-subgraph.ts';
import { createMemoryReplicas } from '../contract/education/memory-replicas.ts';
import { endTls } from '../support/tcp-proxy.ts';
import { describeFaults, type Way } from './describe-faults.ts';
import { httpFaults } from './http-faults.ts';
import { askSubgraph, bind, bindingsOf, createParts, through, type Rig } from './rig.ts';
import { trust } from './trust.ts';

const NOW = '2026-09-21T03:00:00.000Z';
const province = createProvince({ asOf: NOW, residents: 400 });
const clock = createFrozenClock(NOW);

let folder: string;
let dapodik: DapodikSimulator;
let servers: readonly FleetServer[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jawara-matrix-'));
  dapodik = await startDapodik({ province, clock, logger: silentLogger, folder }, ['36.73']);
  const file = dapodik.environment['DAPODIK_3673_SERVERS_FILE']!;
  servers = JSON.parse(await readFile(file, 'utf8')) as FleetServer[];
});
afterAll(async () => {
  await dapodik.stop();
  await rm(folder, { recursive: true });
});

describeFaults({
  clock,
  endTls,
  behaviourOf: (fault) => httpFaults[fault]?.(),
  adapter: 'dapodik',
  region: '36.73',
  path: ['faulty'],
  peer: () => new URL(servers[0]!.baseUrl),
  open: (way) => openDapodik(way),
});

/** The first school's server is reached through the proxy, the others’ are not. None was ever harvested. */
async function openDapodik({ port, tls, clock: own }: Way): Promise<Rig> {
  if (tls !== undefined) trust(tls);
  const [first, ...others] = servers as [FleetServer, FleetServer];
  const baseUrl = through(first.baseUrl, port, tls !== undefined);
  const binding = bind('dapodik', province.regencies.get('36.73')!, {
    kind: 'fleet',
    servers: [{ ...first, baseUrl }, ...others],
  });
  const { calls, forget, connectors, options } = createParts(own);
  const subgraph = createEducationSubgraph({
    ...options,
    bindings: bindingsOf('School', binding),
    connectors: createEducationConnectors(connectors),
    replicas: createMemoryReplicas(),
  });
  const query = `query ($one: String!, $other: String!) {
    faulty: school(npsn: $one, regionCode: "36.73") { ...facts }
    rest: school(npsn: $other, regionCode: "36.73") { ...facts classes { name pupils { value } } }
  }
  fragment facts on School { npsn name level status provenance { state } }`;
  const variables = { one: first.code, other: others[0].code };
  return {
    calls,
    forget,
    ask: () => askSubgraph(subgraph, own, [], query, variables),
    stop: () => subgraph.stop(),
  };
}
