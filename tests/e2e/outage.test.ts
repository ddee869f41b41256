import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { findChromium, launchBrowser } from '../support/browser.ts';
import {
  askStates,
  originsOf,
  readChip,
  readStates,
  REGENCIES,
  rowCodes,
  visit,
} from '../support/coverage-page.ts';
import {
  readExample,
  startTestJawara,
  type Answer,
  type RunningJawara,
} from '../support/jawara.ts';

/**
 * Lebak and Tangerang Selatan with everything are dead from the start; so are treasury and schools of Kota Tangerang, and
 * one sector each of two others.
 */
let jawara: RunningJawara;
beforeAll(async () => {
  jawara = await startTestJawara({
    down: [
      { regionCode: '36.02' },
      { regionCode: '36.74' },
      { regionCode: '36.71', sector: 'finance' },
      { regionCode: '36.71', sector: 'education' },
      { regionCode: '36.73', sector: 'health' },
      { regionCode: '36.04', sector: 'agriculture' },
    ],
  });
});
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

const notBound = (path: string, region: string) => ({
  path,
  code: 'SOURCE_NOT_BOUND',
  system: 'none',
  region,
  retryable: false,
});

const SECTORS = ['population', 'education', 'health', 'agriculture', 'finance'] as const;

/** The paths of everything that is null, from the root. */
function nullsIn(value: unknown, path: readonly string[] = []): string[] {
  if (value === null) return [path.join('.')];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => nullsIn(part, [...path, name]));
}

/** A figure that is suppressed is null without an error: its status says so. */
function isSuppressed(data: unknown, path: string): boolean {
  if (!path.endsWith('.value')) return false;
  let figure: unknown = data;
  for (const name of path.split('.').slice(0, -1)) {
    figure = (figure as Readonly<Record<string, unknown>>)[name];
  }
  return (figure as { readonly status?: string }).status === 'SUPPRESSED';
}

describe('the province compared, with two regencies, and sectors of three others, down', () => {
  const ask = (language?: string) =>
    jawara.ask({
      ...readExample('province-compared'),
      persona: null,
      ...(language === undefined ? {} : { language }),
    });

  it('costs their own fields alone, at their exact paths, and arrives in time', async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    const regencies = answer.data?.['regencies'] as readonly Record<string, unknown>[];
    expect(
      regencies.map(({ code, name, ...sectors }) => ({
        code,
        named: typeof name === 'string',
        missing: SECTORS.filter((sector) => sectors[sector] === null),
      })),
    ).toEqual(REGENCIES.map((code) => ({ code, named: true, missing: MISSING[code] ?? [] })));
    const byPath = (one: unknown, other: unknown) =>
      JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
    expect(summarize(answer).sort(byPath)).toEqual(
      [
        dead('regencies.1.population', 'siak', '36.02'),
        dead('regencies.1.education', 'dapodik', '36.02'),
        notBound('regencies.1.health', '36.02'),
        notBound('regencies.1.agriculture', '36.02'),
        dead('regencies.1.finance', 'simda', '36.02'),
        dead('regencies.7.population', 'siak', '36.74'),
        dead('regencies.7.education', 'dapodik', '36.74'),
        notBound('regencies.7.health', '36.74'),
        dead('regencies.7.agriculture', 'sipdps', '36.74'),
        dead('regencies.7.finance', 'budget', '36.74'),
        dead('regencies.3.agriculture', 'sipdps', '36.04'),
        dead('regencies.4.education', 'dapodik', '36.71'),
        dead('regencies.4.finance', 'simda', '36.71'),
        notBound('regencies.4.agriculture', '36.71'),
        notBound('regencies.5.agriculture', '36.72'),
        dead('regencies.6.health', 'yankes', '36.73'),
        notBound('regencies.6.agriculture', '36.73'),
        notBound('regencies.0.finance.realisation', '36.01'),
        notBound('regencies.3.finance.realisation', '36.04'),
        notBound('regencies.5.finance.realisation', '36.72'),
      ].sort(byPath),
    );
  });

  it('explains every null at its path or above it', async () => {
    const answer = await ask();
    const explained = answer.errors.map(({ path }) => path?.join('.') ?? '');
    const unexplained = nullsIn(answer.data).filter(
      (path) =>
        !isSuppressed(answer.data, path) &&
        !explained.some((known) => path === known || path.startsWith(`${known}.`)),
    );
    expect(unexplained).toEqual([]);
  });

  it('says how many of the eight regencies each selection holds', async () => {
    const answer = await ask();
    const { extensions } = JSON.parse(answer.text) as {
      readonly extensions: {
        readonly completeness: readonly { selection: string; held: number; of: number }[];
      };
    };
    const told = extensions.completeness.map(({ selection, held, of }) => [
      selection,
      `${held} of ${of}`,
    ]);
    expect(Object.fromEntries(told)).toEqual({
      'regencies.@.population': '6 of 8',
      'regencies.@.education': '5 of 8',
      'regencies.@.health': '5 of 8',
      'regencies.@.agriculture': '2 of 8',
      'regencies.@.finance': '5 of 8',
      'regencies.@.finance.realisation': '5 of 8',
    });
  });

  it('says "6 of 8" where two are down, of whatever all eight have', async () => {
    const answer = await jawara.ask({
      query: '{ regencies { code population { total { value } } } }',
    });
    expect(JSON.parse(answer.text)).toHaveProperty('extensions', {
      completeness: [{ selection: 'regencies.@.population', held: 6, of: 8 }],
    });
  });

  it('says it in a sentence that names system and region, in Indonesian where that is read', async () => {
    const told = async (language?: string) =>
      (await ask(language)).errors
        .filter(({ extensions }) => extensions['code'] === 'SOURCE_UNAVAILABLE')
        .map(({ message }) => message)
        .sort();
    const pairs = [
      'budget 36.74',
      'dapodik 36.02',
      'dapodik 36.71',
      'dapodik 36.74',
      'siak 36.02',
      'siak 36.74',
      'simda 36.02',
      'simda 36.71',
      'sipdps 36.04',
      'sipdps 36.74',
      'yankes 36.73',
    ].map((pair) => pair.split(' '));
    expect(await told()).toEqual(
      pairs.map(([system, region]) => `${system} of region ${region} cannot be reached.`),
    );
    expect(await told('id-ID,en;q=0.5')).toEqual(
      pairs.map(([system, region]) => `${system} wilayah ${region} tidak dapat dihubungi.`),
    );
  });
});

