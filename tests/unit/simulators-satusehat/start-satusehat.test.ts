import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import {
  startSatusehat,
  type SatusehatSimulator,
} from '../../../simulators/satusehat/start-satusehat.ts';
import { bodyOf, readExchanges, type Exchange } from '../../transcripts/exchanges.ts';
import { transcriptWorld } from '../../transcripts/satusehat/world.ts';

const clock = createFrozenClock('2026-06-30T08:00:00Z');
const context = { province: transcriptWorld, clock, logger: silentLogger, folder: '' };
const exchanges = readExchanges('satusehat');

let simulator: SatusehatSimulator;
let origin: string;
beforeAll(async () => {
  simulator = await startSatusehat(context, ['36.71']);
  origin = new URL(simulator.environment['SATUSEHAT_3671_URL']!).origin;
});
beforeEach(() => {
  simulator.control.restoreClient('36.71');
});
afterAll(() => simulator.stop());

async function send(recorded: Exchange['request'], token = '') {
  const { method, path, headers } = recorded;
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace('<token>', token)]),
  );
  const reply = await request(origin + path, {
    method,
    headers: sent,
    body: bodyOf(recorded),
  });
  const type = String(reply.headers['content-type']);
  return { status: reply.statusCode, type, body: (await reply.body.json()) as never };
}

const requestOf = (name: string) => exchanges.find((exchange) => exchange.name === name)!.request;
const GRANT = requestOf('the token endpoint grants a token, its numbers as texts');
const WRONG = requestOf(
  'the token endpoint refuses a wrong secret, with a severity that FHIR does not have',
);
const FIND = requestOf('a patient is found by NIK, and the NIK comes back masked');

async function getToken(): Promise<string> {
  const { body } = await send(GRANT);
  return (body as { access_token: string }).access_token;
}

/** The recorded body with what differs each time put in. */
function expected(body: unknown): unknown {
  const text = JSON.stringify(body).replaceAll('<base>', `${origin}/fhir-r4/v1`);
  return JSON.parse(text, (_key, value: unknown) =>
    value === '<token>' || value === '<milliseconds>' ? (expect.any(String) as unknown) : value,
  );
}

describe('the SATUSEHAT simulator', () => {
  it('refuses to run in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(startSatusehat(context, ['36.71'])).rejects.toThrow(/NODE_ENV=production/);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it('refuses a regency that the province does not have', async () => {
    await expect(startSatusehat(context, ['99.99'])).rejects.toThrow('no regency 99.99');
  });

  it.each(exchanges.map((exchange) => [exchange.name, exchange] as const))(
    'answers as recorded: %s',
    async (_name, exchange) => {
      const { status, type, body } = await send(exchange.request, await getToken());
      expect(status).toBe(exchange.response.status);
      expect(type).toBe(exchange.response.headers['content-type']);
      expect(body).toEqual(expected(exchange.response.body));
    },
  );

  it('takes one attempt a minute after a failed authentication, a right one included', async () => {
    expect((await send(WRONG)).status).toBe(401);
    expect((await send(GRANT)).status).toBe(429);
    clock.advanceMs(60_000);
    expect((await send(GRANT)).status).toBe(200);
  });

  it('refuses a token after its end', async () => {
    const token = await getToken();
    expect((await send(FIND, token)).status).toBe(200);
    clock.advanceMs(3_599_000);
    expect((await send(FIND, token)).status).toBe(401);
  });

  it('refuses tokens that were ended, and a client that was revoked', async () => {
    const token = await getToken();
    simulator.control.expireTokens('36.71');
    expect((await send(FIND, token)).status).toBe(401);
    simulator.control.revokeClient('36.71');
    expect((await send(GRANT)).status).toBe(401);
  });

  it('breaks off connections while it is down, counts them, and comes back', async () => {
    const token = await getToken();
    simulator.control.takeDown('36.71');
    const before = simulator.control.callsOf('36.71');
    await expect(send(FIND, token)).rejects.toThrow();
    expect(simulator.control.callsOf('36.71')).toBe(before + 1);
    simulator.control.bringUp('36.71');
    expect((await send(FIND, token)).status).toBe(200);
  });

  it('says what it can do', async () => {
    const path = '/fhir-r4/v1/metadata';
    const headers = { authorization: 'Bearer <token>' };
    const { body } = await send({ method: 'GET', path, headers }, await getToken());
    expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  });
});

describe('the SATUSEHAT simulator of the whole province', () => {
  const province = createProvince({ asOf: '2026-09-21T03:00:00.000Z', residents: 400 });
  let whole: SatusehatSimulator;
  beforeAll(async () => {
    whole = await startSatusehat({ ...context, province }, ['36.03', '36.71']);
  });
  afterAll(() => whole.stop());

  async function ask(regionCode: string, path: string) {
    const { environment } = whole;
    const stem = `SATUSEHAT_${regionCode.replace('.', '')}`;
    const granted = await request(
      `${environment[`${stem}_TOKEN_URL`]}?grant_type=client_credentials`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          client_id: environment[`${stem}_CLIENT_ID`]!,
          client_secret: environment[`${stem}_CLIENT_SECRET`]!,
        }).toString(),
      },
    );
    const { access_token: token } = (await granted.body.json()) as { access_token: string };
    const reply = await request(environment[`${stem}_URL`]! + path, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: reply.statusCode, body: await reply.body.json() };
  }

  const warga = province.regencies
    .get('36.71')!
    .health!.patients.find(({ nik }) => nik === province.test.warga.nik)!;

  it("refuses an organisation another one's patient", async () => {
    const reply = await ask('36.03', `/Immunization?patient=${warga.ihsNumber}`);
    expect(reply).toMatchObject({
      status: 403,
      body: {
        issue: [{ details: { text: 'resource cannot be accessed due to business rule' } }],
      },
    });
    const own = await ask('36.71', `/Immunization?patient=${warga.ihsNumber}`);
    expect(own).toMatchObject({ status: 200, body: { total: 1 } });
  });

  it('has one record each of warga and of his two children', () => {
    const niks = ['3671051705809001', '3671057009129004', '3671050302179005'];
    const patients = province.regencies.get('36.71')!.health!.patients;
    expect(
      niks.map((nik) => patients.find((patient) => patient.nik === nik)?.immunizations.length),
    ).toEqual([1, 1, 1]);
  });

  it('gives each regency a client of its own, marked as a simulator’s', () => {
    const { SATUSEHAT_3603_URL, SATUSEHAT_3603_TOKEN_URL, ...rest } = whole.environment;
    expect(SATUSEHAT_3603_URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/fhir-r4\/v1$/);
    expect(SATUSEHAT_3603_TOKEN_URL).toMatch(/\/oauth2\/v1\/accesstoken$/);
    expect(rest).toMatchObject({
      SATUSEHAT_3603_CLIENT_ID: 'simulator-dinkes-3603',
      SATUSEHAT_3603_CLIENT_SECRET: 'simulator-rahasia-dinkes-3603',
    });
  });
});
