import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RegionCode } from '../../../common/region-code.ts';
import type { Pupil } from '../../../simulators/province/province.ts';
import {
  createEducationBench,
  harvestAll,
  type Caller,
  type EducationBench,
} from './education-bench.ts';

const HOME = '36.71' as RegionCode;
const OTHER = '36.73' as RegionCode;
const UNBOUND = '36.02' as RegionCode;
const WARGA = '3671051705809001';
const INTAN = '3671057009129004';

const ENROLMENTS = '... on Resident { education { enrolments { nameOnRecord } } }';
const STUDENT = '... on Student { nameOnRecord nisn }';

describe('the row guard of the education subgraph', () => {
  let bench: EducationBench;
  let intan: Pupil;
  let stranger: Pupil;

  beforeAll(async () => {
    bench = await createEducationBench([HOME, OTHER]);
    await harvestAll(bench);
    const pupils = bench.province.regencies
      .get(HOME)!
      .education!.schools.flatMap((school) => school.pupils);
    intan = pupils.find(({ nik }) => nik === INTAN)!;
    stranger = pupils.find(({ nik }) => nik !== INTAN && nik !== null)!;
  });
  beforeEach(() => {
    bench.calls.length = 0;
    bench.asked.length = 0;
  });
  afterAll(() => bench.stop());

  const ward = { nik: INTAN, relation: 'WARD', birthDate: '2012-09-30' } as const;
  const self = { nik: WARGA, relation: 'SELF' } as const;
  const GUARDIAN: Caller = { onBehalfOf: [self, ward], homeRegions: [HOME] };

  const REFUSED: [string, Caller][] = [
    ['an anonymous caller', {}],
    ['a citizen who is another', { onBehalfOf: [self], homeRegions: [HOME] }],
    [
      'a guardian whose ward is of age',
      { onBehalfOf: [{ ...ward, birthDate: '2000-09-30' }], homeRegions: [HOME] },
    ],
  ];

  it.each(REFUSED)("refuses %s a resident's schooling, and asks nothing", async (_who, caller) => {
    const { data, errors } = await bench.entities(
      caller,
      [{ __typename: 'Resident', nik: INTAN }],
      ENROLMENTS,
    );
    expect(data).toEqual({ _entities: [{ education: null }] });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', retryable: false } }]);
    expect(JSON.stringify(errors)).not.toContain(INTAN);
    expect([...bench.asked, ...bench.calls]).toEqual([]);
  });

  it.each(REFUSED)('refuses %s a pupil, and reads nobody else’s row', async (_who, caller) => {
    const { data, errors } = await bench.entities(
      caller,
      [{ __typename: 'Student', pesertaDidikId: intan.pesertaDidikId }],
      STUDENT,
    );
    expect(data).toEqual({ _entities: [null] });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(bench.asked.filter((asked) => asked.includes('pesertaDidikId'))).toEqual([]);
    expect(bench.calls).toEqual([]);
  });

  it('shows an officer of another region nothing, and asks his own region only', async () => {
    const { data } = await bench.entities(
      { regions: [OTHER] },
      [
        { __typename: 'Student', pesertaDidikId: intan.pesertaDidikId },
        { __typename: 'Resident', nik: INTAN },
      ],
      `${STUDENT} ${ENROLMENTS}`,
    );
    expect(data).toEqual({ _entities: [null, { education: { enrolments: [] } }] });
    expect(bench.asked.every((asked) => asked.startsWith(OTHER))).toBe(true);
  });

  it('says to an officer whose region has no schools bound that it has none', async () => {
    const { errors } = await bench.entities(
      { regions: [UNBOUND] },
      [{ __typename: 'Resident', nik: INTAN }],
      ENROLMENTS,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_NOT_BOUND', region: UNBOUND } }]);
    expect(bench.asked).toEqual([]);
  });

  it('refuses a guardian the pupil next to his ward, and does not look him up', async () => {
    const { data } = await bench.entities(
      GUARDIAN,
      [
        { __typename: 'Student', pesertaDidikId: stranger.pesertaDidikId },
        { __typename: 'Student', pesertaDidikId: intan.pesertaDidikId },
      ],
      STUDENT,
    );
    expect(data).toMatchObject({ _entities: [null, { nameOnRecord: 'INTAN HERMAWAN' }] });
    expect(bench.asked).toEqual([`${HOME} nik × 2`]);
  });

  it('shows a guardian his ward’s school and class, with the register’s row beside them', async () => {
    const { data, errors } = await bench.entities(
      GUARDIAN,
      [{ __typename: 'Resident', nik: INTAN }],
      `... on Resident { education {
        enrolments { nik grade className resident { nik } school { npsn level region { code } } }
        provenance { state asOf system }
      } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [
        {
          education: {
            enrolments: [
              {
                nik: INTAN,
                grade: '8',
                resident: { nik: INTAN },
                school: { level: 'SMP', region: { code: HOME } },
              },
            ],
            provenance: { state: 'REPLICA', system: 'dapodik', asOf: '2026-09-21T03:00:00.000Z' },
          },
        },
      ],
    });
  });

  it('has no resident of a pupil without a NIK', async () => {
    const schools = bench.province.regencies.get(HOME)!.education!.schools;
    const nobody = schools.flatMap(({ pupils }) => pupils).find(({ nik }) => nik === null)!;
    const { data } = await bench.entities(
      { regions: [HOME] },
      [{ __typename: 'Student', pesertaDidikId: nobody.pesertaDidikId }],
      '... on Student { nik nameOnRecord resident { nik } }',
    );
    expect(data).toEqual({
      _entities: [{ nik: null, nameOnRecord: nobody.nameOnRecord, resident: null }],
    });
  });

  it('looks 500 residents up at once in the replica, and asks no school', async () => {
    const people = bench.province.regencies
      .get(HOME)!
      .households.flatMap(({ members }) => members)
      .slice(0, 500);
    const { data, errors } = await bench.entities(
      { regions: [HOME] },
      people.map(({ nik }) => ({ __typename: 'Resident', nik })),
      '... on Resident { education { enrolments { grade } provenance { state } } }',
    );
    expect(errors).toBeUndefined();
    expect((data!['_entities'] as unknown[]).length).toBe(500);
    expect(bench.asked).toEqual([`${HOME} nik × 500`, `${HOME} snapshots`]);
    expect(bench.calls).toEqual([]);
  });

  it('has nothing of a resident without a number, or whose number is no text', async () => {
    const answer = await bench.entities(
      { regions: [HOME] },
      [null, 5].map((nik) => ({ __typename: 'Resident', nik })),
      ENROLMENTS,
    );
    expect(answer.data).toEqual({ _entities: [{ education: null }, { education: null }] });
    expect(bench.asked).toEqual([]);
  });
});
