import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { createReplicaStore } from '../../../connectors/replica/create-replica-store.ts';
import type { SipdpsSimulator } from '../../../simulators/sipdps/start-sipdps.ts';
import { createSipdpsPlantingSource } from '../../../subgraphs/agriculture/planting-source.sipdps.ts';
import { serviceUrl } from '../../support/services.ts';
import { readExchanges } from '../../transcripts/exchanges.ts';
import {
  openPlanting,
  plantingWorld,
  startSimulator,
} from '../../unit/agriculture/planting-bench.ts';
import { createMemoryReplicas, type MemoryReplicas } from './a-replica-store.ts';
import { call, clock, DECLARATION, NOW, sipdpsBinding } from './bindings.ts';

/** What the world says was planted in the latest year, in thousandths of a hectare, by commodity. */
function plantedOf(regionCode: string) {
  const reports = plantingWorld().regencies.get(regionCode)?.agriculture?.plantingReports ?? [];
  const latest = reports.filter(({ reportedOn }) => reportedOn.startsWith('2026'));
  const areas = new Map<string, number>();
  for (const { commodity, areaHectares } of latest) {
    const name = commodity.slice(0, 1) + commodity.slice(1).toLowerCase();
    areas.set(name, (areas.get(name) ?? 0) + Math.round(Number(areaHectares) * 1_000));
  }
  return { reports: latest.length, all: reports.length, areas };
}

const thousandths = (hectares: string) => Math.round(Number(hectares) * 1_000);

let simulator: SipdpsSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

