import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEducationBench, harvestAll, type EducationBench } from './education-bench.ts';

const DAY_MS = 24 * 3_600_000;
const DEAD = '20971001';

describe('schools in the graph', () => {
  let bench: EducationBench;
  beforeEach(async () => {
    bench = await createEducationBench(['36.71']);
  });
  afterEach(() => bench.stop());

  const region = (fields: string, code = '36.71') =>
    bench.entities(
      {},
      [{ __typename: 'Region', code }],
      `... on Region { education { ${fields} } }`,
    );
  const educationOf = (data: unknown) =>
    (data as { _entities: [{ education: Record<string, unknown> }] })._entities[0].education;
  const FIGURES = `definition schools { value status } pupils { value status asOf }
    byLevel { level schools { value } pupils { value status } }
    staleSchools unknownSchools provenance { state asOf }`;

  it.each([
    ['an NPSN that is none', '"1234"', '"36.71"'],
    ['a district', '"20971001"', '"36.71.01"'],
  ])('refuses %s', async (_what, npsn, code) => {
    const { errors } = await bench.ask(
      {},
      `{ school(npsn: ${npsn}, regionCode: ${code}) { name } }`,
    );
    expect(errors).toMatchObject([{ path: ['school'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(bench.calls).toEqual([]);
  });

  it('says where nothing is bound, and knows no school that is bound nowhere', async () => {
    const { errors } = await bench.ask(
      {},
      '{ school(npsn: "20971001", regionCode: "36.02") { name } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_NOT_BOUND', region: '36.02' } }]);
    expect(
      await bench.ask({}, '{ school(npsn: "20979999", regionCode: "36.71") { name } }'),
    ).toEqual({ data: { school: null } });
    expect(
      await bench.entities(
        {},
        [{ __typename: 'School', npsn: '20979999' }],
        '... on School { name }',
      ),
    ).toEqual({ data: { _entities: [null] } });
    expect(bench.calls).toEqual([]);
  });

  it('has no education of a province or a district', async () => {
    for (const code of ['36', '36.71.01']) {
      expect(await region('definition', code)).toEqual({
        data: { _entities: [{ education: null }] },
      });
    }
    expect(bench.asked).toEqual([]);
  });

  it('answers a school live, in two calls', async () => {
    const { data, errors } = await bench.ask(
      {},
      `{ school(npsn: "20971002", regionCode: "36.71") {
        npsn name level status region { code } village { code }
        classes { name grade pupils { value status } } pupils { value } provenance { state } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data!['school']).toMatchObject({
      npsn: '20971002',
      level: 'SMP',
      region: { code: '36.71' },
      village: { code: expect.stringMatching(/^36\.71\./) as unknown },
      pupils: { value: 29 },
      provenance: { state: 'LIVE' },
    });
    expect(bench.calls.map(({ method }) => method).sort()).toEqual([
      'getRombonganBelajar',
      'getSekolah',
    ]);
  });

  it('counts from the harvests without asking a school', async () => {
    await harvestAll(bench);
    bench.calls.length = 0;
    const { data, errors } = await region(FIGURES);
    expect(errors).toBeUndefined();
    expect(educationOf(data)).toMatchObject({
      schools: { value: 5, status: 'EXACT' },
      pupils: { value: 118, status: 'EXACT', asOf: '2026-09-21T03:00:00.000Z' },
      staleSchools: 0,
      unknownSchools: 0,
      provenance: { state: 'REPLICA' },
    });
    expect([bench.calls, bench.asked]).toEqual([[], ['36.71 snapshots']]);
  });

  it('counts live what was never harvested, and says how many schools it does not know', async () => {
    await bench.school(DEAD).switchOff();
    const { data, errors } = await region(FIGURES);
    expect(errors).toBeUndefined();
    expect(educationOf(data)).toMatchObject({
      schools: { value: 5 },
      pupils: { value: 88, status: 'EXACT' },
      unknownSchools: 1,
      provenance: { state: 'STALE' },
    });
  });

  it('serves the rest while a school is dead for days, and marks its old harvest with its age', async () => {
    await harvestAll(bench);
    await bench.school(DEAD).switchOff();
    bench.clock.advanceMs(3 * DAY_MS);
    await harvestAll(bench);
    const { data, errors } = await region(
      `${FIGURES} list(first: 2) { edges { node { npsn name pupils { value } provenance { state asOf } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(educationOf(data)).toMatchObject({
      pupils: { value: 118 },
      staleSchools: 1,
      unknownSchools: 0,
      provenance: { state: 'STALE', asOf: '2026-09-21T03:00:00.000Z' },
      list: {
        edges: [
          {
            node: {
              npsn: DEAD,
              name: expect.any(String) as unknown,
              pupils: { value: 30 },
              provenance: { state: 'STALE', asOf: '2026-09-21T03:00:00.000Z' },
            },
          },
          { node: { npsn: '20971002', provenance: { state: 'LIVE' } } },
        ],
      },
    });
  });

  it('keeps a dead school that was never harvested in the list, with an error at its fields', async () => {
    await bench.school(DEAD).switchOff();
    const { data, errors } = await region(
      'list(first: 2) { edges { node { npsn name pupils { value status } provenance { state } } } }',
    );
    expect(educationOf(data)).toMatchObject({
      list: {
        edges: [
          {
            node: {
              ...{ npsn: DEAD, name: null },
              pupils: { value: null, status: 'UNKNOWN' },
              provenance: { state: 'STALE' },
            },
          },
          { node: { npsn: '20971002', name: expect.any(String) as unknown } },
        ],
      },
    });
    expect(errors).toMatchObject([
      {
        path: ['_entities', 0, 'education', 'list', 'edges', 0, 'node', 'name'],
        extensions: { code: 'SOURCE_UNAVAILABLE', system: 'dapodik', region: '36.71' },
      },
    ]);
  });

  it('fails where no school answers and none was ever harvested', async () => {
    for (const { npsn } of bench.province.regencies.get('36.71')!.education!.schools) {
      await bench.school(npsn).switchOff();
    }
    const { data, errors } = await region(FIGURES);
    expect(data).toEqual({ _entities: [{ education: null }] });
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE' } }]);
  });

  it('asks a school that was never harvested once a minute for the figures, whoever asks', async () => {
    const first = await region(FIGURES);
    expect(educationOf(first.data)).toMatchObject({ provenance: { state: 'LIVE' } });
    expect(bench.calls.length).toBeGreaterThan(0);
    bench.calls.length = 0;
    const second = educationOf((await region(FIGURES)).data);
    expect(second).toMatchObject({ provenance: { state: 'CACHED' } });
    expect(bench.calls).toEqual([]);
    // Every school has answered: these are the month's figures, also once the first harvests are in.
    await harvestAll(bench);
    bench.calls.length = 0;
    const third = educationOf((await region(FIGURES)).data);
    expect(third).toEqual(second);
    expect(bench.calls).toEqual([]);
  });

  it('asks dead schools that were never harvested once a minute too', async () => {
    for (const { npsn } of bench.province.regencies.get('36.71')!.education!.schools) {
      await bench.school(npsn).switchOff();
    }
    await region(FIGURES);
    bench.calls.length = 0;
    const { errors } = await region(FIGURES);
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE' } }]);
    expect(bench.calls).toEqual([]);
  });

  it('never publishes a sum that gives a small school away beside the schools that show', async () => {
    // One school shrinks to 4 pupils: it is closed, and so must be what the others could be taken from.
    bench.school('20971004').changePupils((pupils) => pupils.slice(0, 4));
    await harvestAll(bench);
    const { data } = await region(
      `${FIGURES} list { edges { node { level pupils { value status } } } }`,
    );
    const { pupils, byLevel, list } = educationOf(data) as {
      pupils: { value: number | null };
      byLevel: { level: string; pupils: { value: number | null } }[];
      list: { edges: { node: { level: string; pupils: { value: number | null } } }[] };
    };
    const closed = list.edges.filter(({ node }) => node.pupils.value === null);
    expect(closed).toHaveLength(1);
    expect(pupils.value).toBeNull();
    expect(byLevel.find(({ level }) => level === closed[0]!.node.level)!.pupils.value).toBeNull();
    expect(byLevel.filter((one) => one.pupils.value !== null)).toHaveLength(3);
  });

  it('pages through the schools by cursors that no other list takes', async () => {
    await harvestAll(bench);
    bench.calls.length = 0;
    const LIST = 'edges { cursor node { npsn } } pageInfo { hasNextPage endCursor }';
    const page = async (list: string) => {
      const { data, errors } = await region(`list(${list}) { ${LIST} }`);
      return errors ?? (educationOf(data)['list'] as Record<string, never>);
    };
    const first = (await page('first: 3')) as unknown as {
      edges: { node: { npsn: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    expect(first.edges.map(({ node }) => node.npsn)).toEqual(['20971001', '20971002', '20971003']);
    const second = await page(`first: 3, after: "${first.pageInfo.endCursor}"`);
    expect(second).toMatchObject({
      edges: [{ node: { npsn: '20971004' } }, { node: { npsn: '20971005' } }],
      pageInfo: { hasNextPage: false },
    });
    for (const wrong of ['first: 101', 'first: 0', 'after: "x.y"']) {
      expect(await page(wrong)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect(bench.calls).toEqual([]);
  });
});
