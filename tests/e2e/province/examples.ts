import { beforeEach, describe, expect, it } from '@jest/globals';

import type { ObservedCall } from '../../../connectors/connector.ts';
import { countCalls, readExample, type Answer } from '../../support/jawara.ts';
import { jawara } from './province.ts';

beforeEach(() => {
  jawara.forgetCalls();
});

const FORBIDDEN_ROWS = { code: 'FORBIDDEN', retryable: false };

/** Each error's path, code and whether trying again helps. */
function summarize({ errors }: Answer): unknown[] {
  return errors.map(({ path, extensions: { code, retryable } }) => ({
    ...(path === undefined ? {} : { path }),
    code,
    retryable,
  }));
}

const ANY_INSTANT: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

const ANY_DATE: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);

/** The year that it is in Banten. */
const YEAR = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();

const SIAK_3671 = {
  system: 'siak',
  regionCode: '36.71',
  asOf: ANY_INSTANT,
  state: 'LIVE',
  controller: 'Dinas Kependudukan dan Pencatatan Sipil Kota Tangerang',
};

describe.each([
  ['verify-resident', 'verifyResident'],
  ['resident-by-nik', 'resident'],
])('the example %s', (name, field) => {
  it('tells an officer of another regency that the rows are not his, and asks no source', async () => {
    const answer = await jawara.ask({ ...readExample(name), persona: 'petugas-3602' });
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ [field]: null });
    expect(summarize(answer)).toEqual([{ path: [field], ...FORBIDDEN_ROWS }]);
    expect(answer.errors[0]?.message).toBe('The caller may not read rows of region 36.71.');
    expect(jawara.calls).toEqual([]);
  });

  it('asks an officer of another regency who names no region in his own register alone', async () => {
    const example = readExample(name);
    const variables = { ...example.variables, regionCode: null };
    const answer = await jawara.ask({ ...example, variables, persona: 'petugas-3602' });
    expect(answer.data).toEqual({ [field]: null });
    expect(answer.errors).toEqual([]);
    expect(countCalls(jawara.calls)).toEqual({ '36.02/siak residentsByNik': 1 });
  });

  it('tells an anonymous caller that a token would be needed, and asks no source', async () => {
    const answer = await jawara.ask({ ...readExample(name), persona: null });
    expect(answer.data).toEqual({ [field]: null });
    expect(summarize(answer)).toEqual([
      { path: [field], code: 'UNAUTHENTICATED', retryable: false },
    ]);
    expect(jawara.calls).toEqual([]);
  });

  it('is refused as a whole without a purpose, and asks no source', async () => {
    const answer = await jawara.ask({ ...readExample(name), purpose: null });
    expect(answer.status).toBe(403);
    expect(answer.data).toBeUndefined();
    expect(summarize(answer)).toEqual([{ code: 'PURPOSE_REQUIRED', retryable: false }]);
    expect(jawara.calls).toEqual([]);
  });

  it.each(['keuangan-3671', 'provinsi', 'app-anggaran'])(
    'tells %s that the field is not his to read, and asks no source',
    async (persona) => {
      const answer = await jawara.ask({ ...readExample(name), persona });
      expect(answer.data).toEqual({ [field]: null });
      expect(summarize(answer)).toEqual([
        { path: [field], code: 'UNAUTHORIZED_FIELD_OR_TYPE', retryable: false },
      ]);
      expect(jawara.calls).toEqual([]);
    },
  );

  it('refuses a token that nobody signed, and asks no source', async () => {
    const [header, , signature] = (await jawara.token('petugas-3671')).split('.');
    const claims = Buffer.from('{"sub":"x","scope":"population:read"}').toString('base64url');
    const authorization = `Bearer ${String(header)}.${claims}.${String(signature)}`;
    const answer = await jawara.ask({
      ...readExample(name),
      persona: null,
      headers: { authorization },
    });
    expect(answer.status).toBe(401);
    expect(summarize(answer)).toEqual([{ code: 'UNAUTHENTICATED', retryable: false }]);
    expect(jawara.calls).toEqual([]);
  });
});

/** What my-data asks of the citizen's own regency, each time. */
const OWN_CALLS = {
  // Three people: himself, who stands at the top and on his card, is asked for once.
  '36.71/satusehat immunizationsByPatient': 3,
  '36.71/satusehat patientByNik': 3,
  '36.71/siak familiesByNoKk': 1,
  '36.71/siak residentsByNik': 2,
};

/** Calls that ask for data: a sign-in serves many of them, for as long as its token lasts. */
function withoutSignIns(calls: readonly ObservedCall[]): ObservedCall[] {
  return calls.filter(({ method }) => method !== 'authenticate');
}

