import { randomUUID } from 'node:crypto';

import type {
  AdapterName,
  Bindings,
  Connection,
  PortName,
  SystemBinding,
} from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import {
  createEnvelopeSealer,
  ENVELOPE_HEADER,
  hashBody,
  type EnvelopeRoot,
} from '../../common/envelope/seal-envelope.ts';
import { silentLogger } from '../../common/logger.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { createMemoryCacheStore } from '../../connectors/cache/create-memory-cache-store.ts';
import type { ObservedCall } from '../../connectors/connector.ts';
import type { Subgraph } from '../../subgraphs/shared/subgraph.ts';

export type Path = readonly (string | number)[];

export interface RigAnswer {
  readonly data: unknown;
  readonly errors?: readonly { readonly path: Path; readonly extensions: object }[];
}

/** A subgraph before a system that is reached through the proxy and another that is not. */
export interface Rig {
  /** Asks both in one operation. */
  ask(): Promise<RigAnswer>;
  /** Empties the cache, whose entries end by real time. */
  forget(): Promise<void>;
  /** Every call that was made. */
  readonly calls: readonly ObservedCall[];
  stop(): Promise<void>;
}

/** Of one call, in ms: short for the tests' sake. */
export const TIMEOUT_MS = 1_500;
/** Of the operation, in ms. */
const DEADLINE_MS = 10_000;

const ROOT: EnvelopeRoot = { kid: 'matrix', secret: new Uint8Array(32).fill(3) };

export function bind(
  adapter: AdapterName,
  region: { readonly code: string; readonly name: string },
  connection: Connection,
): SystemBinding {
  return {
    system: adapter,
    adapter,
    regionCode: region.code as RegionCode,
    regionName: region.name,
    controller: `Dinas ${region.name}`,
    contact: 'contoh@example.test',
    connection,
    limits: {
      ...{ perMinute: 10_000, perDay: 100_000 },
      ...{ concurrent: 2, queued: 20, timeoutMs: TIMEOUT_MS },
    },
    maintenance: [],
    enabled: true,
    simulated: true,
    replica: { owner: region.name, everyMinutes: 60, retentionDays: 30 },
    version: 'v1',
  };
}

export function bindingsOf(port: PortName, ...bindings: readonly SystemBinding[]): Bindings {
  return new Map(
    bindings.map((binding) => {
      const { regionCode, regionName: name } = binding;
      return [regionCode, { regionCode, name, ports: { [port]: binding } }];
    }),
  );
}

/** What every subgraph and its connectors are made with; each call is written down. */
export function createParts(clock: Clock) {
  const calls: ObservedCall[] = [];
  const cache = createMemoryCacheStore();
  const connectors = {
    ...{ clock, logger: silentLogger },
    observe: (call: ObservedCall) => void calls.push(call),
  };
  const options = {
    ...{ envelopeRoots: [ROOT], clock, logger: silentLogger },
    cursorSecret: new Uint8Array(32).fill(5),
    cache,
  };
  return { calls, connectors, options, forget: () => cache.close() };
}

/** Asks a subgraph as the gateway does, for an officer of `regions`. */
export async function askSubgraph(
  subgraph: Subgraph,
  clock: Clock,
  regions: readonly string[],
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<RigAnswer> {
  const body = JSON.stringify({ query, variables });
  const issuedAtMs = clock.nowMs();
  const envelope: Envelope = {
    ...{ subgraph: subgraph.name, bodyHash: hashBody(body), actor: 'person:petugas' },
    ...{ onBehalfOf: [], homeRegions: [], application: null, institution: null },
    ...{ regions: regions as readonly RegionCode[], scopes: [], purpose: null },
    ...{ caseReference: null, requestId: randomUUID(), nonce: randomUUID() },
    ...{ issuedAtMs, deadlineAtMs: issuedAtMs + DEADLINE_MS },
  };
  const header = createEnvelopeSealer(ROOT, subgraph.name)(envelope);
  const reply = await subgraph.handle({ headers: { [ENVELOPE_HEADER]: header }, body });
  return JSON.parse(reply.body) as RigAnswer;
}

/** Asks for a selection on entities. */
export function askEntities(
  subgraph: Subgraph,
  clock: Clock,
  regions: readonly string[],
  representations: readonly object[],
  fields: string,
): Promise<RigAnswer> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`;
  return askSubgraph(subgraph, clock, regions, query, { r: representations });
}

/** The URL with the proxy in its server's place. */
export function through(url: string, port: number, tls: boolean): string {
  const changed = new URL(url);
  changed.host = `127.0.0.1:${port}`;
  const text = changed.href.replace(/\/$/, '');
  return tls ? text.replace(/^http:/, 'https:') : text;
}
