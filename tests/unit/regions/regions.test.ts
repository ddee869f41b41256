import { afterAll, describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { createRegionsSubgraph } from '../../../subgraphs/regions/create-regions-subgraph.ts';
import { loadRegionDirectory } from '../../../subgraphs/regions/load-region-directory.ts';
import { PORTS } from '../../../common/binding.ts';
import { unknownState } from '../../../subgraphs/regions/source-state.ts';
import { toCoverage } from '../../../subgraphs/regions/to-coverage.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { NOW, NOW_MS, testRoot } from '../common/an-envelope.ts';
import { aBinding, bindingsOf } from './a-binding.ts';
import { askRegions } from './ask-regions.ts';

const clock = createFrozenClock(NOW);
const subgraph = createRegionsSubgraph({
  envelopeRoots: [testRoot],
  clock,
  logger: silentLogger,
  cursorSecret: new Uint8Array(32).fill(1),
  bindings: bindingsOf({
    Resident: aBinding(),
    Family: aBinding({ enabled: false }),
    Budget: aBinding({
      system: 'simda',
      maintenance: [{ from: '2026-08-03T01:00:00Z', to: '2026-08-03T03:00:00Z' }],
    }),
    Payment: aBinding({
      system: 'simda',
      maintenance: [{ from: '2026-08-03T03:00:00Z', to: '2026-08-03T04:00:00Z' }],
    }),
  }),
});

afterAll(() => subgraph.stop());

const CHILDREN = `query ($code: RegionCode!, $first: Int, $after: String) {
  region(code: $code) { children(first: $first, after: $after) {
    totalCount edges { cursor node { code } } pageInfo { hasNextPage endCursor } } } }`;

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly code: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function childrenOf(code: string, first?: number, after?: string): Promise<Page> {
  const answer = await askRegions(subgraph, CHILDREN, { code, first, after });
  expect(answer.errors).toBeUndefined();
  return (answer.data?.['region'] as { children: Page }).children;
}

function refusal(argument: string): unknown[] {
  return [
    expect.objectContaining({
      extensions: expect.objectContaining({
        code: 'BAD_USER_INPUT',
        parameters: expect.objectContaining({ argument }),
      }),
    }),
  ];
}

describe('the regions subgraph', () => {
  it.each(['3671', '36.7', '36.71.', '36.71.01.001', 'marker', "36' or '1"])(
    'rejects the malformed code "%s"',
    async (code) => {
      const answer = await askRegions(
        subgraph,
        'query ($code: RegionCode!) { region(code: $code) { name } }',
        { code },
      );
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(JSON.stringify(answer.errors)).not.toMatch(/marker|' or '/);
    },
  );

  it.each([0, 101, -1])('rejects a page of %i', async (first) => {
    const answer = await askRegions(subgraph, CHILDREN, { code: '36', first });
    expect(answer.errors).toEqual(refusal('first'));
  });

  it('rejects the cursor of another region', async () => {
    const { pageInfo } = await childrenOf('36.71', 1);
    const answer = await askRegions(subgraph, CHILDREN, {
      code: '36.72',
      after: pageInfo.endCursor,
    });
    expect(answer.errors).toEqual(refusal('after'));
  });

  it.each(['', 'x', 'a.b', 'IjM2LjcxLjAxIg.AAAAAAAAAAAAAAAAAAAAAA'])(
    'rejects the forged cursor "%s"',
    async (after) => {
      const answer = await askRegions(subgraph, CHILDREN, { code: '36.71', after });
      expect(answer.errors).toEqual(refusal('after'));
    },
  );

  it('answers null for a code that Banten does not have', async () => {
    const answer = await askRegions(
      subgraph,
      '{ a: region(code: "36.99") { name } b: region(code: "32.71") { name } c: region(code: "36.71.01.9999") { name } }',
    );
    expect(answer).toEqual({ data: { a: null, b: null, c: null } });
  });

  it('says what is bound to each port, what is off, in maintenance and not bound', async () => {
    const answer = await askRegions(
      subgraph,
      '{ region(code: "36.71") { coverage { port system state controller } } }',
    );
    const controller = 'Disdukcapil Kota Tangerang';
    const none = { system: null, state: 'NOT_BOUND', controller: null };
    expect(answer.data?.['region']).toEqual({
      coverage: [
        { port: 'Resident', system: 'siak', state: 'BOUND', controller },
        { port: 'Family', system: 'siak', state: 'OFF', controller },
        { port: 'PopulationStatistics', ...none },
        { port: 'Budget', system: 'simda', state: 'MAINTENANCE', controller },
        { port: 'Payment', system: 'simda', state: 'BOUND', controller },
        ...PORTS.slice(PORTS.indexOf('AidRecipient')).map((port) => ({ port, ...none })),
      ],
    });
  });

  it('passes on how a bound system does, and what of it is missing', async () => {
    const [region] = bindingsOf({ Resident: aBinding({}) }).values();
    const found = { state: 'STALE', asOf: NOW, gap: { missing: 1, of: 4 } } as const;
    const [first] = await toCoverage(region, NOW_MS, () => Promise.resolve(found));
    expect(first).toMatchObject({ port: 'Resident', ...found });
  });

  it('ends a maintenance window at its end', async () => {
    const ended = aBinding({ maintenance: [{ from: '2026-08-03T01:00:00Z', to: NOW }] });
    const [region] = bindingsOf({ Resident: ended }).values();
    const stateAt = async (nowMs: number) =>
      (await toCoverage(region, nowMs, unknownState))[0]?.state;
    expect(await stateAt(NOW_MS)).toBe('BOUND');
    expect(await stateAt(NOW_MS - 1)).toBe('MAINTENANCE');
  });

  it('gives coverage to regencies only', async () => {
    const answer = await askRegions(
      subgraph,
      '{ a: region(code: "36") { coverage { port } } b: region(code: "36.71.01") { coverage { port } } c: region(code: "36.72") { coverage { state } } }',
    );
    expect(answer.data).toMatchObject({ a: { coverage: null }, b: { coverage: null } });
    expect(answer.data?.['c']).toEqual({
      coverage: Array(PORTS.length).fill({ state: 'NOT_BOUND' }),
    });
  });

  it('lists the eight regencies with their BPS codes, by code', async () => {
    const answer = await askRegions(subgraph, '{ regencies { code name bpsCode level } }');
    const regency = (code: string, name: string) => ({
      code,
      name,
      bpsCode: code.replace('.', ''),
      level: 'REGENCY',
    });
    expect(answer.data?.['regencies']).toEqual([
      regency('36.01', 'Kabupaten Pandeglang'),
      regency('36.02', 'Kabupaten Lebak'),
      regency('36.03', 'Kabupaten Tangerang'),
      regency('36.04', 'Kabupaten Serang'),
      regency('36.71', 'Kota Tangerang'),
      regency('36.72', 'Kota Cilegon'),
      regency('36.73', 'Kota Serang'),
      regency('36.74', 'Kota Tangerang Selatan'),
    ]);
  });

  it('pages through the children of a region without a gap or a repetition', async () => {
    const codes: string[] = [];
    let after: string | undefined;
    do {
      const page = await childrenOf('36.01', 10, after);
      expect(page.totalCount).toBe(35);
      codes.push(...page.edges.map(({ node }) => node.code));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(new Set(codes).size).toBe(35);
    expect(codes).toEqual([...codes].sort());
  });

  it('answers a page that ends the list, and a village without children', async () => {
    const all = await childrenOf('36', 8);
    expect(all.pageInfo.hasNextPage).toBe(false);
    expect(await childrenOf('36.71.01.1001')).toEqual({
      totalCount: 0,
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  it('walks from a village up to the province', async () => {
    const answer = await askRegions(
      subgraph,
      '{ region(code: "36.71.01.1001") { name level bpsCode parent { level parent { name parent { name bpsCode validFrom validTo parent { code } } } } } }',
    );
    expect(answer.data?.['region']).toEqual({
      name: 'Sukarasa',
      level: 'VILLAGE',
      bpsCode: null,
      parent: {
        level: 'DISTRICT',
        parent: {
          name: 'Kota Tangerang',
          parent: { name: 'Banten', bpsCode: '36', validFrom: null, validTo: null, parent: null },
        },
      },
    });
  });

  it('resolves references, and answers null for one that it does not know', async () => {
    const answer = await askRegions(
      subgraph,
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Region { name } } }',
      {
        representations: ['36.72', '36.98', 'no code'].map((code) => ({
          __typename: 'Region',
          code,
        })),
      },
    );
    expect(answer.data?.['_entities']).toEqual([{ name: 'Kota Cilegon' }, null, null]);
  });

  it('knows as many districts and villages of each regency as the list has', async () => {
    const directory = await loadRegionDirectory();
    const counts = directory.childrenOf('36' as RegionCode).map(({ code }) => {
      const districts = directory.childrenOf(code);
      const villages = districts.flatMap((district) => directory.childrenOf(district.code));
      return [code, districts.length, villages.length];
    });
    expect(counts).toEqual([
      ['36.01', 35, 339],
      ['36.02', 28, 345],
      ['36.03', 29, 274],
      ['36.04', 29, 326],
      ['36.71', 13, 104],
      ['36.72', 8, 43],
      ['36.73', 6, 67],
      ['36.74', 7, 54],
    ]);
  });
});
