import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { createAgricultureConnectors } from '../../../subgraphs/agriculture/agriculture-connectors.ts';
import { createAgricultureHarvests } from '../../../subgraphs/agriculture/create-agriculture-harvests.ts';
import { bindingOf, clock, createObserver } from '../../contract/agriculture/bindings.ts';
import {
  createAgricultureBench,
  createErdkkFolder,
  toBindings,
  type Bound,
  type Caller,
} from './agriculture-bench.ts';

const SITI = '3671014107900001';
const BUDI = '3671010203850002';
const HOME = '36.71' as RegionCode;
const OTHER = '36.03' as RegionCode;
const UNBOUND = '36.72' as RegionCode;

const CITIZEN: Caller = { onBehalfOf: [{ nik: BUDI, relation: 'SELF' }], homeRegions: [HOME] };
const ADULT_WARD: Caller = {
  onBehalfOf: [{ nik: SITI, relation: 'WARD', birthDate: '1990-07-01' }],
  homeRegions: [HOME],
};

// Nothing listens there: whoever asks it is found out.
const NOWHERE = {
  kind: 'oauth2',
  baseUrl: 'http://127.0.0.1:1',
  tokenUrl: 'http://127.0.0.1:1/token',
  clientId: 'simulator-a',
  clientSecret: 'simulator-b',
} as const;
const sipdps = (code: RegionCode): Bound => ['Planting', bindingOf('sipdps', NOWHERE, code)];

let bench: ReturnType<typeof createAgricultureBench>;
let removals: (() => Promise<void>)[];
beforeAll(async () => {
  const home = await createErdkkFolder('Kota Tangerang', [SITI]);
  const other = await createErdkkFolder('Kab. Tangerang', [BUDI]);
  removals = [home, other].map(({ remove }) => remove);
  const erdkk = ({ folder }: { folder: string }, code: RegionCode): Bound => [
    'FarmerAllocation',
    bindingOf('erdkk-workbook', { kind: 'workbook', folder }, code),
  ];
  bench = createAgricultureBench({
    [HOME]: [erdkk(home, HOME)],
    [OTHER]: [erdkk(other, OTHER), sipdps(OTHER)],
    '36.74': [sipdps('36.74' as RegionCode)],
    '36.01': [sipdps('36.01' as RegionCode)],
    [UNBOUND]: [],
  });
  await bench.harvestWorkbooks();
});
beforeEach(() => {
  bench.calls.length = 0;
  bench.replicas.reads = 0;
  bench.replicas.lookUps.length = 0;
});
afterAll(async () => {
  await bench.stop();
  await Promise.all(removals.map((remove) => remove()));
});

const askResident = (caller: Caller, ...niks: (string | null)[]) =>
  bench.entities(
    caller,
    niks.map((nik) => ({ __typename: 'Resident', nik })),
    '... on Resident { agriculture { allocations { year season commodity areaHectares ureaKg npkKg } provenance { regionCode state } } }',
  );

const askRegion = (code: string) =>
  bench.entities(
    {},
    [{ __typename: 'Region', code }],
    `... on Region { agriculture { definition year plantedHectares
      byCommodity { commodity hectares reports { value status asOf } }
      provenance { system regionCode asOf state controller } } }`,
  );

const ALLOCATION = {
  year: 2026,
  season: 1,
  commodity: 'Padi',
  areaHectares: '0.5',
  ureaKg: '125',
  npkKg: null,
};

describe("a resident's agriculture", () => {
  it.each([
    ['an anonymous caller', {}],
    ['a citizen who is another', CITIZEN],
    ['a guardian whose ward is of age', ADULT_WARD],
  ] as [string, Caller][])('is refused %s, and nothing is asked', async (_who, caller) => {
    const { data, errors } = await askResident(caller, SITI);
    expect(data).toEqual({ _entities: [{ agriculture: null }] });
    expect(errors).toMatchObject([
      { path: ['_entities', 0, 'agriculture'], extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(JSON.stringify(errors)).not.toContain(SITI);
    expect([bench.calls, bench.replicas.lookUps]).toEqual([[], []]);
  });

  it("is asked for an officer in his own region only, where another region's farmer is nobody", async () => {
    const { data, errors } = await askResident({ regions: [OTHER] }, SITI);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        { agriculture: { allocations: [], provenance: { regionCode: OTHER, state: 'REPLICA' } } },
      ],
    });
    expect([bench.calls, bench.replicas.lookUps]).toEqual([[], [`${OTHER} × 1`]]);
  });

  it('is not bound for an officer whose region has no system', async () => {
    const { errors } = await askResident({ regions: [UNBOUND] }, SITI);
    expect(errors).toMatchObject([
      {
        extensions: {
          ...{ code: 'SOURCE_NOT_BOUND', region: UNBOUND, retryable: false },
          parameters: { port: 'FarmerAllocation' },
        },
      },
    ]);
    expect([bench.calls, bench.replicas.lookUps]).toEqual([[], []]);
  });

  it('is null of a resident without a number, and nothing is asked', async () => {
    expect(await askResident({ regions: [HOME] }, null)).toEqual({
      data: { _entities: [{ agriculture: null }] },
    });
    expect([bench.calls, bench.replicas.lookUps]).toEqual([[], []]);
  });

  it('is shown to the citizen himself, of his home region', async () => {
    const self: Caller = { ...CITIZEN, onBehalfOf: [{ nik: SITI, relation: 'SELF' }] };
    expect(await askResident(self, SITI)).toEqual({
      data: {
        _entities: [
          {
            agriculture: {
              allocations: [ALLOCATION],
              provenance: { regionCode: HOME, state: 'REPLICA' },
            },
          },
        ],
      },
    });
    expect(bench.replicas.lookUps).toEqual([`${HOME} × 1`]);
  });

  it('is looked for in every region where a citizen’s token names no home', async () => {
    const { data } = await askResident({ onBehalfOf: [{ nik: BUDI, relation: 'SELF' }] }, BUDI);
    expect(data).toMatchObject({
      _entities: [{ agriculture: { allocations: [{}], provenance: { regionCode: OTHER } } }],
    });
    expect(bench.replicas.lookUps).toEqual([`${HOME} × 1`, `${OTHER} × 1`]);
  });

  it('costs one look for five hundred residents', async () => {
    const niks = [SITI, ...Array.from({ length: 499 }, (_value, index) => `36710101018${index}`)];
    const { data } = await askResident({ regions: [HOME] }, ...niks);
    expect((data?.['_entities'] as unknown[]).length).toBe(500);
    expect([bench.calls, bench.replicas.lookUps]).toEqual([[], [`${HOME} × 500`]]);
  });
});

