import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { startDapodik, type DapodikSimulator } from '../../../simulators/dapodik/start-dapodik.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import type { Province } from '../../../simulators/province/province.ts';
import { readExchanges, type Exchange } from '../../transcripts/exchanges.ts';
import { transcriptSchool, transcriptWorld } from '../../transcripts/dapodik/world.ts';

const NPSN = transcriptSchool.npsn;
const exchanges = readExchanges('dapodik');
const found = exchanges.find(({ name }) => name.startsWith('getSekolah'))!;

describe('the Dapodik simulator', () => {
  let simulator: DapodikSimulator;
  let folder: string;
  const contextOf = (province: Province) => ({
    province,
    clock: createFrozenClock('2026-06-30T08:00:00Z'),
    logger: silentLogger,
    folder,
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jawara-dapodik-'));
    simulator = await startDapodik(contextOf(transcriptWorld), ['36.73']);
  });
  afterAll(async () => {
    await simulator.stop();
    await rm(folder, { recursive: true });
  });

  async function send({ method, path, headers }: Exchange['request']) {
    const { baseUrl, token } = simulator.control.school(NPSN);
    const sent = Object.entries(headers).map(([name, value]) => [
      name,
      value.replace('{token}', token),
    ]);
    const reply = await request(baseUrl + path, { method, headers: Object.fromEntries(sent) });
    const type = String(reply.headers['content-type']);
    const text = await reply.body.text();
    const body: unknown = type.startsWith('application/json') ? JSON.parse(text) : text;
    return { status: reply.statusCode, type, body };
  }

  it('refuses to run in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(startDapodik(contextOf(transcriptWorld), ['36.73'])).rejects.toThrow(
        /NODE_ENV=production/,
      );
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it('refuses a regency that has no schools', async () => {
    await expect(startDapodik(contextOf(transcriptWorld), ['99.99'])).rejects.toThrow(
      'no schools in 99.99',
    );
  });

  it.each(exchanges.map((exchange) => [exchange.name, exchange] as const))(
    'answers as recorded: %s',
    async (_name, { request: asked, response }) => {
      expect(await send(asked)).toEqual({
        status: response.status,
        type: response.headers['content-type'],
        body: response.body,
      });
    },
  );

  it('writes each regency’s servers into a file that nobody else may read', async () => {
    const file = simulator.environment['DAPODIK_3673_SERVERS_FILE']!;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { baseUrl, token } = simulator.control.school(NPSN);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([{ code: NPSN, baseUrl, token }]);
    expect(token).toMatch(/^simulator-/);
  });

  it('refuses connections while a school is switched off, and comes back at the same address', async () => {
    const school = simulator.control.school(NPSN);
    await school.switchOff();
    await expect(send(found.request)).rejects.toThrow();
    await school.switchOn();
    expect((await send(found.request)).status).toBe(200);
  });

  it('misbehaves as it is told, and stops when it is told', async () => {
    const school = simulator.control.school(NPSN);
    school.misbehave('HTML');
    expect(await send(found.request)).toMatchObject({ status: 200, type: 'text/html' });
    school.misbehave('ACCESS_DENIED');
    expect((await send(found.request)).body).toMatch(/^Access denied/);
    school.misbehave({ location: 'http://elsewhere.invalid/' });
    expect((await send(found.request)).status).toBe(302);
    school.misbehave(undefined);
    expect((await send(found.request)).body).toEqual(found.response.body);
  });

  it('starts hundreds of schools', async () => {
    const province = createProvince({ asOf: '2026-06-30T00:00:00Z', residents: 800, schools: 300 });
    const many = await startDapodik(contextOf(province), ['36.72']);
    const npsns = many.control.schoolsOf('36.72');
    const bases = new Set(npsns.map((npsn) => many.control.school(npsn).baseUrl));
    await many.stop();
    expect(bases.size).toBe(300);
  });
});

describe('the province’s schools', () => {
  const province = createProvince({ asOf: '2026-06-30T00:00:00Z' });
  const schools = [...province.regencies.values()].map(({ education }) => education!.schools);
  const pupils = schools.flat().flatMap((school) => school.pupils);

  it('are three to five a regency, each with a number of its own', () => {
    const counts = schools.map((own) => own.length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...counts)).toBeLessThanOrEqual(5);
    const npsns = schools.flat().map(({ npsn }) => npsn);
    expect(new Set(npsns).size).toBe(npsns.length);
    expect(npsns.every((npsn) => /^\d{8}$/.test(npsn))).toBe(true);
  });

  it('teach residents, some of them without a NIK and some under another spelling', () => {
    const people = [...province.regencies.values()].flatMap(({ households }) =>
      households.flatMap(({ members }) => members),
    );
    const names = new Map(people.map(({ nik, name }) => [nik, name]));
    const numbered = pupils.filter(({ nik }) => nik !== null);
    expect(numbered.length).toBeLessThan(pupils.length);
    expect(numbered.every(({ nik }) => names.has(nik!))).toBe(true);
    expect(numbered.some(({ nik, nameOnRecord }) => names.get(nik!) !== nameOnRecord)).toBe(true);
  });

  it('have the two minor children of warga, in 36.71', () => {
    const own = province.regencies.get('36.71')!.education!.schools;
    const minors = province.test.wargaHousehold.members.slice(-2).map(({ nik }) => nik);
    const found = own.flatMap((school) => school.pupils).filter(({ nik }) => minors.includes(nik!));
    expect(found.map(({ nameOnRecord }) => nameOnRecord).sort()).toEqual([
      'BAYU HERMAWAN',
      'INTAN HERMAWAN',
    ]);
  });
});
