import { afterEach, describe, expect, it } from '@jest/globals';
import { harvestPupils } from '../../../subgraphs/education/harvest-pupils.ts';
import { createDapodikSchoolSource } from '../../../subgraphs/education/school-source.dapodik.ts';
import { createFixture, NOW, REGION } from './dapodik-fixture.ts';
import { readExchanges, type Exchange } from '../../transcripts/exchanges.ts';
import { replay, serve, type WebServer } from './dapodik-servers.ts';

const NPSN = '20973901';
const JSON_TYPE = { 'content-type': 'application/json' };
const recorded = readExchanges('dapodik');
const sekolah = recorded.find(({ name }) => name.startsWith('getSekolah'))!.response.body as {
  readonly rows: Readonly<Record<string, unknown>>;
};

const opened: WebServer[] = [];
async function listen(server: Promise<WebServer>): Promise<WebServer> {
  opened.push(await server);
  return opened.at(-1)!;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.stop()));
});

function fixtureOf(servers: Readonly<Record<string, string>>, overrides = {}) {
  const fleet = Object.entries(servers).map(([code, baseUrl]) => ({
    ...{ code, baseUrl },
    token: `simulator-${code}`,
  }));
  const fixture = createFixture(fleet, overrides);
  return { ...fixture, source: createDapodikSchoolSource(fixture) };
}

function jsonOf(body: unknown, status = 200): Exchange['response'] {
  return { status, headers: JSON_TYPE, body };
}
const textOf = (body: string, status = 200): Exchange['response'] => ({
  ...{ status, body },
  headers: { 'content-type': 'text/plain' },
});

/** Answers every call the same way, and asks for one school. */
async function askOnce(response: Exchange['response']) {
  const server = await listen(serve(() => response));
  const { source, call, calls, fleet, dropped } = fixtureOf({ [NPSN]: server.baseUrl });
  const [loaded] = await source.schools(call(), [NPSN]);
  await fleet.close();
  return { loaded, asked: server.asked, calls, dropped };
}

