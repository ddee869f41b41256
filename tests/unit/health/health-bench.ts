import { randomUUID } from 'node:crypto';
import type { Bindings, PortName, SystemBinding } from '../../../common/binding.ts';
import type { Envelope } from '../../../common/envelope/envelope.ts';
import {
  createEnvelopeSealer,
  ENVELOPE_HEADER,
  hashBody,
} from '../../../common/envelope/seal-envelope.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { createMemoryCacheStore } from '../../../connectors/cache/create-memory-cache-store.ts';
import type { ObservedCall } from '../../../connectors/connector.ts';
import { createHealthConnectors } from '../../../subgraphs/health/health-connectors.ts';
import { createHealthSubgraph } from '../../../subgraphs/health/create-health-subgraph.ts';
import { clock, createObserver } from '../../contract/health/bindings.ts';

const ROOT = { kid: 'test', secret: new Uint8Array(32).fill(7) };

export type Caller = Partial<Pick<Envelope, 'onBehalfOf' | 'homeRegions' | 'regions'>>;

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** A health subgraph with what its sources were asked. */
export interface HealthBench {
  readonly calls: ObservedCall[];
  readonly dropped: unknown[];
  ask(caller: Caller, query: string): Promise<Answer>;
  /** Asks for fields of entities by their keys. */
  entities(
    caller: Caller,
    representations: readonly Record<string, unknown>[],
    fields: string,
  ): Promise<Answer>;
  stop(): Promise<void>;
}

export type Bound = readonly [port: PortName, binding: SystemBinding];

export function createHealthBench(bound: Readonly<Record<string, readonly Bound[]>>): HealthBench {
  const { context, calls } = createObserver();
  const dropped: unknown[] = [];
  const subgraph = createHealthSubgraph({
    envelopeRoots: [ROOT],
    clock,
    logger: silentLogger,
    cursorSecret: new Uint8Array(32).fill(9),
    bindings: toBindings(bound),
    connectors: createHealthConnectors(context),
    cache: createMemoryCacheStore(),
    onDroppedRow: (row) => dropped.push(row),
  });
  const seal = createEnvelopeSealer(ROOT, 'health');

  async function ask(caller: Caller, query: string, variables: Record<string, unknown> = {}) {
    const body = JSON.stringify({ query, variables });
    const header = seal(toEnvelope(caller, body));
    const response = await subgraph.handle({ headers: { [ENVELOPE_HEADER]: header }, body });
    return JSON.parse(response.body) as Answer;
  }

  return {
    calls,
    dropped,
    ask,
    entities: (caller, representations, fields) =>
      ask(caller, `query ($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`, {
        r: representations,
      }),
    stop: () => subgraph.stop(),
  };
}

function toBindings(bound: Readonly<Record<string, readonly Bound[]>>): Bindings {
  return new Map(
    Object.entries(bound).map(([code, ports]) => {
      const regionCode = code as RegionCode;
      return [regionCode, { regionCode, name: code, ports: Object.fromEntries(ports) }];
    }),
  );
}

function toEnvelope(caller: Caller, body: string): Envelope {
  return {
    subgraph: 'health',
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
    deadlineAtMs: clock.nowMs() + 10_000,
    issuedAtMs: clock.nowMs(),
    nonce: randomUUID(),
    ...caller,
  };
}
