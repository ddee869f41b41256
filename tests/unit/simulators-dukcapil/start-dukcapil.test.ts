import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import {
  startDukcapil,
  type DukcapilSimulator,
} from '../../../simulators/dukcapil/start-dukcapil.ts';
import { bodyOf, readExchanges, type Exchange } from '../../transcripts/exchanges.ts';
import { transcriptWorld } from '../../transcripts/dukcapil/world.ts';

const exchanges = readExchanges('dukcapil');

const clock = createFrozenClock('2026-06-30T08:00:00Z');
const context = { province: transcriptWorld, clock, logger: silentLogger, folder: '' };

let simulator: DukcapilSimulator;
let origin: string;
beforeAll(async () => {
  simulator = await startDukcapil(context, ['36.73', '36.04']);
  origin = new URL(simulator.environment['DUKCAPIL_3673_URL']!).origin;
});
afterAll(() => simulator.stop());

async function send(exchange: Exchange['request']) {
  const reply = await request(origin + exchange.path, {
    method: exchange.method,
    headers: exchange.headers,
    body: bodyOf(exchange),
  });
  const type = String(reply.headers['content-type']);
  const body: unknown = type.startsWith('application/json')
    ? await reply.body.json()
    : await reply.body.text();
  return { status: reply.statusCode, type, body };
}

const found = exchanges.find(({ request: { path, body } }) => {
  return (
    path.endsWith('36-73/opd/CALL_NIK') &&
    (body as { readonly nik?: string }).nik === '3673015703850002'
  );
})!.request;

function responTextOf(reply: { readonly body: unknown }): unknown {
  return (reply.body as { content: Record<string, unknown>[] }).content[0]?.['RESPON'];
}

describe('the Dukcapil simulator', () => {
  it('refuses to run in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(startDukcapil(context, ['36.73'])).rejects.toThrow(/NODE_ENV=production/);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it('refuses a regency that the province does not have', async () => {
    await expect(startDukcapil(context, ['99.99'])).rejects.toThrow('no regency 99.99');
  });

  it.each(exchanges.map((exchange) => [exchange.name, exchange] as const))(
    'answers as recorded: %s',
    async (_name, exchange) => {
      const reply = await send(exchange.request);
      expect(reply).toEqual({
        status: exchange.response.status,
        type: exchange.response.headers['content-type'],
        body: exchange.response.body,
      });
    },
  );

  it('refuses every call once the day’s quota is used up, and answers again on the next day', async () => {
    simulator.control.exhaustQuota('36.73');
    expect(responTextOf(await send(found))).toBe('Kuota Akses Hari ini telah Habis');
    clock.advanceMs(24 * 3_600_000);
    expect(responTextOf(await send(found))).toBeUndefined();
  });

  it('says that the quota is used up when the person is asked for whom documentation promises it', async () => {
    const { nik } = transcriptWorld.test.byFailure.dukcapilQuota;
    const reply = await send({ ...found, body: { ...(found.body as object), nik } });
    expect(responTextOf(reply)).toBe('Kuota Akses Hari ini telah Habis');
  });

  it('breaks off connections while it is down, counts them, and comes back', async () => {
    simulator.control.takeDown('36.73');
    const before = simulator.control.callsOf('36.73');
    await expect(send(found)).rejects.toThrow();
    expect(simulator.control.callsOf('36.73')).toBe(before + 1);
    simulator.control.bringUp('36.73');
    expect((await send(found)).status).toBe(200);
  });

  it('refuses a body that is no JSON with the application server’s page', async () => {
    const reply = await request(origin + found.path, { method: 'POST', body: 'nik=1' });
    expect(reply.statusCode).toBe(400);
    expect(reply.headers['content-type']).toBe('text/html;charset=utf-8');
    await reply.body.dump();
  });

  it('gives each institution its own credentials, all marked as a simulator’s', async () => {
    const pandeglang = {
      ...context,
      province: {
        ...transcriptWorld,
        regencies: new Map([
          ['36.01', { ...transcriptWorld.regencies.get('36.73')!, code: '36.01' }],
        ]),
      },
    };
    const other = await startDukcapil(pandeglang, ['36.01']);
    await other.stop();
    const { DUKCAPIL_3601_URL: url, ...rest } = other.environment;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/dukcapil\/get_json\/36-01\/opd$/);
    expect(rest).toEqual({
      DUKCAPIL_3601_USER_ID: 'simulator-opd-3601',
      DUKCAPIL_3601_PASSWORD: 'simulator-sandi-opd-3601',
      DUKCAPIL_3601_CLIENT_IP: '10.36.1.10',
      DUKCAPIL_3601_DINKES_USER_ID: 'simulator-dinkes-3601',
      DUKCAPIL_3601_DINKES_PASSWORD: 'simulator-sandi-dinkes-3601',
      DUKCAPIL_3601_DINKES_CLIENT_IP: '10.36.1.13',
    });
  });
});