describe('the port School on dapodik', () => {
  it.each([
    [
      'the recorded refusal',
      textOf('Access denied - You are not authorized to access this page. #1'),
      'SOURCE_REJECTED_CREDENTIALS',
    ],
    ['the refusal with its status', textOf('Access denied', 401), 'SOURCE_REJECTED_CREDENTIALS'],
    ['another school’s server', textOf('Sekolah tidak ditemukan'), 'SOURCE_REPLY_INVALID'],
    ['a missing NPSN', textOf('Parameter NPSN harap diisi'), 'SOURCE_REPLY_INVALID'],
    ['HTML with HTTP 200', textOf('<!doctype html><h1>Dapodik</h1>'), 'SOURCE_REPLY_INVALID'],
    ['cut-off JSON', { ...jsonOf(''), body: '{"rows":{"npsn":"2097' }, 'SOURCE_REPLY_INVALID'],
    ['JSON that is no page of rows', jsonOf({ results: 1, rows: 'x' }), 'SOURCE_REPLY_INVALID'],
    ['no row', jsonOf({ results: 0, rows: [] }), 'SOURCE_REPLY_INVALID'],
    [
      'the row of another school',
      jsonOf({ rows: { ...sekolah.rows, npsn: '20973902' } }),
      'SOURCE_REPLY_INVALID',
    ],
    ['an error of the server', textOf('x', 500), 'SOURCE_UNAVAILABLE'],
    ['too many calls', textOf('x', 429), 'SOURCE_RATE_LIMITED'],
  ] as const)('answers %s by the right error', async (_what, response, code) => {
    const { loaded } = await askOnce(response);
    expect(loaded).toMatchObject({ code, system: 'dapodik', region: REGION });
    expect(JSON.stringify(loaded)).not.toContain('simulator-');
  });

  it('drops and counts a school that lies in another regency', async () => {
    const rows = { ...sekolah.rows, kode_wilayah: '3671011001' };
    const { loaded, dropped } = await askOnce(jsonOf({ rows }));
    expect(loaded).toMatchObject({ code: 'SOURCE_REPLY_INVALID' });
    expect(dropped).toEqual([{ system: 'dapodik', regionCode: REGION, port: 'School' }]);
  });

  it('never follows a redirect: no other host learns the token', async () => {
    const thief = await listen(serve(() => jsonOf(sekolah)));
    const { loaded } = await askOnce({
      status: 302,
      headers: { location: `${thief.baseUrl}/WebService/getSekolah` },
      body: '',
    });
    expect(loaded).toMatchObject({ code: 'SOURCE_REPLY_INVALID' });
    expect(thief.asked).toEqual([]);
  });

  it.each(['http://93.184.216.34', 'http://sekolah.example.com', 'ftp://127.0.0.1', 'nowhere'])(
    'sends no token to %s, which is no private address',
    async (baseUrl) => {
      const { source, call, calls } = fixtureOf({ [NPSN]: baseUrl });
      const [loaded] = await source.schools(call(), [NPSN]);
      expect(loaded).toMatchObject({ code: 'SOURCE_REJECTED_CREDENTIALS' });
      expect(calls).toEqual([]);
    },
  );

  it('asks nothing once its owner has switched it off, and shows nothing of the replica either', async () => {
    const server = await listen(replay(recorded));
    const before = fixtureOf({ [NPSN]: server.baseUrl });
    await harvestPupils({ ...before, npsn: NPSN }, before.call());
    const { source, call, calls } = (() => {
      const off = createFixture(
        [{ code: NPSN, baseUrl: server.baseUrl, token: 't' }],
        { enabled: false },
        before.replicas,
      );
      return { ...off, source: createDapodikSchoolSource(off) };
    })();
    expect(await source.schools(call(), [NPSN])).toMatchObject([{ code: 'SOURCE_OFF' }]);
    expect(await source.classes(call(), [NPSN])).toMatchObject([{ code: 'SOURCE_OFF' }]);
    await expect(source.region(call())).rejects.toMatchObject({ code: 'SOURCE_OFF' });
    expect(calls).toEqual([]);
  });

  it.each([
    ['an object', sekolah],
    ['a list', { ...sekolah, rows: [sekolah.rows] }],
  ])('reads a school whose rows are %s', async (_what, body) => {
    const { loaded, asked } = await askOnce(jsonOf(body));
    expect(loaded).toEqual({
      npsn: NPSN,
      name: 'SD NEGERI CONTOH 1',
      level: 'SD',
      status: 'PUBLIC',
      villageCode: '36.73.01.1001',
      provenance: {
        system: 'dapodik',
        regionCode: REGION,
        asOf: NOW,
        state: 'LIVE',
        controller: 'Dinas Pendidikan dan Kebudayaan Kota Serang',
      },
    });
    expect(asked).toEqual([
      {
        url: `/WebService/getSekolah?npsn=${NPSN}`,
        authorization: `Bearer simulator-${NPSN}`,
      },
    ]);
  });

  it('has no village where the school’s code is of another list', async () => {
    const { loaded } = await askOnce(
      jsonOf({ rows: { ...sekolah.rows, kode_wilayah: '286103AA' } }),
    );
    expect(loaded).toMatchObject({ villageCode: null });
  });

  it('makes one call a school for N schools, and one more for the classes of each', async () => {
    const server = await listen(serve((url) => answerAny(url)));
    const npsns = ['20973001', '20973002', '20973003'];
    const { source, call, calls } = fixtureOf(
      Object.fromEntries(npsns.map((npsn) => [npsn, server.baseUrl])),
    );
    await source.schools(call(), npsns);
    await source.classes(call(), npsns);
    expect(calls.map(({ method }) => method).sort()).toEqual([
      ...npsns.map(() => 'getRombonganBelajar'),
      ...npsns.map(() => 'getSekolah'),
    ]);
  });

  it('asks a school once in five minutes, and says that the rest is cached', async () => {
    const server = await listen(serve((url) => answerAny(url)));
    const { source, call, calls, clock } = fixtureOf({ [NPSN]: server.baseUrl });
    await source.schools(call(), [NPSN]);
    clock.advanceMs(60_000);
    const [again] = await source.schools(call(), [NPSN]);
    expect(again).toMatchObject({ provenance: { state: 'CACHED', asOf: NOW } });
    expect(calls).toHaveLength(1);
  });

  it('asks no more schools at the same time than the binding allows', async () => {
    const server = await listen(serve((url) => answerAny(url), 15));
    const npsns = Array.from({ length: 40 }, (_, index) => `209730${10 + index}`);
    const limits = { perMinute: 99, perDay: 99, concurrent: 3, queued: 0, timeoutMs: 2_000 };
    const { source, call } = fixtureOf(
      Object.fromEntries(npsns.map((npsn) => [npsn, server.baseUrl])),
      { limits },
    );
    const loaded = await source.schools(call(), npsns);
    expect(loaded.filter((school) => school instanceof Error)).toEqual([]);
    expect(server.asked).toHaveLength(40);
    expect(server.most()).toBe(3);
  });

  it('lets a dead school cost itself only, and answers what its last harvest said, as stale', async () => {
    const alive = await listen(serve((url) => answerAny(url)));
    const dead = await listen(serve((url) => answerAny(url)));
    const { source, call, clock, replicas, ...fixture } = fixtureOf({
      '20973001': alive.baseUrl,
      '20973002': dead.baseUrl,
    });
    await harvestPupils({ ...fixture, replicas, clock, npsn: '20973002' }, call());
    await dead.stop();
    clock.advanceMs(3 * 24 * 3_600_000);
    const schools = await source.schools(call(), ['20973001', '20973002']);
    expect(schools).toMatchObject([
      { name: 'SD 20973001', provenance: { state: 'LIVE' } },
      { name: 'SD 20973002', provenance: { state: 'STALE', asOf: NOW } },
    ]);
    const classes = await source.classes(call(), ['20973001', '20973002']);
    expect(classes).toMatchObject([
      { total: { value: 33 }, provenance: { state: 'LIVE' } },
      { total: { value: 33 }, provenance: { state: 'STALE', asOf: NOW } },
    ]);
  });

  it('says why of a dead school that was never harvested, also while the replica is down', async () => {
    const { source, call, replicas } = fixtureOf({ [NPSN]: 'http://127.0.0.1:1' });
    expect(await source.schools(call(), [NPSN])).toMatchObject([{ code: 'SOURCE_UNAVAILABLE' }]);
    (replicas as { fail?: (fails: boolean) => void }).fail?.(true);
    expect(await source.schools(call(), [NPSN])).toMatchObject([{ code: 'SOURCE_UNAVAILABLE' }]);
  });

  it('suppresses a class under 10, and another so that nobody can subtract', async () => {
    const server = await listen(serve((url) => answerAny(url)));
    const { source, call } = fixtureOf({ [NPSN]: server.baseUrl });
    const [loaded] = await source.classes(call(), [NPSN]);
    expect(loaded).toMatchObject({
      classes: [
        { name: 'Kelas 1', grade: '1', pupils: { value: null, status: 'SUPPRESSED' } },
        { name: 'Kelas 2', grade: '2', pupils: { value: null, status: 'SUPPRESSED' } },
        { name: 'Kelas 3', grade: '3', pupils: { value: 18, status: 'EXACT' } },
      ],
      total: { value: 33, status: 'EXACT' },
    });
  });
});

/** A school of three classes: of 4, of 11, and of 18 and one more who is in the first already. */
function answerAny(url: string): Exchange['response'] {
  const npsn = new URL(url, 'http://x').searchParams.get('npsn') ?? '';
  if (url.includes('getSekolah')) {
    return jsonOf({ rows: { ...sekolah.rows, npsn, nama: `SD ${npsn}` } });
  }
  if (url.includes('getPesertaDidik')) return jsonOf({ results: 0, rows: [] });
  const members = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ peserta_didik_id: `p-${from + index}` }));
  return jsonOf({
    rows: [
      { nama: 'Kelas 1', tingkat: 1, anggota_rombel: members(0, 4) },
      { nama: 'Kelas 2', tingkat: '2', anggota_rombel: members(100, 11) },
      { nama: 'Kelas 3', tingkat: '3', anggota_rombel: [...members(200, 18), ...members(0, 1)] },
      { nama: null, tingkat: '3', anggota_rombel: members(300, 9) },
    ],
  });
}
