import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startTestJawara, type Answer, type RunningJawara } from '../support/jawara.ts';

/** Lebak with everything, and the treasury of Kota Tangerang, are dead from the start. */
let jawara: RunningJawara;
beforeAll(async () => {
  jawara = await startTestJawara({
    down: [{ regionCode: '36.02' }, { regionCode: '36.71', sector: 'finance' }],
  });
}, 60_000);
afterAll(() => jawara.stop());
beforeEach(() => {
  jawara.forgetCalls();
});

/** Path, code, and what an error says of its source. */
function summarize({ errors }: Answer): unknown[] {
  return errors.map(({ path, extensions: { code, system, region, retryable } }) => ({
    path: path?.join('.'),
    code,
    ...(system === undefined ? {} : { system, region }),
    retryable,
  }));
}

const dead = (path: string, system: string, region: string) => ({
  path,
  code: 'SOURCE_UNAVAILABLE',
  system,
  region,
  retryable: true,
});

describe('the province compared, with a regency and a treasury down', () => {
  const query = `{
    regencies {
      code
      name
      population { total { status } }
      finance { fiscalYear budget }
    }
  }`;

  it('costs their own fields alone, at their exact paths, and arrives in time', async () => {
    const startedAt = performance.now();
    const answer = await jawara.ask({ query });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(answer.status).toBe(200);
    const regencies = answer.data?.['regencies'] as readonly Record<string, unknown>[];
    expect(
      regencies.map(({ code, name, population, finance }) => ({
        code,
        named: typeof name === 'string',
        population: population !== null,
        finance: finance !== null,
      })),
    ).toEqual(
      ['36.01', '36.02', '36.03', '36.04', '36.71', '36.72', '36.73', '36.74'].map((code) => ({
        code,
        named: true,
        population: code !== '36.02',
        finance: code !== '36.02' && code !== '36.71',
      })),
    );
    const errors = summarize(answer).sort((one, other) =>
      JSON.stringify(one) < JSON.stringify(other) ? -1 : 1,
    );
    expect(errors).toEqual([
      dead('regencies.1.finance', 'simda', '36.02'),
      dead('regencies.1.population', 'siak', '36.02'),
      dead('regencies.4.finance', 'simda', '36.71'),
    ]);
  });

  it('says it in a sentence that names system and region, in Indonesian where that is read', async () => {
    const english = await jawara.ask({ query });
    expect(english.errors.map(({ message }) => message).sort()).toEqual([
      'siak of region 36.02 cannot be reached.',
      'simda of region 36.02 cannot be reached.',
      'simda of region 36.71 cannot be reached.',
    ]);
    const indonesian = await jawara.ask({ query, language: 'id-ID,en;q=0.5' });
    expect(indonesian.errors.map(({ message }) => message).sort()).toEqual([
      'siak wilayah 36.02 tidak dapat dihubungi.',
      'simda wilayah 36.02 tidak dapat dihubungi.',
      'simda wilayah 36.71 tidak dapat dihubungi.',
    ]);
  });
});

describe('a dead source of persons', () => {
  const query =
    'query ($nik: Nik!) { resident(nik: $nik) { name } region(code: "36.02") { name coverage { port system } } }';

  it('costs the person, and not the region that is asked for beside him', async () => {
    const answer = await jawara.ask({
      query,
      variables: { nik: '3602142304869201' },
      persona: 'petugas-3602',
      purpose: 'PUBLIC_SERVICE',
    });
    expect(answer.data).toMatchObject({ resident: null, region: { name: 'Kabupaten Lebak' } });
    expect(answer.data).toHaveProperty('region.coverage.0.port');
    expect(summarize(answer)).toEqual([dead('resident', 'siak', '36.02')]);
  });

  it('is the same when it is asked again and again: nothing hangs and nothing is told that is not so', async () => {
    const ask = () =>
      jawara.ask({
        query,
        variables: { nik: '3602142304869201' },
        persona: 'petugas-3602',
        purpose: 'PUBLIC_SERVICE',
      });
    const startedAt = performance.now();
    for (let time = 0; time < 8; time += 1) {
      expect(summarize(await ask())).toEqual([dead('resident', 'siak', '36.02')]);
    }
    expect(performance.now() - startedAt).toBeLessThan(8_000);
  });
});

