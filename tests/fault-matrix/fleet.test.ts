import { afterAll, beforeAll } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FleetServer } from '../../common/binding.ts';
import { createFrozenClock } from '../../common/clock.ts';
import { SourceError } from '../../common/errors/errors.ts';
import { silentLogger } from '../../common/logger.ts';
import type { HarvestJob } from '../../connectors/replica/harvest-schedule.ts';
import { startDapodik, type DapodikSimulator } from '../../simulators/dapodik/start-dapodik.ts';
import { createProvince } from '../../simulators/province/create-province.ts';
import { createEducationHarvests } from '../../subgraphs/education/create-education-harvests.ts';
import { createEducationConnectors } from '../../subgraphs/education/education-connectors.ts';
import { createEducationSubgraph } from '../../subgraphs/education/create-education-subgraph.ts';
import { createMemoryReplicas } from '../contract/education/memory-replicas.ts';
import { endTls } from '../support/tcp-proxy.ts';
import { describeFaults, type Way } from './describe-faults.ts';
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

describeFaults({
  clock,
  endTls,
  behaviourOf: (fault) => httpFaults[fault]?.(),
  adapter: 'dapodik’s harvest',
  region: '36.73',
  path: ['harvests', 0, 'outcome'],
  peer: () => new URL(servers[0]!.baseUrl),
  open: (way) => openHarvest(way),
});

/** The first school's server is reached through the proxy, the others’ are not. None was ever harvested. */
function bindFleet(port: number, tls: string | undefined) {
  const [first, ...others] = servers as [FleetServer, FleetServer];
  const baseUrl = through(first.baseUrl, port, tls !== undefined);
  const binding = bind('dapodik', province.regencies.get('36.73')!, {
    kind: 'fleet',
    servers: [{ ...first, baseUrl }, ...others],
  });
  return { binding, first, others };
}

async function openDapodik({ port, tls, clock: own }: Way): Promise<Rig> {
  if (tls !== undefined) trust(tls);
  const { binding, first, others } = bindFleet(port, tls);
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

/**
 * Asking is harvesting every school, and then asking the graph for what the harvests have left: of the school that cannot be
 * harvested, that is its old harvest, whole.
 */
async function openHarvest({ port, tls, clock: own }: Way): Promise<Rig> {
  if (tls !== undefined) trust(tls);
  const { binding } = bindFleet(port, tls);
  const { calls, forget, connectors, options } = createParts(own);
  const parts = {
    ...options,
    bindings: new Map([
      [
        binding.regionCode,
        {
          regionCode: binding.regionCode,
          name: binding.regionName,
          ports: { School: binding, Pupil: binding },
        },
      ],
    ]),
    connectors: createEducationConnectors(connectors),
    replicas: createMemoryReplicas(),
  };
  const subgraph = createEducationSubgraph(parts);
  const jobs = createEducationHarvests(parts);
  const entities = [
    ...niksOf(servers.map(({ code }) => code)).map((nik) => ({ __typename: 'Resident', nik })),
    { __typename: 'Region', code: '36.73' },
  ];
  const fields = `
    ... on Resident { education { enrolments { pesertaDidikId nik nisn nameOnRecord grade className
      school { npsn } } } }
    ... on Region { education { schools { value } pupils { value } unknownSchools } }`;
  return {
    calls,
    forget,
    async ask() {
      const outcomes = await Promise.all(jobs.map((job) => outcomeOf(job)));
      const { data, errors = [] } = await askEntities(subgraph, own, ['36.73'], entities, fields);
      const failed = outcomes.flatMap(({ failure }, index) =>
        failure === undefined
          ? []
          : [{ path: ['harvests', index, 'outcome'], extensions: failure }],
      );
      const all = [...failed, ...errors];
      const harvests = outcomes.map(({ name, outcome }) => ({ name, outcome }));
      return { data: { harvests, data }, ...(all.length > 0 ? { errors: all } : {}) };
    },
    stop: () => subgraph.stop(),
  };
}

async function outcomeOf(job: HarvestJob) {
  const { name } = job;
  try {
    await job.run(new AbortController().signal);
    return { name, outcome: 'WHOLE' };
  } catch (error) {
    const failure =
      error instanceof SourceError ? { code: error.code, region: error.region } : { error };
    return { name, outcome: null, failure };
  }
}

/** A few pupils of each school who have a number. */
function niksOf(npsns: readonly string[]): readonly string[] {
  const { schools } = province.regencies.get('36.73')!.education!;
  return schools
    .filter(({ npsn }) => npsns.includes(npsn))
    .flatMap(({ pupils }) => pupils.flatMap(({ nik }) => (nik ? [nik] : [])).slice(0, 5));
}
