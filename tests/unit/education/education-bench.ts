import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bindings, FleetServer } from '../../../common/binding.ts';
import { createFrozenClock } from '../../../common/clock.ts';
import type { Envelope } from '../../../common/envelope/envelope.ts';
import {
  createEnvelopeSealer,
  ENVELOPE_HEADER,
  hashBody,
} from '../../../common/envelope/seal-envelope.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import type { ObservedCall } from '../../../connectors/connector.ts';
import type { ReplicaStore } from '../../../connectors/replica/replica-store.ts';
import { startDapodik } from '../../../simulators/dapodik/start-dapodik.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import { createEducationHarvests } from '../../../subgraphs/education/create-education-harvests.ts';
import { createEducationSubgraph } from '../../../subgraphs/education/create-education-subgraph.ts';
import { createEducationConnectors } from '../../../subgraphs/education/education-connectors.ts';
import { fleetBinding, NOW } from '../../contract/education/dapodik-fixture.ts';
import { createMemoryReplicas } from '../../contract/education/memory-replicas.ts';
import { createClockedCacheStore } from '../../support/clocked-cache.ts';

/** Nobody changes it; its schools' servers are each bench's own. */
const province = createProvince({ asOf: NOW });

const ROOT = { kid: 'test', secret: new Uint8Array(32).fill(7) };

export type Caller = Partial<Pick<Envelope, 'onBehalfOf' | 'homeRegions' | 'regions'>>;

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

export type EducationBench = Awaited<ReturnType<typeof createEducationBench>>;

/** An education subgraph over the simulated schools of `regions`, with what its sources were asked. */
export async function createEducationBench(
  regions: readonly string[],
  options: { readonly replicas?: ReplicaStore; readonly system?: string } = {},
) {
  const clock = createFrozenClock(NOW);
  const folder = await mkdtemp(join(tmpdir(), 'jawara-education-'));
  const simulator = await startDapodik({ province, clock, logger: silentLogger, folder }, regions);
  const calls: ObservedCall[] = [];
  const asked: string[] = [];
  const { replicas = createMemoryReplicas(), system = 'dapodik' } = options;
  const bindings = await toBindings(simulator.environment, system);
  const connectors = createEducationConnectors({
    clock,
    logger: silentLogger,
    observe: (call) => calls.push(call),
  });
  const counting: ReplicaStore = {
    ...replicas,
    lookUp(collection, lookup, values) {
      asked.push(`${collection.regionCode} ${lookup} × ${values.length}`);
      return replicas.lookUp(collection, lookup, values);
    },
    snapshots(collection) {
      asked.push(`${collection.regionCode} snapshots`);
      return replicas.snapshots(collection);
    },
  };
  const subgraph = createEducationSubgraph({
    envelopeRoots: [ROOT],
    clock,
    logger: silentLogger,
    cursorSecret: new Uint8Array(32).fill(9),
    bindings,
    connectors,
    cache: createClockedCacheStore(clock),
    replicas: counting,
  });
  const seal = createEnvelopeSealer(ROOT, 'education');

  async function ask(caller: Caller, query: string, variables: Record<string, unknown> = {}) {
    const body = JSON.stringify({ query, variables });
    const envelope = toEnvelope(caller, body, clock.nowMs());
    const header = seal(envelope);
    const response = await subgraph.handle({ headers: { [ENVELOPE_HEADER]: header }, body });
    return JSON.parse(response.body) as Answer;
  }

  return {
    province,
    clock,
    calls,
    asked,
    school: (npsn: string) => simulator.control.school(npsn),
    jobs: createEducationHarvests({ bindings, connectors, replicas, clock }),
    ask,
    entities: (caller: Caller, representations: readonly unknown[], fields: string) =>
      ask(caller, `query ($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`, {
        r: representations,
      }),
    async stop() {
      await subgraph.stop();
      await simulator.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Harvests every school, but for one that is `left` out; those that are dead stay as they are. */
export async function harvestAll({ jobs }: EducationBench, left?: string): Promise<void> {
  const due = jobs.filter(({ name }) => left === undefined || !name.endsWith(` ${left}`));
  await Promise.allSettled(due.map((job) => job.run(new AbortController().signal)));
}

async function toBindings(
  environment: Readonly<Record<string, string>>,
  system: string,
): Promise<Bindings> {
  const bound = Object.entries(environment).map(async ([variable, file]) => {
    const compact = /^DAPODIK_(\d{4})_SERVERS_FILE$/.exec(variable)?.[1] ?? '';
    const regionCode = `${compact.slice(0, 2)}.${compact.slice(2)}` as RegionCode;
    const servers = JSON.parse(await readFile(file, 'utf8')) as FleetServer[];
    const fleet = fleetBinding(servers, { regionCode, regionName: regionCode, system });
    // No school here keeps anybody waiting: one that is late is on a busy machine.
    const binding = { ...fleet, limits: { ...fleet.limits, timeoutMs: 60_000 } };
    const ports = { School: binding, Pupil: binding };
    return [regionCode, { regionCode, name: regionCode, ports }] as const;
  });
  return new Map(await Promise.all(bound));
}

function toEnvelope(caller: Caller, body: string, nowMs: number): Envelope {
  return {
    subgraph: 'education',
    bodyHash: hashBody(body),
    actor: 'person:https://issuer.test#1',
    onBehalfOf: [],
    homeRegions: [],
    application: null,
    institution: null,
    regions: [],
    scopes: [],
    purpose: null,
    caseReference: null,
    requestId: 'request-1',
    deadlineAtMs: nowMs + 10_000,
    issuedAtMs: nowMs,
    nonce: randomUUID(),
    ...caller,
  };
}
