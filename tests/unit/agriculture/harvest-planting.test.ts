import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SipdpsSimulator } from '../../../simulators/sipdps/start-sipdps.ts';
import { call } from '../../contract/agriculture/bindings.ts';
import {
  createMemoryReplicas,
  type MemoryReplicas,
} from '../../contract/agriculture/a-replica-store.ts';
import { openPlanting, startSimulator } from './planting-bench.ts';

const closing: (() => Promise<void>)[] = [];
let simulator: SipdpsSimulator;
let replicas: MemoryReplicas;
beforeEach(async () => {
  simulator = await startSimulator();
  replicas = createMemoryReplicas();
  closing.push(() => simulator.stop());
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

function open(
  changes: Parameters<typeof openPlanting>[2] = {},
  environment = simulator.environment,
) {
  const planting = openPlanting(replicas, environment, changes);
  closing.push(() => planting.close());
  return planting;
}

const pages = () => simulator.control.pagesServedTo('36.03');

/** A service that answers every page with what `reply` says. */
async function serve(reply: (page: number) => { status?: number; body: string }) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://test');
    if (pathname === '/token') {
      response.end(JSON.stringify({ access_token: 'simulator-token', expires_in: 60 }));
      return;
    }
    const { status = 200, body } = reply(Number(searchParams.get('page')));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    SIPDPS_3603_URL: origin,
    SIPDPS_3603_TOKEN_URL: `${origin}/token`,
    SIPDPS_3603_CLIENT_ID: 'simulator-a',
    SIPDPS_3603_CLIENT_SECRET: 'simulator-b',
  };
}

const row = (change: object = {}) => ({
  nm_prov: 'BANTEN',
  nm_kab: 'Kab. Tangerang',
  jenis_tanaman_pangan: 'Padi',
  luas_area: '1.5',
  tgl_lapor: '2026-02-03',
  ...change,
});
const page = (data: unknown[], change: object = {}) => ({
  body: JSON.stringify({ current_page: 1, last_page: 1, total: data.length, data, ...change }),
});

