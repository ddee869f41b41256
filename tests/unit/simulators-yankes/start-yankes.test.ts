import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import { startYankes, type YankesSimulator } from '../../../simulators/yankes/start-yankes.ts';
import { transcriptWorld } from '../../transcripts/yankes/world.ts';
import { readExchanges, type Exchange } from '../../transcripts/exchanges.ts';

const clock = createFrozenClock('2026-06-30T08:00:00Z');
const context = { province: transcriptWorld, clock, logger: silentLogger, folder: '' };
const exchanges = readExchanges('yankes');

let simulator: YankesSimulator;
let origin: string;
beforeAll(async () => {
  simulator = await startYankes(context, ['36.71'], { pageSize: 2 });
  origin = new URL(simulator.environment['YANKES_3671_URL']!).origin;
});
afterAll(() => simulator.stop());

async function send({ method, path, headers }: Exchange['request']) {
  const reply = await request(origin + path, { method, headers: { ...headers } });
  const type = String(reply.headers['content-type']);
  return { status: reply.statusCode, type, body: await reply.body.json() };
}

const LIST = exchanges.find(({ request: { path } }) => path.endsWith('/faskes?page=1'))!.request;

describe('the Yankes simulator', () => {
  it('refuses to run in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(startYankes(context, ['36.71'])).rejects.toThrow(/NODE_ENV=production/);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it('refuses a regency that the province does not have', async () => {
    await expect(startYankes(context, ['99.99'])).rejects.toThrow('99.99');
  });

  it.each(exchanges.map((exchange) => [exchange.name, exchange] as const))(
    'answers as recorded: %s',
    async (_name, exchange) => {
      expect(await send(exchange.request)).toEqual({
        status: exchange.response.status,
        type: exchange.response.headers['content-type'],
        body: exchange.response.body,
      });
    },
  );

  it('refuses the key once it is revoked, and takes it again', async () => {
    simulator.control.revokeKey('36.71');
    expect((await send(LIST)).status).toBe(401);
    simulator.control.restoreKey('36.71');
    expect((await send(LIST)).status).toBe(200);
  });

  it('breaks off connections while it is down, counts them, and comes back', async () => {
    simulator.control.takeDown('36.71');
    const before = simulator.control.callsOf('36.71');
    await expect(send(LIST)).rejects.toThrow();
    expect(simulator.control.callsOf('36.71')).toBe(before + 1);
    simulator.control.bringUp('36.71');
    expect((await send(LIST)).status).toBe(200);
  });
});
