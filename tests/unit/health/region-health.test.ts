import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import { startYankes, type YankesSimulator } from '../../../simulators/yankes/start-yankes.ts';
import { bindingOf, clock, restOf } from '../../contract/health/bindings.ts';
import { createHealthBench, type HealthBench } from './health-bench.ts';

const HOME = '36.71' as RegionCode;
const DEAD = '36.72' as RegionCode;

const province = createProvince({ asOf: '2026-09-21T03:00:00.000Z', residents: 100 });
const world = province.regencies.get(HOME)!.health!.facilities;
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const total = sum(world.map(({ beds }) => beds?.total ?? 0));
const occupied = sum(world.map(({ beds }) => beds?.occupied ?? 0));

let simulator: YankesSimulator;
let bench: HealthBench;
beforeAll(async () => {
  const context = { province, clock, logger: silentLogger, folder: '' };
  simulator = await startYankes(context, [HOME]);
  const dead = { kind: 'rest', baseUrl: 'http://127.0.0.1:1', apiKey: 'simulator-none' } as const;
  bench = createHealthBench({
    [HOME]: [['Facility', bindingOf('yankes', restOf(simulator.environment, HOME))]],
    [DEAD]: [['Facility', bindingOf('yankes', dead, DEAD, 'Kota Cilegon')]],
  });
});
beforeEach(() => {
  bench.calls.length = 0;
});
afterAll(async () => {
  await bench.stop();
  await simulator.stop();
});

const ofRegions = (codes: readonly string[], selection: string) =>
  bench.entities(
    {},
    codes.map((code) => ({ __typename: 'Region', code })),
    `... on Region { health { ${selection} } }`,
  );

describe('health in a region', () => {
  it('is null, and says why, where no service of facilities is bound', async () => {
    const { data, errors } = await ofRegions(['36.74'], 'freeBeds { value }');
    expect(data).toEqual({ _entities: [{ health: null }] });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'SOURCE_NOT_BOUND',
          region: '36.74',
          retryable: false,
          parameters: { port: 'Facility' },
        },
      },
    ]);
    expect(bench.calls).toEqual([]);
  });

  it.each(['36', '36.71.01', '36.71.01.1001'])('is none of %s, without an error', async (code) => {
    expect(await ofRegions([code], 'freeBeds { value }')).toEqual({
      data: { _entities: [{ health: null }] },
    });
    expect(bench.calls).toEqual([]);
  });

  it.each([0, 101])('refuses a page of %i', async (first) => {
    const { errors } = await ofRegions([HOME], `facilities(first: ${first}) { edges { cursor } }`);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', parameters: { argument: 'first' } } },
    ]);
  });

  it('refuses a cursor that is none', async () => {
    const { errors } = await ofRegions([HOME], 'facilities(after: "x") { edges { cursor } }');
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', parameters: { argument: 'after' } } },
    ]);
  });

  it('loses of several regions the dead one alone', async () => {
    const { data, errors } = await ofRegions([DEAD, HOME], 'totalBeds { value status }');
    expect(data).toEqual({
      _entities: [{ health: null }, { health: { totalBeds: { value: total, status: 'EXACT' } } }],
    });
    expect(errors).toMatchObject([
      { path: ['_entities', 0, 'health'], extensions: { code: 'SOURCE_UNAVAILABLE' } },
    ]);
  });

  it('counts the beds of those that report them, the stray left out', async () => {
    const { data, errors } = await ofRegions(
      [HOME],
      'definition totalBeds { value } freeBeds { value status asOf } provenance { system state controller }',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [
        {
          health: {
            definition: expect.stringContaining('report'),
            totalBeds: { value: total },
            freeBeds: {
              value: total - occupied,
              status: 'EXACT',
              asOf: expect.stringMatching(/^2026-03-02T.*Z$/),
            },
            provenance: {
              system: 'yankes',
              controller: 'Dinas Kesehatan Kota Tangerang',
            },
          },
        },
      ],
    });
    expect(bench.dropped).not.toEqual([]);
  });

  it('pages facilities by code', async () => {
    const codes: string[] = [];
    let after: string | null = null;
    do {
      const answer = await ofRegions(
        [HOME],
        `facilities(first: 7, after: ${JSON.stringify(after)}) {
          edges { node { code } } pageInfo { hasNextPage endCursor } }`,
      );
      const [entity] = answer.data?.['_entities'] as [RegionAnswer];
      const { edges, pageInfo } = entity.health.facilities;
      codes.push(...edges.map(({ node }) => node.code));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(codes).toEqual(world.map(({ code }) => code).sort());
  });
});

describe('a health facility', () => {
  const [hospital] = world;

  it.each(['36', '3671', '36.71.01'])('is refused in the region %s', async (regionCode) => {
    const { errors } = await bench.ask(
      {},
      `{ healthFacility(code: "x", regionCode: "${regionCode}") { code } }`,
    );
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', parameters: { argument: 'regionCode' } } },
    ]);
    expect(bench.calls).toEqual([]);
  });

  it('is shown with its beds, and null where there is none', async () => {
    const { data } = await bench.ask(
      {},
      `{ one: healthFacility(code: "${hospital!.code}", regionCode: "36.71") {
           code name kind doctors beds { total occupied free } provenance { regionCode } }
         none: healthFacility(code: "x", regionCode: "36.71") { code } }`,
    );
    expect(data).toEqual({
      one: {
        code: hospital!.code,
        name: hospital!.name,
        kind: 'RSUD',
        doctors: null,
        beds: {
          ...hospital!.beds,
          free: hospital!.beds!.total - hospital!.beds!.occupied,
        },
        provenance: { regionCode: HOME },
      },
      none: null,
    });
  });

  it('is known by its key, many in one look', async () => {
    const representations = world.map(({ code }) => ({
      __typename: 'HealthFacility',
      regionCode: HOME,
      code,
    }));
    const { data } = await bench.entities({}, representations, '... on HealthFacility { name }');
    expect(data).toEqual({ _entities: world.map(({ name }) => ({ name })) });
    // Two pages of facilities and one of rooms, whatever the number of keys; or none, where the list is still cached.
    expect(bench.calls.length).toBeLessThanOrEqual(3);
  });
});

interface RegionAnswer {
  readonly health: {
    readonly facilities: {
      readonly edges: readonly { readonly node: { readonly code: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}
