import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { createMemoryCacheStore } from '../../../connectors/cache/create-memory-cache-store.ts';
import type { ObservedCall } from '../../../connectors/connector.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import { startYankes, type YankesSimulator } from '../../../simulators/yankes/start-yankes.ts';
import { createYankesFacilitySource } from '../../../subgraphs/health/facility-source.yankes.ts';
import type { FacilitySource } from '../../../subgraphs/health/facility-source.ts';
import { createHealthConnectors } from '../../../subgraphs/health/health-connectors.ts';
import { withFacilityCache } from '../../../subgraphs/health/with-facility-cache.ts';
import { answerAsRecorded, readExchanges } from '../../transcripts/exchanges.ts';
import { bindingOf, clock, createObserver, REGION, restOf, sourceCall } from './bindings.ts';
import {
  startReplyServer,
  type Received,
  type Reply,
  type ReplyServer,
} from '../../support/reply-server.ts';

interface Bench {
  readonly source: FacilitySource;
  readonly server: ReplyServer;
  readonly calls: ObservedCall[];
  readonly dropped: unknown[];
  stop(): Promise<void>;
}

/** The adapter before a server that answers as `answer` says. */
async function openBench(answer: (request: Received) => Reply): Promise<Bench> {
  const server = await startReplyServer(answer);
  const { context, calls } = createObserver();
  const connectors = createHealthConnectors(context);
  const baseUrl = `${server.origin}/36-71/api/v1`;
  const binding = bindingOf('yankes', { kind: 'rest', baseUrl, apiKey: 'simulator-yankes-3671' });
  const dropped: unknown[] = [];
  const source = createYankesFacilitySource({
    ...{ binding, clock, connector: connectors.yankes(binding) },
    onDroppedRow: (row) => dropped.push(row),
  });
  const stop = async () => {
    await connectors.close();
    await server.stop();
  };
  return { source, server, calls, dropped, stop };
}

const recorded = answerAsRecorded(readExchanges('yankes'));

let bench: Bench | undefined;
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});