describe('a harvest of planting reports', () => {
  it.each([
    ['HTML', { body: '<html>Sedang pemeliharaan</html>' }],
    ['JSON cut off', { body: '{"current_page":1,"data":[{"nm_p' }],
    ['another page', page([row()], { current_page: 2 })],
    ['no list', { body: JSON.stringify({ current_page: 1, last_page: 1, total: 1, data: {} }) }],
    ['an empty list', page([])],
    ["another province's list", page([row({ nm_prov: 'JAWA BARAT' })])],
    ['rows of another form', page([{ Nm_Kab: 'x' }, { Nm_Kab: 'y' }, row()])],
    ['a boundless number of pages', page([row()], { last_page: 100_000 })],
  ])('rejects %s, and leaves no snapshot', async (_what, reply) => {
    const { harvest, source } = open({}, await serve(() => reply));
    await expect(harvest()).rejects.toMatchObject({ code: 'SOURCE_REPLY_INVALID' });
    await expect(source.latestYear(call)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it.each([
    [403, 'SOURCE_REJECTED_CREDENTIALS'],
    [500, 'SOURCE_UNAVAILABLE'],
    [302, 'SOURCE_REPLY_INVALID'],
  ])('ends at HTTP %i in %s', async (status, code) => {
    const { harvest } = open({}, await serve(() => ({ status, body: '' })));
    await expect(harvest()).rejects.toMatchObject({ code, system: 'sipdps', region: '36.03' });
  });

  it('asks nothing while its owner has switched it off', async () => {
    const { harvest, calls } = open({ enabled: false });
    await expect(harvest()).rejects.toMatchObject({ code: 'SOURCE_OFF' });
    expect(calls).toEqual([]);
  });

  it('keeps the snapshot before where the service dies between two pages', async () => {
    const { harvest, source } = open();
    await harvest();
    const before = await source.latestYear(call);
    simulator.control.takeDown();
    await expect(harvest()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(await source.latestYear(call)).toEqual(before);
  });

  it('gets one new token when its own has ended, and goes on with the same page', async () => {
    const { harvest } = open();
    await harvest();
    const whole = pages().length;
    simulator.control.expireTokens();
    await harvest();
    expect(simulator.control.tokensAsked()).toBe(2);
    expect(pages()).toHaveLength(2 * whole);
  });

  it('says that the credentials are rejected when SPLP has closed the account', async () => {
    simulator.control.revoke('36.03');
    await expect(open().harvest()).rejects.toMatchObject({ code: 'SOURCE_REJECTED_CREDENTIALS' });
    expect(pages()).toEqual([]);
  });

  it('waits as long as a 429 says, and asks the same page again', async () => {
    const { harvest } = open();
    simulator.control.throttle(1, 1);
    const startedAt = performance.now();
    await harvest();
    expect(performance.now() - startedAt).toBeGreaterThan(950);
    expect(pages()).toEqual(pages().toSorted((one, other) => one - other));
  });

  it.each([3_600, null])(
    'gives up at once where a wait of %p s passes its deadline',
    async (wait) => {
      simulator.control.throttle(1, wait);
      const harvesting = open().harvest({ withinMs: 30_000 });
      await expect(harvesting).rejects.toMatchObject({ code: 'SOURCE_RATE_LIMITED' });
    },
  );

  it('ends soon when it is aborted while it waits', async () => {
    simulator.control.throttle(1, 300);
    const aborter = new AbortController();
    const harvesting = open().harvest({}, aborter.signal);
    setTimeout(() => {
      aborter.abort();
    }, 100);
    await expect(harvesting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['inserted', 'insertAfterPage'],
    ['deleted', 'removeAfterPage'],
  ] as const)(
    'begins the list again when a report is %s between two pages',
    async (_what, change) => {
      const { harvest, source } = open();
      await harvest();
      const whole = pages().length;
      simulator.control[change](2);
      const { kept } = await harvest();
      expect(pages().slice(whole, whole + 4)).toEqual([1, 2, 3, 1]);
      const years = await source.latestYear(call);
      expect(kept).toBeGreaterThan(0);
      expect(years?.provenance.state).toBe('REPLICA');
    },
  );

  it('gives up, retryably and without a snapshot, where the list keeps changing', async () => {
    const { harvest, source } = open();
    simulator.control.insertAfterPage(1);
    await expect(harvest({ maxRestarts: 0 })).rejects.toMatchObject({
      code: 'SOURCE_REPLY_INVALID',
      retryable: true,
    });
    await expect(source.latestYear(call)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it('notices a shifted page also where the total stays', async () => {
    const rows = Array.from({ length: 4 }, (_value, index) => row({ luas_area: `${index + 1}.5` }));
    let asked = 0;
    const environment = await serve((number) => {
      asked += 1;
      // The second page of the first reading begins with a row of the first page.
      const data =
        number === 1 ? rows.slice(0, 2) : asked === 2 ? [rows[1], rows[3]] : rows.slice(2);
      return page(data, { current_page: number, last_page: 2, total: 4 });
    });
    const { harvest, source } = open({}, environment);
    expect(await harvest()).toMatchObject({ kept: 4, rejected: 0 });
    expect(asked).toBe(4);
    expect(await source.latestYear(call)).toMatchObject({ hectares: '12' });
  });

  it('takes a report that stands in the list twice for good once, after one more reading', async () => {
    const { harvest, source } = open();
    await harvest();
    const before = await source.latestYear(call);
    const whole = pages().length;
    simulator.control.repeatReport();
    await harvest();
    expect(pages().length - whole).toBeGreaterThanOrEqual(2 * whole);
    expect(await source.latestYear(call)).toEqual(before);
  });

  it('begins at page 1 again after it was killed, and throws away what it had put', async () => {
    const { harvest } = open();
    const { kept } = await harvest();
    replicas.leaveKilled();
    const before = pages().length;
    expect(await harvest()).toMatchObject({ kept });
    expect(pages()[before]).toBe(1);
  });

  it('never asks an address that a reply names', async () => {
    const environment = await serve((number) =>
      page([row({ luas_area: `${number}.5` })], {
        ...{ current_page: number, last_page: 2, total: 2 },
        next_page_url: 'http://127.0.0.1:1/elsewhere?page=2',
      }),
    );
    expect(await open({}, environment).harvest()).toMatchObject({ kept: 2 });
  });
});