describe('the port Planting, served by sipdps', () => {
  let replicas: MemoryReplicas;
  let planting: ReturnType<typeof openPlanting>;
  beforeEach(() => {
    replicas = createMemoryReplicas();
    planting = openPlanting(replicas, simulator.environment);
  });

  it('is unavailable, and may be asked again, before the first harvest is whole', async () => {
    await expect(planting.source.latestYear(call)).rejects.toMatchObject({
      ...{ code: 'SOURCE_UNAVAILABLE', retryable: true },
      ...{ system: 'sipdps', region: '36.03' },
    });
    expect(planting.calls).toEqual([]);
  });

  it('is unavailable where the store cannot be reached', async () => {
    replicas.failing = true;
    const reading = planting.source.latestYear(call);
    await expect(reading).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it('is closed by its owner, also where there is a snapshot', async () => {
    await planting.harvest();
    const { source } = openPlanting(replicas, simulator.environment, { enabled: false });
    await expect(source.latestYear(call)).rejects.toMatchObject({ code: 'SOURCE_OFF' });
  });

  it('rejects rows whose regency is not certain, with the candidates, and rows without area or day', async () => {
    await planting.harvest();
    const [facts] = await replicas.snapshots({
      ...{ system: 'sipdps', regionCode: '36.03' as RegionCode, name: 'planting' },
    });
    expect(facts?.summary).toMatchObject({
      rejected: { REGION: 3, AREA: 1 },
      foreign: 3,
      unmatched: [
        { name: 'Tangerang', candidates: ['36.03', '36.71'], rows: 1 },
        { name: 'TANGERANG', candidates: ['36.03', '36.71'], rows: 1 },
        { name: 'Kab. Tanggerang', candidates: ['36.03', '36.71'], rows: 1 },
      ],
    });
  });

  it("drops another province's rows, and tells of each", async () => {
    await planting.harvest();
    const told = { system: 'sipdps', regionCode: '36.03', port: 'Planting' };
    expect(planting.dropped).toEqual([told, told, told]);
  });

  it('keeps nothing of who reported, nor where exactly', async () => {
    await planting.harvest();
    expect(replicas.put.length).toBeGreaterThan(0);
    for (const { lookups, sealed, open } of replicas.put) {
      expect([lookups, sealed]).toEqual([{}, {}]);
      expect(Object.keys(open).sort()).toEqual(['commodity', 'hectares', 'reportedOn']);
    }
    const [{ reporterNip, reporterName } = { reporterNip: '', reporterName: '' }] =
      plantingWorld().regencies.get('36.03')!.agriculture!.plantingReports;
    const kept = JSON.stringify([replicas.put, await planting.source.latestYear(call)]);
    expect(kept).not.toContain(reporterNip);
    expect(kept).not.toContain(reporterName);
  });

  it.each(['36.01', '36.03', '36.04', '36.74'])(
    'adds up exactly what was reported of %s, in whatever way its name was written',
    async (code) => {
      const regionCode = code as RegionCode;
      const { harvest, source } = openPlanting(replicas, simulator.environment, { regionCode });
      const expected = plantedOf(code);
      expect(await harvest()).toMatchObject({ kept: expected.all });
      const year = await source.latestYear(call);
      expect(year?.year).toBe(2026);
      const areas = year?.byCommodity.map(({ commodity, hectares }) => [
        commodity,
        thousandths(hectares),
      ]) as [string, number][];
      expect(new Map(areas)).toEqual(expected.areas);
      expect(thousandths(year!.hectares)).toBe(
        [...expected.areas.values()].reduce((sum, area) => sum + area, 0),
      );
      expect(year?.byCommodity.reduce((sum, { reports }) => sum + reports, 0)).toBe(
        expected.reports,
      );
      expect(year?.provenance).toEqual({
        system: 'sipdps',
        regionCode,
        asOf: NOW,
        state: 'REPLICA',
        controller: 'Dinas Pertanian Kab. Tangerang',
      });
    },
  );

  it('asks a token once and each page once; reading asks the store once and the service never', async () => {
    await planting.harvest();
    const methods = planting.calls.map(({ method, keys }) => `${method} ${keys}`);
    expect(methods[0]).toBe('authenticate 0');
    expect(new Set(methods.slice(1))).toEqual(new Set(['plantingReportsPage 0']));
    expect(methods).toHaveLength(1 + Math.ceil(plantingRows() / 40));
    const asked = planting.calls.length;
    replicas.reads = 0;
    await planting.source.latestYear(call);
    expect([planting.calls.length - asked, replicas.reads]).toEqual([0, 1]);
  });

  it('says STALE once two harvests have failed to come', async () => {
    await planting.harvest();
    const binding = sipdpsBinding(simulator.environment);
    const stateAfter = async (minutes: number) => {
      const later = createFrozenClock(clock.nowMs() + minutes * 60_000);
      const options = { binding, declaration: DECLARATION, replicas, clock: later };
      const deadlineAtMs = later.nowMs() + 1_000;
      const year = await createSipdpsPlantingSource(options).latestYear({ ...call, deadlineAtMs });
      return year?.provenance.state;
    };
    expect(await stateAfter(720)).toBe('REPLICA');
    expect(await stateAfter(721)).toBe('STALE');
  });
});

/** The world's reports, and the twelve faulty rows among them. */
function plantingRows(): number {
  const worlds = [...plantingWorld().regencies.values()];
  return worlds.reduce((sum, { agriculture }) => sum + agriculture!.plantingReports.length, 12);
}

describe('the adapter sipdps against the recorded exchanges', () => {
  it('sends what is recorded, and reads what is recorded', async () => {
    const exchanges = readExchanges('sipdps');
    const asked: string[] = [];
    const server = createServer((request, response) => {
      void (async () => {
        const parts: Buffer[] = [];
        for await (const part of request) parts.push(part as Buffer);
        const { method, url, headers } = request;
        const sent = Buffer.concat(parts).toString();
        const found = exchanges.find(
          (recorded) =>
            recorded.request.method === method &&
            recorded.request.path === url &&
            recorded.request.headers['authorization'] === headers.authorization &&
            (method === 'GET' || recorded.request.body === sent) &&
            recorded.response.status !== 429,
        );
        asked.push(found?.name ?? `${method} ${url} is not recorded`);
        const { status, headers: replied, body } = (found ?? exchanges[8]!).response;
        response.writeHead(status, replied);
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const replicas = createMemoryReplicas();
    const { harvest, source, close } = openPlanting(replicas, {
      SIPDPS_3603_URL: `${origin}/t/pertanian.go.id/TP-SIPDPS/1.0`,
      SIPDPS_3603_TOKEN_URL: `${origin}/token`,
      SIPDPS_3603_CLIENT_ID: 'simulator-sipdps-3603',
      SIPDPS_3603_CLIENT_SECRET: 'simulator-rahasia-sipdps-3603',
    });
    try {
      expect(await harvest()).toMatchObject({ kept: 2, rejected: 0 });
      expect(asked).toEqual([
        'a token for the account of Kab. Tangerang',
        'the first page of Banten’s planting reports',
        'the last page',
      ]);
      expect(await source.latestYear(call)).toMatchObject({
        ...{ year: 2026, hectares: '1.75' },
        byCommodity: [
          { commodity: 'Jagung', hectares: '0.5', reports: 1 },
          { commodity: 'Padi', hectares: '1.25', reports: 1 },
        ],
      });
    } finally {
      await close();
      server.close();
      server.closeAllConnections();
    }
  });
});

const postgresUrl = await serviceUrl('postgres');

(postgresUrl === undefined ? describe.skip : describe)('the adapter sipdps on PostgreSQL', () => {
  it('replaces its snapshot whole, and knows what has gone', async () => {
    const { ownDatabase } = await import('../../unit/connectors/replica/a-replica.ts');
    const database = await ownDatabase(postgresUrl!);
    const replicas = createReplicaStore({
      url: database.url,
      keys: {
        activeKid: 'k1',
        keys: { k1: Buffer.alloc(32, 1) },
        lookupSecret: Buffer.alloc(32, 9),
      },
      clock,
      logger: silentLogger,
    });
    const own = await startSimulator();
    const { harvest, source, close } = openPlanting(replicas, own.environment);
    try {
      await expect(source.latestYear(call)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      const first = await harvest();
      expect(first).toMatchObject({ kept: plantedOf('36.03').all, gone: 0 });
      own.control.insertAfterPage(2);
      const second = await harvest();
      expect(second).toMatchObject({ kept: first.kept + 1, gone: 0 });
      expect((await source.latestYear(call))?.provenance.state).toBe('REPLICA');
    } finally {
      await close();
      await own.stop();
      await replicas.close();
      await database.drop();
    }
  });
});