describe('a citizen of a regency whose treasury is down', () => {
  it("gets all of the register's and an error for the aid alone", async () => {
    const answer = await jawara.ask({
      query: '{ me { name family { members { name } } finance { aid { programme } } } }',
      persona: 'warga',
    });
    expect(answer.data).toMatchObject({ me: { name: 'BUDI HERMAWAN', finance: null } });
    expect(answer.data).toHaveProperty('me.family.members.4.name');
    expect(summarize(answer)).toEqual([dead('me.finance', 'aid', '36.71')]);
  });
});

describe('what a region lacks', () => {
  it('is null with SOURCE_NOT_BOUND, which trying again does not help', async () => {
    const answer = await jawara.ask({
      query: '{ region(code: "36.01") { finance { budget realisation } } }',
    });
    expect(answer.data).toHaveProperty('region.finance.realisation', null);
    expect(answer.errors.map(({ path }) => path)).toEqual([['region', 'finance', 'realisation']]);
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'SOURCE_NOT_BOUND',
      retryable: false,
      region: '36.01',
    });
    expect(answer.errors[0]?.message).toBe('Region 36.01 has no system bound for Payment.');
  });
});

describe('a region that does not exist', () => {
  it.each(['36.99', '32.71', '99'])('is null without an error: %s', async (code) => {
    const answer = await jawara.ask({
      query: 'query ($code: RegionCode!) { region(code: $code) { name finance { budget } } }',
      variables: { code },
    });
    expect(answer.data).toEqual({ region: null });
    expect(answer.errors).toEqual([]);
    expect(jawara.calls).toEqual([]);
  });

  it('is a fault of its argument where it is no code at all', async () => {
    const answer = await jawara.ask({ query: '{ region(code: "Tangerang") { name } }' });
    expect(answer.data).toEqual({ region: null });
    expect(answer.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Argument "code": /),
    ]);
  });
});

describe('an impossible NIK', () => {
  it.each([
    ['3671011513959100', 'digits 9–10 are no month (01–12)'],
    ['367101', 'a NIK has 16 digits'],
    ['3671017201959100', 'digits 7–8 are no day of birth (01–31, women 41–71)'],
  ])('is a fault of its argument, which says which part: %#', async (nik, rule) => {
    const answer = await jawara.ask({
      query: 'query ($nik: Nik!) { resident(nik: $nik) { name } }',
      variables: { nik },
      persona: 'petugas-3671',
      purpose: 'PUBLIC_SERVICE',
    });
    expect(answer.errors.map(({ message }) => message)).toEqual([`Argument "nik": ${rule}`]);
    expect(answer.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(answer.text).not.toContain(nik);
    expect(jawara.calls).toEqual([]);
  });
});

describe('an argument of another JSON type', () => {
  it.each<readonly [string, Record<string, unknown>]>([
    ['regionCode', { region: 36.71 }],
    ['regionCode', { region: ['36.71'] }],
    ['elements.noKk', { is: { noKk: ['3671112007139201'] } }],
    ['elements.birthDate', { is: { birthDate: ['1986-04-23'] } }],
    ['nik', { nik: ['3671112304869201'] }],
  ])('is a fault of %s, never of ours: %j', async (argument, change) => {
    const answer = await jawara.ask({
      query:
        'query ($nik: Nik!, $region: RegionCode, $is: ResidentElements!) { verifyResident(nik: $nik, regionCode: $region, elements: $is) { name } }',
      variables: { nik: '3671112304869201', is: { name: 'WAHYU' }, ...change },
      persona: 'petugas-3671',
      purpose: 'PUBLIC_SERVICE',
    });
    expect(answer.errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors[0]?.message).toContain(`Argument "${argument}"`);
    expect(jawara.calls).toEqual([]);
  });
});