const SUMMARY = {
  years: [
    {
      year: 2026,
      hectares: '12.75',
      byCommodity: [
        { commodity: 'Jagung', hectares: '2.5', reports: 9 },
        { commodity: 'Padi', hectares: '10.25', reports: 10 },
      ],
    },
    { year: 2025, hectares: '1', byCommodity: [] },
  ],
  rejected: {},
  unmatched: [],
  foreign: 0,
};

describe("a region's agriculture", () => {
  it('is not bound in Cilegon, which has no agricultural system', async () => {
    const { data, errors } = await askRegion(UNBOUND);
    expect(data).toEqual({ _entities: [{ agriculture: null }] });
    expect(errors).toMatchObject([
      {
        extensions: {
          ...{ code: 'SOURCE_NOT_BOUND', region: UNBOUND, retryable: false },
          parameters: { port: 'Planting' },
        },
      },
    ]);
  });

  it('is unavailable, retryably, before the first harvest is whole', async () => {
    const { errors } = await askRegion('36.74');
    expect(errors).toMatchObject([
      { extensions: { code: 'SOURCE_UNAVAILABLE', region: '36.74', retryable: true } },
    ]);
  });

  it.each(['36', '36.03.01', '36.03.01.1001'])('is null of %s, without an error', async (code) => {
    expect(await askRegion(code)).toEqual({ data: { _entities: [{ agriculture: null }] } });
    expect(bench.replicas.reads).toBe(0);
  });

  it('is null where nothing was ever reported, without an error', async () => {
    await bench.harvested('36.01', { ...SUMMARY, years: [] }, '2026-06-30T07:00:00.000Z');
    expect(await askRegion('36.01')).toEqual({ data: { _entities: [{ agriculture: null }] } });
  });

  it('names its year and definition, and puts commodities of few reports together; SIPDPS is not asked', async () => {
    const asOf = '2026-06-30T07:00:00.000Z';
    await bench.harvested(OTHER, SUMMARY, asOf);
    const { data, errors } = await askRegion(OTHER);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        {
          agriculture: {
            definition: expect.stringMatching(/laporan tanam .* planting reports/),
            year: 2026,
            plantedHectares: '12.75',
            byCommodity: [
              {
                commodity: 'Lainnya',
                hectares: '12.75',
                reports: { value: 19, status: 'EXACT', asOf },
              },
            ],
            provenance: {
              system: 'sipdps',
              regionCode: OTHER,
              asOf,
              state: 'REPLICA',
              controller: 'Dinas Pertanian Kab. Tangerang',
            },
          },
        },
      ],
    });
    expect([bench.calls.length, bench.replicas.reads]).toEqual([0, 1]);
  });

  it('says STALE of what is older than two harvests', async () => {
    await bench.harvested('36.74', SUMMARY, '2026-06-29T19:00:00.000Z');
    expect(await askRegion('36.74')).toMatchObject({
      data: { _entities: [{ agriculture: { provenance: { state: 'STALE' } } }] },
    });
  });
});

describe('the harvests of agriculture', () => {
  const { context } = createObserver();
  const connectors = createAgricultureConnectors(context);
  afterAll(() => connectors.close());
  const jobsOf = (bound: Readonly<Record<string, readonly Bound[]>>) =>
    createAgricultureHarvests({
      bindings: toBindings(bound),
      connectors,
      replicas: bench.replicas,
      clock,
      logger: silentLogger,
    });

  it('refuse a binding that declares no replica', () => {
    const { replica: _none, ...undeclared } = bindingOf('sipdps', NOWHERE, OTHER);
    expect(() => jobsOf({ [OTHER]: [['Planting', undeclared]] })).toThrow('declares no replica');
  });

  it('are one for each region that binds SIPDPS and has not switched it off', () => {
    const off = { ...bindingOf('sipdps', NOWHERE, '36.74' as RegionCode), enabled: false };
    const jobs = jobsOf({ [OTHER]: [sipdps(OTHER)], '36.74': [['Planting', off]], [UNBOUND]: [] });
    expect(jobs.map(({ name, everyMinutes }) => [name, everyMinutes])).toEqual([
      ['sipdps 36.03', 360],
    ]);
  });

  it('fail with what the system was found to be', async () => {
    const [job] = jobsOf({ [OTHER]: [sipdps(OTHER)] });
    await expect(job!.run(new AbortController().signal)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });
});