describe('the examples', () => {
  it('verify-resident answers its officer with one question to one register', async () => {
    const answer = await jawara.ask(readExample('verify-resident'));
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      verifyResident: {
        name: 'MATCH',
        birthPlace: 'MISMATCH',
        birthDate: 'MATCH',
        sex: 'NOT_CHECKED',
        noKk: 'NOT_CHECKED',
        provenance: SIAK_3671,
      },
    });
    expect(countCalls(jawara.calls)).toEqual({ '36.71/siak residentsByNik': 1 });
  });

  it("resident-by-nik answers its officer with two questions to one register, and denies him the other sectors' at their paths", async () => {
    const answer = await jawara.ask(readExample('resident-by-nik'));
    expect(summarize(answer)).toEqual(
      ['education', 'health', 'agriculture', 'finance'].map((denied) => ({
        path: ['resident', denied],
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        retryable: false,
      })),
    );
    expect(answer.data).toEqual({
      resident: {
        nikMasked: '************9201',
        name: 'WAHYU NUGRAHA',
        sex: 'MALE',
        birthPlace: 'TANGERANG',
        birthDate: '1986-04-23',
        maritalStatus: 'MARRIED',
        occupation: 'KARYAWAN SWASTA',
        status: 'ACTIVE',
        address: {
          street: 'JL. CEMPAKA NO. 9',
          rt: '003',
          rw: '007',
          village: { code: '36.71.11.1001', name: 'Pinang' },
        },
        region: { code: '36.71', name: 'Kota Tangerang' },
        family: {
          noKkMasked: '************9201',
          members: [
            { nikMasked: '************9201', name: 'WAHYU NUGRAHA', relationship: 'HEAD' },
            { nikMasked: '************9202', name: 'DEWI ANGGRAENI', relationship: 'WIFE' },
            { nikMasked: '************9203', name: 'DIMAS NUGRAHA', relationship: 'CHILD' },
          ],
        },
        education: null,
        health: null,
        agriculture: null,
        finance: null,
        provenance: SIAK_3671,
      },
    });
    expect(countCalls(jawara.calls)).toEqual({
      '36.71/siak familiesByNoKk': 1,
      '36.71/siak residentsByNik': 1,
    });
  });

  it('resident-by-nik shows a health officer the name and the immunisations, and denies him the rest at its paths', async () => {
    const answer = await jawara.ask({ ...readExample('resident-by-nik'), persona: 'dinkes-3671' });
    expect(answer.data).toEqual({
      resident: {
        nikMasked: '************9201',
        name: 'WAHYU NUGRAHA',
        sex: null,
        birthPlace: null,
        birthDate: null,
        maritalStatus: null,
        occupation: null,
        status: null,
        address: null,
        region: { code: '36.71', name: 'Kota Tangerang' },
        family: null,
        education: null,
        health: {
          immunizations: [
            { vaccine: expect.any(String), occurredOn: ANY_DATE, doseNumber: expect.any(Number) },
          ],
        },
        agriculture: null,
        finance: null,
        provenance: SIAK_3671,
      },
    });
    expect(answer.errors.map(({ path }) => path?.join('.'))).toEqual(
      [
        'sex',
        'birthPlace',
        'birthDate',
        'maritalStatus',
        'occupation',
        'status',
        'address',
        'family',
        'education',
        'agriculture',
        'finance',
      ].map((denied) => `resident.${denied}`),
    );
    expect(countCalls(withoutSignIns(jawara.calls))).toEqual({
      '36.71/satusehat immunizationsByPatient': 1,
      '36.71/satusehat patientByNik': 1,
      '36.71/siak residentsByNik': 1,
    });
  });

  it('my-data is refused to whoever is no citizen, and asks no source', async () => {
    for (const persona of [null, 'petugas-3671', 'provinsi', 'app-anggaran']) {
      const answer = await jawara.ask({ ...readExample('my-data'), persona });
      expect(answer.status).toBe(400);
      expect(summarize(answer)).toEqual([{ code: 'BAD_USER_INPUT', retryable: false }]);
    }
    const other = await jawara.ask({
      ...readExample('my-data'),
      persona: 'petugas-3671',
      purpose: 'PUBLIC_SERVICE',
    });
    expect(other.data).toEqual({ me: null });
    expect(summarize(other)).toEqual([
      { path: ['me'], code: 'UNAUTHORIZED_FIELD_OR_TYPE', retryable: false },
    ]);
    expect(jawara.calls).toEqual([]);
  });

  it('my-data answers the citizen from five sectors without a purpose, and shows adults as their card does', async () => {
    const { data, errors } = await jawara.ask({ ...readExample('my-data'), purpose: null });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      me: {
        nik: '3671051705809001',
        name: 'BUDI HERMAWAN',
        sex: 'MALE',
        birthPlace: 'TANGERANG',
        birthDate: '1980-05-17',
        maritalStatus: 'MARRIED',
        address: {
          street: 'JL. KENANGA NO. 17',
          rt: '003',
          rw: '007',
          postalCode: '15148',
          village: { code: '36.71.05.1001', name: 'Cipondoh' },
        },
        family: {
          noKkMasked: '************9001',
          members: [
            aMember('9001', 'BUDI HERMAWAN', 'HEAD', '1980-05-17', {
              enrolments: [],
              immunization: ['COVID-19', '2021-08-14'],
            }),
            aMember('9002', 'NENG RATNA KOMALASARI', 'WIFE', '1982-08-22'),
            aMember('9003', 'GILANG HERMAWAN', 'CHILD', '2006-03-11'),
            aMember('9004', 'INTAN HERMAWAN', 'CHILD', '2012-09-30', {
              enrolments: [anEnrolment(/^(SMP|SMA|SMK) /)],
              immunization: ['Campak-Rubela (MR)', '2013-07-02'],
            }),
            aMember('9005', 'BAYU HERMAWAN', 'CHILD', '2017-02-03', {
              enrolments: [anEnrolment(/^(SD|SMP) /)],
              immunization: ['BCG', '2017-03-06'],
            }),
          ],
        },
        health: aHealthRecord(['COVID-19', '2021-08-14']),
        agriculture: {
          allocations: [anAllocation(1), anAllocation(2)],
          provenance: originOf('erdkk', 'REPLICA', 'Dinas Ketahanan Pangan dan Pertanian'),
        },
        finance: {
          aid: [aPayment(YEAR, null), aPayment(YEAR - 1, `${YEAR - 1}-03-18`)],
          provenance: originOf('aid', 'REPLICA', 'Dinas Sosial'),
        },
        provenance: SIAK_3671,
      },
    });
    expect(countCalls(withoutSignIns(jawara.calls))).toEqual({
      ...OWN_CALLS,
      // Two schools' own facts, which are public and kept for a while.
      '36.71/dapodik getSekolah': 2,
      // Who his wards are.
      '36.71/siak familiesByNoKk': 2,
      '36.71/siak residentsByNik': 3,
    });
  });

  it('my-data asks his own regency alone, and who his wards are once a token', async () => {
    await jawara.ask(readExample('my-data'));
    jawara.forgetCalls();
    const again = await jawara.ask(readExample('my-data'));
    expect(again.errors).toEqual([]);
    expect(countCalls(jawara.calls)).toEqual(OWN_CALLS);
  });

  it('budget answers anybody, from one treasury, and from the cache the second time', async () => {
    const first = await jawara.ask(readExample('budget'));
    expect(first.errors).toEqual([]);
    expect(first.data).toEqual({
      region: {
        code: '36.71',
        name: 'Kota Tangerang',
        finance: {
          fiscalYear: YEAR,
          stage: expect.stringMatching(/^(ORIGINAL|SHIFTED|AMENDED)$/),
          budget: expect.stringMatching(/^\d{12,}\.\d\d$/),
          realisation: expect.stringMatching(/^\d{9,}\.\d\d$/),
          spendingUnits: {
            edges: Array.from({ length: 5 }, () => ({
              node: {
                code: expect.stringMatching(/^\d\.\d\d\.\d\d\.\d\d$/),
                name: expect.any(String),
                budget: expect.stringMatching(/^\d+\.\d\d$/),
              },
            })),
            pageInfo: { hasNextPage: true },
          },
          provenance: {
            system: 'simda',
            asOf: ANY_INSTANT,
            state: 'LIVE',
            controller: 'Badan Pengelola Keuangan Daerah Kota Tangerang',
          },
        },
      },
    });
    expect(countCalls(jawara.calls)).toEqual({
      '36.71/simda budgetSummaries': 1,
      '36.71/simda latestFiscalYear': 1,
      '36.71/simda realisations': 1,
      '36.71/simda unitBudgets': 1,
      '36.71/simda unitsPage': 1,
    });

    jawara.forgetCalls();
    const second = await jawara.ask({ ...readExample('budget'), persona: 'provinsi' });
    expect(second.data).toHaveProperty('region.finance.provenance.state', 'CACHED');
    expect(countCalls(jawara.calls)).toEqual({});
  });
});

