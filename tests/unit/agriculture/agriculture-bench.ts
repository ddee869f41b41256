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
import { createAgricultureConnectors } from '../../../subgraphs/agriculture/agriculture-connectors.ts';
import { createAgricultureHarvests } from '../../../subgraphs/agriculture/create-agriculture-harvests.ts';
import { createAgricultureSubgraph } from '../../../subgraphs/agriculture/create-agriculture-subgraph.ts';
import { createMemoryReplicas } from '../../contract/agriculture/a-replica-store.ts';
import { clock, createObserver, DECLARATION } from '../../contract/agriculture/bindings.ts';

const ROOT = { kid: 'test', secret: new Uint8Array(32).fill(7) };

export type Caller = Partial<Pick<Envelope, 'onBehalfOf' | 'homeRegions' | 'regions'>>;
export type Bound = readonly [port: PortName, binding: SystemBinding];

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** An agriculture subgraph, with what its systems and the replica store were asked. */
export function createAgricultureBench(bound: Readonly<Record<string, readonly Bound[]>>) {
  const { context, calls } = createObserver();
  const replicas = createMemoryReplicas();
  const parts = {
    bindings: toBindings(bound),
    connectors: createAgricultureConnectors(context),
    replicas,
    clock,
    logger: silentLogger,
  };
  const subgraph = createAgricultureSubgraph({
    ...parts,
    envelopeRoots: [ROOT],
    cursorSecret: new Uint8Array(32).fill(9),
    cache: createMemoryCacheStore(),
  });
  const seal = createEnvelopeSealer(ROOT, 'agriculture');

  async function entities(
    caller: Caller,
    representations: readonly Record<string, unknown>[],
    fields: string,
  ): Promise<Answer> {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`;
    const body = JSON.stringify({ query, variables: { r: representations } });
    const header = seal(toEnvelope(caller, body));
    const response = await subgraph.handle({ headers: { [ENVELOPE_HEADER]: header }, body });
    return JSON.parse(response.body) as Answer;
  }

  /** A whole harvest of what `summary` says. */
  async function harvested(regionCode: string, summary: Record<string, unknown>, asOf: string) {
    const place = { system: 'sipdps', regionCode: regionCode as RegionCode, name: 'planting' };
    const harvest = await replicas.beginHarvest({ ...place, partition: 'all' }, DECLARATION);
    await harvest.complete({ asOf, summary });
  }

  /** Harvests the bound workbooks. */
  async function harvestWorkbooks() {
    const jobs = createAgricultureHarvests(parts).filter(({ name }) => name.startsWith('erdkk'));
    for (const job of jobs) await job.run(new AbortController().signal);
  }

  return { calls, replicas, entities, harvested, harvestWorkbooks, stop: () => subgraph.stop() };
}

export function toBindings(bound: Readonly<Record<string, readonly Bound[]>>): Bindings {
  return new Map(
    Object.entries(bound).map(([code, ports]) => {
      const regionCode = code as RegionCode;
      return [regionCode, { regionCode, name: code, ports: Object.fromEntries(ports) }];
    }),
  );
}

function toEnvelope(caller: Caller, body: string): Envelope {
  return {
    subgraph: 'agriculture',
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

/** A folder with one e-RDKK workbook of one row a person; to be removed by `remove`. */
export async function createErdkkFolder(regency: string, niks: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'jawara-agriculture-'));
  const header = ['TAHUN', 'KABUPATEN', 'NIK', 'KOMODITAS', 'LUAS LAHAN', 'UREA MT1'];
  const rows = niks.map((nik) => [2026, regency, nik, 'Padi', '0.5', '125']);
  await writeFile(join(folder, 'e.xlsx'), await writeXlsxFile([header, ...rows]).toBuffer());
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
