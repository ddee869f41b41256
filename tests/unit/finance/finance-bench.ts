import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
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
import { createFinanceHarvests } from '../../../subgraphs/finance/create-finance-harvests.ts';
import { createFinanceSubgraph } from '../../../subgraphs/finance/create-finance-subgraph.ts';
import { createFinanceConnectors } from '../../../subgraphs/finance/finance-connectors.ts';
import { createMemoryReplicas } from '../../contract/agriculture/a-replica-store.ts';
import { clock, createObserver } from '../../contract/finance/bindings.ts';

const ROOT = { kid: 'test', secret: new Uint8Array(32).fill(7) };

export type Caller = Partial<Pick<Envelope, 'onBehalfOf' | 'homeRegions' | 'regions'>>;

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** A finance subgraph with what its sources were asked. */
export interface FinanceBench {
  readonly calls: ObservedCall[];
  readonly dropped: unknown[];
  /** Each look-up of the replica store, such as `36.71 × 2`. */
  readonly lookUps: string[];
  /** Harvests the bound workbooks. */
  harvest(): Promise<void>;
  ask(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Asks for fields of entities by their keys. */
  entities(
    caller: Caller,
    representations: readonly Record<string, unknown>[],
    fields: string,
  ): Promise<Answer>;
  stop(): Promise<void>;
}

export function createFinanceBench(
  bound: Readonly<Record<string, readonly Bound[]>>,
): FinanceBench {
  const { context, calls } = createObserver();
  const dropped: unknown[] = [];
  const replicas = createMemoryReplicas();
  const parts = {
    bindings: toBindings(bound),
    connectors: createFinanceConnectors(context),
    replicas,
    clock,
    onDroppedRow: (row: unknown) => dropped.push(row),
  };
  const subgraph = createFinanceSubgraph({
    ...parts,
    envelopeRoots: [ROOT],
    logger: silentLogger,
    cursorSecret: new Uint8Array(32).fill(9),
    cache: createMemoryCacheStore(),
  });
  const seal = createEnvelopeSealer(ROOT, 'finance');

  async function ask(caller: Caller, query: string, variables: Record<string, unknown> = {}) {
    const body = JSON.stringify({ query, variables });
    const header = seal(toEnvelope(caller, body));
    const response = await subgraph.handle({ headers: { [ENVELOPE_HEADER]: header }, body });
    return JSON.parse(response.body) as Answer;
  }

  return {
    calls,
    dropped,
    lookUps: replicas.lookUps,
    async harvest() {
      for (const job of createFinanceHarvests(parts)) await job.run(new AbortController().signal);
    },
    ask,
    entities: (caller, representations, fields) =>
      ask(caller, `query ($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`, {
        r: representations,
      }),
    stop: () => subgraph.stop(),
  };
}

export type Bound = readonly [port: PortName, binding: SystemBinding];

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
    subgraph: 'finance',
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

/** A folder with one workbook; to be removed by `remove`. */
export async function createFolder(
  rows: readonly (readonly (string | number | null)[])[],
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'jawara-finance-'));
  const bytes = await writeXlsxFile(rows.map((row) => [...row])).toBuffer();
  await writeFile(join(folder, 'data.xlsx'), bytes);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

export const BUDGET_HEADER = [
  'TAHUN',
  'KODE_WILAYAH',
  'TAHAP',
  'KODE_SUB_UNIT',
  'NAMA_SUB_UNIT',
  'KODE_REKENING',
  'NAMA_REKENING',
  'ANGGARAN',
];

export const AID_HEADER = [
  'NIK',
  'NAMA',
  'PROGRAM',
  'TAHUN',
  'JUMLAH',
  'TANGGAL_BAYAR',
  'KODE_WILAYAH',
];