/** A published figure. */
interface Figure {
  readonly value: number | null;
  readonly status: string;
  readonly asOf: string;
}

/** Every figure anywhere in an answer. */
function figuresIn(value: unknown): Figure[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'status' in value && 'value' in value ? [value as unknown as Figure] : [];
  return [...own, ...Object.values(value).flatMap(figuresIn)];
}

/** Whether figures of persons keep the rule: no cell under 10, and what is suppressed shows no value. */
function expectSuppressed(figures: readonly Figure[]): void {
  expect(figures.length).toBeGreaterThan(0);
  for (const { value, status, asOf } of figures) {
    expect(asOf).toEqual(ANY_INSTANT);
    expect(status).toMatch(/^(EXACT|SUPPRESSED)$/);
    if (status === 'SUPPRESSED') expect(value).toBeNull();
    else expect(value).toBeGreaterThanOrEqual(10);
  }
}

/** What one look at a regency costs each of its systems at most. */
const MOST_CALLS: Readonly<Record<string, number>> = {
  statistics: 1,
  dkbSnapshot: 1,
  faskesPage: 2,
  kamarPage: 1,
  latestFiscalYear: 1,
  budgetSummaries: 1,
  realisations: 1,
  budgetSnapshot: 2,
};

interface Glance {
  readonly code: string;
  readonly population: Record<string, unknown>;
  readonly education: Record<string, unknown>;
  readonly health: Record<string, unknown> | null;
  readonly agriculture: Record<string, unknown> | null;
  readonly finance: Record<string, unknown>;
}

