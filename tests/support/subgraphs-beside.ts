import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { systemClock } from '../../common/clock.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import {
  createEnvelopeSealer,
  ENVELOPE_HEADER,
  hashBody,
  type EnvelopeRoot,
} from '../../common/envelope/seal-envelope.ts';
import { silentLogger, type Logger } from '../../common/logger.ts';
import { projectRoot } from '../../common/project-root.ts';
import { createMemoryCacheStore } from '../../connectors/cache/create-memory-cache-store.ts';
import type { ObservedCall } from '../../connectors/connector.ts';
import { createReplicaStore } from '../../connectors/replica/create-replica-store.ts';
import {
  createHarvestSchedule,
  type HarvestJob,
} from '../../connectors/replica/harvest-schedule.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import type { SubgraphHandler } from '../../gateway/fetch/in-process-transport.ts';
import { readRegistry } from '../../registry/read-registry.ts';
import { SUBGRAPHS, type SubgraphName } from '../../server/compose-supergraph.ts';
import { createOwnSubgraph } from '../../server/create-subgraphs.ts';
import { startEmbeddedPostgres } from '../../server/embedded-postgres.ts';
import { unknownState } from '../../subgraphs/regions/source-state.ts';
import { toAnswer, type Answer, type RunningJawara } from './jawara.ts';

/** Who a subgraph is told is asking. */
export type EnvelopeFacts = Partial<
  Omit<Envelope, 'subgraph' | 'bodyHash' | 'regions' | 'homeRegions'>
> & { readonly regions?: readonly string[]; readonly homeRegions?: readonly string[] };

/** A question to the replica store about persons. */
export interface ReplicaLookUp {
  readonly system: string;
  readonly regionCode: string;
  /** How many values were looked up at once. */
  readonly values: number;
}

export interface SubgraphsBeside {
  readonly calls: readonly ObservedCall[];
  readonly lookUps: readonly ReplicaLookUp[];
  /** The PostgreSQL that holds the replicas; undefined where nothing is harvested. */
  readonly replicaUrl: string | undefined;
  /** `region/system` of each row that was dropped as another region's. */
  readonly droppedRows: readonly string[];
  forget(): void;
  /** Asks a subgraph itself, past the gateway, with an envelope that is as good as the gateway's. */
  ask(
    subgraph: SubgraphName,
    facts: EnvelopeFacts,
    operation: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> },
  ): Promise<Answer>;
  /** Hands a subgraph a request as it comes over the wire. */
  handle(
    subgraph: SubgraphName,
    ...request: Parameters<SubgraphHandler>
  ): ReturnType<SubgraphHandler>;
  stop(): Promise<void>;
}

/** The root that envelopes for them are sealed under. */
export const ROOT: EnvelopeRoot = { kid: 'beside', secret: new Uint8Array(32).fill(36) };

const CURSOR_SECRET = new Uint8Array(32).fill(71);

/**
 * Our subgraphs once more, on the legacy systems that a running Jawara simulates, under an envelope root that the test
 * knows: so that each can be asked without the gateway. `environment` replaces settings of the simulators.
 *
 * With `harvest: true` they have replicas of their own, harvested from the same systems into a PostgreSQL that ends with
 * them. Otherwise there is no replica store: what looks into a replica fails.
 */
