import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { startSipdps, type SipdpsSimulator } from '../../../simulators/sipdps/start-sipdps.ts';
import { bodyOf, readExchanges, type Exchange } from '../../transcripts/exchanges.ts';
import { transcriptWorld } from '../../transcripts/sipdps/world.ts';

const exchanges = readExchanges('sipdps');
const clock = createFrozenClock('2026-06-30T08:00:00Z');
const context = { province: transcriptWorld, clock, logger: silentLogger, folder: '' };
const start = () => startSipdps(context, ['36.03'], { perPage: 2, faulty: false });

let simulator: SipdpsSimulator;
let origin: string;
beforeAll(async () => {
  simulator = await start();
  origin = new URL(simulator.environment['SIPDPS_3603_URL']!).origin;
});
afterAll(() => simulator.stop());

async function send(exchange: Exchange['request']) {
  const { method, headers } = exchange;
  const reply = await request(origin + exchange.path, {
    method,
    headers,
    body: bodyOf(exchange),
  });
  const text = await reply.body.text();
  const isJson = String(reply.headers['content-type']).startsWith('application/json');
  return {
    status: reply.statusCode,
    headers: reply.headers,
    body: isJson ? (JSON.parse(text) as unknown) : text,
  };
}

const exchange = (part: string) => exchanges.find(({ name }) => name.includes(part))!;

async function newToken(): Promise<string> {
  const { body } = await send(exchange('a token for the account').request);
  return (body as { access_token: string }).access_token;
}

async function readPage(token: string, page = 1) {
  const { method, path } = exchange('the first page').request;
  return send({
    method,
    path: path.replace('page=1', `page=${page}`),
    headers: { authorization: `Bearer ${token}` },
    body: null,
  });
}

describe('the SIPDPS simulator', () => {
  it('refuses to run in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(start()).rejects.toThrow(/NODE_ENV=production/);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it('refuses a regency that the province does not have', async () => {
    await expect(startSipdps(context, ['99.99'])).rejects.toThrow('no regency 99.99');
  });

  it.each(exchanges.map((recorded) => [recorded.name, recorded] as const))(
    'answers as recorded: %s',
    async (_name, recorded) => {
      if (recorded.response.status === 429) simulator.control.throttle(1, 60);
      const { status, headers, body } = await send(recorded.request);
      expect({ status, body }).toEqual({
        status: recorded.response.status,
        body: recorded.response.body,
      });
      expect(headers).toMatchObject(recorded.response.headers);
    },
  );

  it('refuses a token after its hour, and when all of them are ended', async () => {
    const token = await newToken();
    expect((await readPage(token)).status).toBe(200);
    clock.advanceMs(3_600_000);
    expect((await readPage(token)).status).toBe(401);
    const second = await newToken();
    simulator.control.expireTokens();
    expect((await readPage(second)).status).toBe(401);
  });

  it('refuses a regency whose account SPLP has closed', async () => {
    const own = await start();
    own.control.revoke('36.03');
    const recorded = exchange('a token for the account').request;
    const { method, headers } = recorded;
    const reply = await request(own.environment['SIPDPS_3603_TOKEN_URL']!, {
      method,
      headers,
      body: bodyOf(recorded),
    });
    await reply.body.dump();
    expect(reply.statusCode).toBe(401);
    await own.stop();
  });

  it('takes credentials as HTTP Basic, and the grant in the query', async () => {
    const { environment } = simulator;
    const pair = `${environment['SIPDPS_3603_CLIENT_ID']}:${environment['SIPDPS_3603_CLIENT_SECRET']}`;
    const { status } = await send({
      method: 'POST',
      path: '/token?grant_type=client_credentials',
      headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      body: '',
    });
    expect(status).toBe(200);
  });

  it('shifts every page once a report is inserted between two', async () => {
    const own = await start();
    own.control.insertAfterPage(1);
    const at = new URL(own.environment['SIPDPS_3603_URL']!).origin;
    const ask = async (path: string, init: Parameters<typeof request>[1]) =>
      (await request(at + path, init)).body.json() as Promise<Record<string, unknown>>;
    const recorded = exchange('a token for the account').request;
    const { method, path, headers } = recorded;
    const granted = await ask(path, { method, headers, body: bodyOf(recorded) });
    const authorization = `Bearer ${String(granted['access_token'])}`;
    const pages = exchange('the first page').request.path;
    const first = await ask(pages, { headers: { authorization } });
    const second = await ask(pages.replace('page=1', 'page=2'), { headers: { authorization } });
    expect([first['total'], second['total']]).toEqual([3, 4]);
    const [, lastOfFirst] = first['data'] as unknown[];
    expect((second['data'] as unknown[])[0]).toEqual(lastOfFirst);
    await own.stop();
  });

  it('breaks off connections while it is down, and comes back', async () => {
    const token = await newToken();
    simulator.control.takeDown();
    await expect(readPage(token)).rejects.toThrow();
    simulator.control.bringUp();
    expect((await readPage(token)).status).toBe(200);
  });
});