describe('the example regency-at-a-glance', () => {
  it('answers anybody from the five sectors of 36.03 without an error, and says where each figure is from', async () => {
    const answer = await jawara.ask(readExample('regency-at-a-glance'));
    expect(answer.errors).toEqual([]);
    expect(answer.text).not.toContain('"extensions"');
    const region = answer.data?.['region'] as Glance;
    const from = (system: string, state: string, agency: RegExp) => ({
      provenance: { system, state, asOf: ANY_INSTANT, controller: expect.stringMatching(agency) },
    });
    const definition: unknown = expect.stringMatching(/\w{4}/);
    expect(region).toMatchObject({
      code: '36.03',
      name: 'Kabupaten Tangerang',
      population: { period: ANY_DATE, definition, ...from('siak', 'LIVE', /^Dinas Kependudukan/) },
      education: {
        definition,
        staleSchools: 0,
        ...from('dapodik', 'REPLICA', /^Dinas Pendidikan/),
      },
      health: { definition, ...from('yankes', 'LIVE', /^Dinas Kesehatan/) },
      agriculture: {
        definition,
        year: YEAR,
        plantedHectares: expect.stringMatching(/^\d+\.\d+$/),
        ...from('sipdps', 'REPLICA', /^Dinas .*Pertanian/),
      },
      finance: {
        fiscalYear: YEAR,
        budget: expect.stringMatching(/^\d+\.\d\d$/),
        realisation: expect.stringMatching(/^\d+\.\d\d$/),
        ...from('simda', 'LIVE', /^Badan Pengelola/),
      },
    });
    expect(region.population['byAgeAndSex']).toHaveLength(32);
    expectSuppressed(figuresIn(region.population));
    const pupils = [region.education, ...(region.education['byLevel'] as { pupils: unknown }[])];
    expectSuppressed(pupils.flatMap((part) => figuresIn(part['pupils' as keyof typeof part])));
    for (const beds of figuresIn(region.health)) expect(beds).toMatchObject({ status: 'EXACT' });
    expect(countCalls(jawara.calls)).toEqual({
      '36.03/siak statistics': 1,
      '36.03/simda budgetSummaries': 1,
      '36.03/simda latestFiscalYear': 1,
      '36.03/simda realisations': 1,
      '36.03/yankes faskesPage': 2,
      '36.03/yankes kamarPage': 1,
    });
  });

  it('asks no system when it is asked again within the minute', async () => {
    await jawara.ask(readExample('regency-at-a-glance'));
    jawara.forgetCalls();
    const again = await jawara.ask(readExample('regency-at-a-glance'));
    expect(again.errors).toEqual([]);
    expect(again.data).toHaveProperty('region.population.provenance.state', 'CACHED');
    expect(again.data).toHaveProperty('region.education.provenance.state', 'CACHED');
    expect(again.data).toHaveProperty('region.finance.realisationProvenance.state', 'CACHED');
    expect(countCalls(jawara.calls)).toEqual({});
  });
});