export async function openSubgraphsBeside(
  jawara: RunningJawara,
  options: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly logger?: Logger;
    readonly harvest?: boolean;
  } = {},
): Promise<SubgraphsBeside> {
  const simulators = JSON.parse(
    readFileSync(join(jawara.dataFolder, 'simulators.env.json'), 'utf8'),
  ) as Record<string, string>;
  const bindings = await readRegistry({
    folder: join(projectRoot, 'registry'),
    environment: { ...simulators, ...options.environment },
    simulatedVariables: new Set(Object.keys(simulators)),
    production: false,
    evidenceKept: false,
  });
  const calls: ObservedCall[] = [];
  const droppedRows: string[] = [];
  const logger = options.logger ?? silentLogger;
  const lookUps: ReplicaLookUp[] = [];
  const store = await openStore(options.harvest === true, logger);
  const replicas = recordLookUps(store.replicas, (lookUp) => void lookUps.push(lookUp));
  const parts = {
    bindings,
    cache: createMemoryCacheStore(),
    replicas,
    findState: unknownState,
    clock: systemClock,
    logger,
    envelopeRoots: [ROOT],
    cursorSecret: CURSOR_SECRET,
    connectors: {
      clock: systemClock,
      logger,
      observe: (call: ObservedCall) => void calls.push(call),
    },
    onDroppedRow: ({ system, regionCode }: { system: string; regionCode: string }) =>
      void droppedRows.push(`${regionCode}/${system}`),
  };
  const own = SUBGRAPHS.map((name) => [name, createOwnSubgraph(name, parts)] as const);
  const subgraphs = new Map(own.map(([name, { subgraph }]) => [name, subgraph]));
  if (options.harvest === true) {
    await harvestOnce(
      own.flatMap(([, { harvests }]) => harvests),
      logger,
    );
  }
  return {
    calls,
    lookUps,
    replicaUrl: store.url,
    droppedRows,
    forget() {
      calls.length = 0;
      lookUps.length = 0;
      droppedRows.length = 0;
    },
    handle: (name, request) => subgraphs.get(name)!.handle(request),
    async ask(name, facts, operation) {
      const body = JSON.stringify(operation);
      const envelope = createEnvelopeSealer(ROOT, name)(anEnvelope(name, body, facts));
      const reply = await subgraphs
        .get(name)!
        .handle({ headers: { [ENVELOPE_HEADER]: envelope }, body });
      return toAnswer(reply.status, reply.headers, reply.body);
    },
    async stop() {
      await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.stop()));
      await store.stop();
    },
  };
}

interface OpenStore {
  readonly replicas: ReplicaStore;
  readonly url: string | undefined;
  stop(): Promise<void>;
}

/** The replica store on a PostgreSQL of its own; or on none, where nothing answers. */
async function openStore(isReal: boolean, logger: Logger): Promise<OpenStore> {
  const folder = mkdtempSync(join(tmpdir(), 'jawara-beside-'));
  const postgres = isReal ? await startEmbeddedPostgres({ dataFolder: folder, logger }) : undefined;
  const replicas = createReplicaStore({
    url: postgres?.url ?? 'postgres://nobody@127.0.0.1:1/none',
    keys: { activeKid: 'a', keys: { a: randomBytes(32) }, lookupSecret: randomBytes(32) },
    clock: systemClock,
    logger,
  });
  return {
    replicas,
    url: postgres?.url,
    async stop() {
      await replicas.close();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same store, which tells of every question about persons; counts and dates of whole snapshots are nobody's. */
function recordLookUps(
  replicas: ReplicaStore,
  onLookUp: (lookUp: ReplicaLookUp) => void,
): ReplicaStore {
  return {
    ...replicas,
    lookUp({ system, regionCode, name }, lookup, values) {
      onLookUp({ system, regionCode, values: values.length });
      return replicas.lookUp({ system, regionCode, name }, lookup, values);
    },
  };
}

async function harvestOnce(jobs: readonly HarvestJob[], logger: Logger): Promise<void> {
  const schedule = createHarvestSchedule({ jobs, clock: systemClock, logger });
  await schedule.firstRound;
  await schedule.stop();
}

function anEnvelope(subgraph: string, body: string, facts: EnvelopeFacts): Envelope {
  const nowMs = Date.now();
  return {
    subgraph,
    bodyHash: hashBody(body),
    actor: 'anonymous',
    onBehalfOf: [],
    homeRegions: [],
    application: null,
    institution: null,
    regions: [],
    scopes: [],
    purpose: null,
    caseReference: null,
    requestId: randomUUID(),
    deadlineAtMs: nowMs + 8_000,
    issuedAtMs: nowMs,
    nonce: randomUUID(),
    ...(facts as Partial<Envelope>),
  };
}
