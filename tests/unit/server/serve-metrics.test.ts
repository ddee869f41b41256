import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { request } from 'undici';
import { gatewayConfigSchema } from '../../../server/gateway-config.ts';
import { createMetrics } from '../../../server/metrics.ts';
import { serveMetrics } from '../../../server/serve-metrics.ts';
import { createTeardown, type Teardown } from '../../../server/teardown.ts';

let teardown: Teardown;
beforeEach(() => {
  teardown = createTeardown();
});
afterEach(() => teardown.run());

it('is off where the configuration does not ask for it, and else on this machine alone', () => {
  expect(gatewayConfigSchema.parse({}).metrics).toBeUndefined();
  expect(gatewayConfigSchema.parse({ metrics: { port: 9_464 } }).metrics).toEqual({
    host: '127.0.0.1',
    port: 9_464,
  });
});

it('answers /metrics alone, and by GET alone', async () => {
  const metrics = createMetrics();
  metrics.observeDroppedRow({ system: 'siak', regionCode: '36.71' });
  const url = await serveMetrics({ host: '127.0.0.1', port: 0 }, metrics, teardown);
  const reply = await request(url);
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await reply.body.text()).toContain(
    'jawara_dropped_rows_total{system="siak",region="36.71"} 1',
  );
  expect((await request(url, { method: 'POST' })).statusCode).toBe(405);
  expect((await request(new URL('/graphql', url))).statusCode).toBe(404);
});

it('says that its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(
    serveMetrics({ host: '127.0.0.1', port }, createMetrics(), teardown),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
});