/** Sectors that are null as a whole: down, or without a system. */
const MISSING: Readonly<Record<string, readonly string[]>> = {
  '36.02': SECTORS,
  '36.04': ['agriculture'],
  '36.71': ['education', 'agriculture', 'finance'],
  '36.72': ['agriculture'],
  '36.73': ['health', 'agriculture'],
  '36.74': SECTORS,
};

describe('a sector that is down', () => {
  it("costs a citizen that sector's part of each of his, and of all else nothing", async () => {
    const answer = await jawara.ask({ ...readExample('my-data'), persona: 'warga' });
    const errors = summarize(answer) as readonly { readonly path: string }[];
    expect(errors.toSorted((one, other) => (one.path < other.path ? -1 : 1))).toEqual([
      ...[0, 3, 4].map((index) =>
        dead(`me.family.members.${index}.resident.education`, 'dapodik', '36.71'),
      ),
      dead('me.finance', 'aid', '36.71'),
    ]);
    for (const held of [
      'me.health.immunizations.0',
      'me.agriculture.allocations.0',
      'me.family.members.4.resident.health.immunizations.0',
    ]) {
      expect(answer.data).toHaveProperty(held);
    }
  });

  it('is told by the coverage, port by port', async () => {
    const { data } = await jawara.ask({
      query: '{ regencies { code coverage { port system state } } }',
    });
    const regencies = data?.['regencies'] as readonly {
      code: string;
      coverage: readonly { port: string; system: string | null; state: string }[];
    }[];
    const downOf = (code: string) =>
      regencies
        .find((region) => region.code === code)
        ?.coverage.filter(({ state }) => state === 'DOWN')
        .map(({ port }) => port)
        .sort();
    expect(downOf('36.01')).toEqual([]);
    expect(downOf('36.71')).toEqual(['AidRecipient', 'Budget', 'Payment', 'Pupil', 'School']);
    expect(downOf('36.73')).toEqual(['Facility', 'HealthRecord']);
    expect(downOf('36.04')).toEqual(['FarmerAllocation', 'Planting']);
    expect(downOf('36.02')).toEqual([
      'Budget',
      'Family',
      'FarmerAllocation',
      'HealthRecord',
      'Payment',
      'PopulationStatistics',
      'Pupil',
      'Resident',
      'School',
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
    for (let time = 0; time < 8; time += 1) {
      expect(summarize(await ask())).toEqual([dead('resident', 'siak', '36.02')]);
    }
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

const chromium = findChromium();
const inBrowser = chromium === undefined ? describe.skip : describe;

inBrowser('the picture of coverage', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());

  it('draws what the endpoint answers, and asks no other host', async () => {
    const origin = new URL(jawara.endpoint).origin;
    const { page, requested, complaints } = await visit(browser, origin);
    expect(await rowCodes(page)).toEqual(REGENCIES);
    expect(await readStates(page)).toEqual(await askStates(jawara));
    expect(originsOf(requested)).toEqual([origin]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows the registers of Lebak down and those of its neighbours live', async () => {
    const { page } = await visit(browser, new URL(jawara.endpoint).origin);
    for (const port of ['Resident', 'Family', 'Budget', 'Payment']) {
      expect((await readChip(page, '36.02', port))[0]).toMatch(/ D$/);
      expect((await readChip(page, '36.03', port))[0]).toMatch(/ L$/);
    }
    await page.close();
  });
});