describe('the port Facility on Yankes', () => {
  const page = (data: readonly unknown[], current = 1, pages = 1): Reply => ({
    status: 200,
    body: { data, meta: { pagination: { current_page: current, total_pages: pages } } },
  });

  it.each<[string, string, Reply]>([
    ['HTTP 401', 'SOURCE_REJECTED_CREDENTIALS', { status: 401, body: {} }],
    ['HTTP 429', 'SOURCE_RATE_LIMITED', { status: 429, body: {} }],
    ['HTTP 503', 'SOURCE_UNAVAILABLE', { status: 503, body: 'down' }],
    ['HTTP 404', 'SOURCE_REPLY_INVALID', { status: 404, body: { error: 'DataNotFound' } }],
    ['an empty result', 'SOURCE_REPLY_INVALID', { status: 200, body: { result: null } }],
    ['no JSON', 'SOURCE_REPLY_INVALID', { status: 200, body: '<html>' }],
    ['the same page for ever', 'SOURCE_REPLY_INVALID', page([], 1, 9)],
  ])('calls %s %s', async (_what, code, reply) => {
    bench = await openBench(() => reply);
    await expect(bench.source.facilities(sourceCall())).rejects.toMatchObject({ code });
  });

  it('ends a list that does not end', async () => {
    bench = await openBench(({ path }) =>
      page([], Number(/page=(\d+)/.exec(path)?.[1]), 1_000_000),
    );
    await expect(bench.source.facilities(sourceCall())).rejects.toMatchObject({
      code: 'SOURCE_REPLY_INVALID',
    });
    expect(bench.server.received.length).toBeLessThanOrEqual(100);
  });

  it('reads what is recorded, page after page, and drops what is of another regency', async () => {
    bench = await openBench(recorded);
    const provenance = {
      system: 'yankes',
      regionCode: REGION,
      asOf: new Date(clock.nowMs()).toISOString(),
      state: 'LIVE',
      controller: 'Dinas Kesehatan Kota Tangerang',
    };
    const row = { regionCode: REGION, doctors: null, provenance };
    expect(await bench.source.facilities(sourceCall())).toEqual({
      provenance,
      facilities: [
        {
          ...row,
          ...{ code: '0470C001', name: 'RSIA Contoh Satu', kind: 'RSIA' },
          beds: { total: 8, occupied: 3, free: 5 },
        },
        {
          ...row,
          ...{ code: '0470C002', name: 'RSU Contoh Dua', kind: 'RSU' },
          beds: { total: 40, occupied: 40, free: 0 },
        },
        {
          ...row,
          ...{ code: '0470C003', name: 'Puskesmas Contoh', kind: 'PUSKESMAS', beds: null },
        },
      ],
    });
    expect(bench.dropped).toEqual([{ system: 'yankes', regionCode: REGION, port: 'Facility' }]);
    expect(bench.calls.map(({ method }) => method).sort()).toEqual([
      'faskesPage',
      'faskesPage',
      'kamarPage',
      'kamarPage',
    ]);
  });

  it('counts beds that contradict one another as not reported, and leaves out rows without a code', async () => {
    const attributes = { kab_kot: 'Tangerang', kode_rs: 'A', rumah_sakit: 'RSU A', jenis: 7 };
    bench = await openBench(({ path }) =>
      path.includes('faskes')
        ? page([
            { attributes },
            { attributes: { ...attributes, kode_rs: 'B' } },
            { attributes: { ...attributes, kode_rs: '' } },
            { attributes: { ...attributes, kode_rs: 'C', kab_kot: null } },
          ])
        : page([
            { attributes: { kode: 'A', total_bed: '9', bed_terpakai: '4', bed_kosong: '5' } },
            { attributes: { kode: 'B', total_bed: 9, bed_terpakai: 9, bed_kosong: 5 } },
          ]),
    );
    const { facilities } = await bench.source.facilities(sourceCall());
    expect(facilities).toMatchObject([
      { code: 'A', kind: null, beds: { total: 9, occupied: 4, free: 5 } },
      { code: 'B', beds: null },
    ]);
    expect(bench.dropped).toHaveLength(1);
  });

  it('keeps a list for a minute, and says so', async () => {
    bench = await openBench(recorded);
    const binding = bindingOf('yankes', {
      kind: 'rest',
      baseUrl: 'http://127.0.0.1:1',
      apiKey: '',
    });
    const cached = withFacilityCache(bench.source, {
      ...{ binding, clock, cache: createMemoryCacheStore() },
    });
    const [first, joined] = await Promise.all([
      cached.facilities(sourceCall()),
      cached.facilities(sourceCall()),
    ]);
    expect(joined).toEqual(first);
    const again = await cached.facilities(sourceCall());
    expect(again.provenance).toEqual({ ...first.provenance, state: 'CACHED' });
    expect(again.facilities.map(({ provenance }) => provenance.state)).toEqual(
      Array(3).fill('CACHED'),
    );
    expect(bench.calls).toHaveLength(4);
  });
});

describe('the port Facility on Yankes, before the simulator', () => {
  const regions = [
    ['36.01', 'Kabupaten Pandeglang'],
    ['36.73', 'Kota Serang'],
  ] as const;
  const province = createProvince({ asOf: '2026-09-21T03:00:00.000Z', residents: 100 });
  let simulator: YankesSimulator;
  beforeAll(async () => {
    const context = { province, clock, logger: silentLogger, folder: '' };
    simulator = await startYankes(
      context,
      regions.map(([code]) => code),
    );
  });
  afterAll(() => simulator.stop());

  it.each(regions)('reads all of %s but the stray', async (code, name) => {
    const { context, calls } = createObserver();
    const connectors = createHealthConnectors(context);
    const connection = restOf(simulator.environment, code);
    const binding = bindingOf('yankes', connection, code as RegionCode, name);
    const dropped: unknown[] = [];
    const source = createYankesFacilitySource({
      ...{ binding, clock, connector: connectors.yankes(binding) },
      onDroppedRow: (row) => dropped.push(row),
    });
    const { facilities } = await source.facilities(sourceCall());
    await connectors.close();
    const world = province.regencies.get(code)!.health!.facilities;
    expect(facilities.map((facility) => [facility.code, facility.beds?.total])).toEqual(
      world.map((facility) => [facility.code, facility.beds?.total]),
    );
    expect(dropped).toHaveLength(1);
    expect(calls).toHaveLength(3);
  });
});