describe('the example province-compared', () => {
  /** What regencies have no system for, by the table of who has what. */
  const NOT_BOUND = [
    ...[0, 3, 5, 7].map((index) => `regencies.${index}.finance.realisation`),
    ...[1, 4, 5, 6].map((index) => `regencies.${index}.agriculture`),
    ...[1, 7].map((index) => `regencies.${index}.health`),
  ].sort();

  it('answers anybody for all eight regencies, and has an error for what a regency lacks alone', async () => {
    const answer = await jawara.ask(readExample('province-compared'));
    expect(answer.status).toBe(200);
    expect(answer.errors.map(({ path }) => path?.join('.')).sort()).toEqual(NOT_BOUND);
    expect(new Set(answer.errors.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['SOURCE_NOT_BOUND']),
    );
    const { extensions } = JSON.parse(answer.text) as {
      readonly extensions: { readonly completeness: readonly { readonly selection: string }[] };
    };
    expect(
      extensions.completeness.toSorted((one, other) => (one.selection < other.selection ? -1 : 1)),
    ).toEqual([
      { selection: 'regencies.@.agriculture', held: 4, of: 8 },
      { selection: 'regencies.@.finance.realisation', held: 4, of: 8 },
      { selection: 'regencies.@.health', held: 6, of: 8 },
    ]);
    const regencies = answer.data?.['regencies'] as readonly Glance[];
    expect(regencies).toHaveLength(8);
    for (const { population, education } of regencies) {
      expectSuppressed(figuresIn(population));
      expectSuppressed(figuresIn(education['pupils']));
    }
  });

  it('asks each system of the eight as often as one regency would, and no person, pupil or field', async () => {
    const answer = await jawara.ask(readExample('province-compared'));
    expect(answer.status).toBe(200);
    const counted = Object.entries(countCalls(jawara.calls));
    const tooMany = counted.filter(
      ([name, times]) => times > (MOST_CALLS[name.split(' ')[1] ?? ''] ?? 0),
    );
    expect(tooMany).toEqual([]);

    jawara.forgetCalls();
    await jawara.ask(readExample('province-compared'));
    expect(countCalls(jawara.calls)).toEqual({
      // Workbooks lie in a folder of ours, and are read anew only where they have changed.
      ...Object.fromEntries(
        ['36.01', '36.04', '36.72', '36.74'].map((code) => [`${code}/budget budgetSnapshot`, 2]),
      ),
      ...Object.fromEntries(
        ['36.01', '36.04', '36.73'].map((code) => [`${code}/dkb dkbSnapshot`, 1]),
      ),
    });
  });
});

/** A member of the citizen's card, with what the sectors hold of him where his own row may be read. */
function aMember(
  lastDigits: string,
  name: string,
  relationship: string,
  birthDate: string,
  held?: {
    readonly enrolments: readonly Record<string, unknown>[];
    readonly immunization: readonly [vaccine: string, occurredOn: string];
  },
): Record<string, unknown> {
  const resident = held && {
    name,
    status: 'ACTIVE',
    education: {
      enrolments: held.enrolments,
      provenance: originOf('dapodik', 'REPLICA', 'Dinas Pendidikan'),
    },
    health: aHealthRecord(held.immunization),
  };
  return {
    nikMasked: `************${lastDigits}`,
    name,
    relationship,
    birthDate,
    resident: resident ?? null,
  };
}

function originOf(system: string, state: string, agency: string): Record<string, unknown> {
  const controller = `${agency} Kota Tangerang`;
  return { system, regionCode: '36.71', asOf: ANY_INSTANT, state, controller };
}

/** A child's school is of this kind, which his age decides. */
function anEnrolment(kind: RegExp): Record<string, unknown> {
  return {
    grade: expect.stringMatching(/^\d{1,2}$/),
    className: expect.stringMatching(/^Kelas \d/),
    school: { npsn: expect.stringMatching(/^20971\d{3}$/), name: expect.stringMatching(kind) },
  };
}

function aHealthRecord([vaccine, occurredOn]: readonly [string, string]): Record<string, unknown> {
  return {
    immunizations: [{ vaccine, occurredOn, doseNumber: 1, status: 'COMPLETED' }],
    provenance: originOf('satusehat', 'LIVE', 'Dinas Kesehatan'),
  };
}

function anAllocation(season: number): Record<string, unknown> {
  return {
    year: YEAR,
    season,
    farmerGroup: 'Tani Makmur Cipondoh',
    commodity: 'Padi',
    areaHectares: '0.35',
    ureaKg: '87.5',
    npkKg: '96.25',
  };
}

function aPayment(fiscalYear: number, paidOn: string | null): Record<string, unknown> {
  return { programme: 'Bantuan Sosial Tunai Daerah', fiscalYear, amount: '300000.00', paidOn };
}
