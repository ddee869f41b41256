import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFrozenClock, systemClock } from '../../../common/clock.ts';
import type { Language } from '../../../common/errors/catalogue.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { formatRegionReport } from '../../../cli/format-region-report.ts';
import { createSystemAccess } from '../../../server/open-system.ts';
import { examineRegion } from '../../../cli/region-doctor.ts';
import type { RegionReport } from '../../../cli/region-report.ts';
import { createTrySystem } from '../../../cli/try-system.ts';
import { serviceUrl } from '../../support/services.ts';
import { aFolder } from '../common/a-folder.ts';
import { SMALLEST } from '../registry/a-registry.ts';

const REGION = '36.71' as RegionCode;
const TEST_NIK = '3671011708850001';

let folder = aFolder({});
const servers: Server[] = [];
afterEach(() => {
  folder.remove();
  for (const server of servers.splice(0)) server.close();
});

interface Examination {
  readonly text?: string;
  readonly variables?: Record<string, string>;
  readonly simulated?: readonly string[];
  readonly language?: Language;
  readonly nik?: string;
  readonly now?: string;
}

async function examine(given: Examination): Promise<RegionReport & { asked: readonly string[] }> {
  folder.remove();
  folder = aFolder({ 'regions/36.71.yml': given.text ?? SMALLEST });
  const variables = given.variables ?? {};
  const asked: string[] = [];
  const access = createSystemAccess(systemClock, null);
  const trySystem = createTrySystem(access, given.nik);
  const report = await examineRegion({
    region: REGION,
    folder: folder.path,
    environment: { variables, simulated: new Set(given.simulated ?? Object.keys(variables)) },
    language: given.language ?? 'en',
    clock: given.now === undefined ? systemClock : createFrozenClock(given.now),
    trySystem: (binding, ports) => {
      asked.push(binding.system);
      return trySystem(binding, ports);
    },
    onProgress: () => undefined,
  });
  return { ...report, asked };
}

/** A server that does with each connection as told; its port. */
async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer(onConnection).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

describe('region doctor', () => {
  it('says which variable is missing and asks nobody', async () => {
    const report = await examine({});
    expect(report).toMatchObject({ well: false, systems: [], asked: [] });
    const text = formatRegionReport(report, 'en');
    expect(text).toMatch(/36\.71\.yml:10:7 .*the environment variable SIAK_3671_URL is not set/);
    expect(text).toMatch(/There is something to do\./);
  });

  it("says that a region's file is empty", async () => {
    const report = await examine({ text: '' });
    expect(report).toMatchObject({ well: false, name: null, systems: [], notBound: [] });
    expect(report.faults).toEqual([
      expect.objectContaining({ expected: 'expected a map of keys' }),
    ]);
  });

  it('finds a system that cannot be reached and says whom to ask', async () => {
    const port = await listen((socket) => socket.destroy());
    const report = await examine({
      variables: { SIAK_3671_URL: `postgres://u:marker@127.0.0.1:${port}/siak` },
    });
    expect(report).toMatchObject({ well: false, faults: [], asked: ['siak'] });
    expect(report.systems).toEqual([
      expect.objectContaining({
        system: 'siak',
        state: 'UNREACHABLE',
        ports: ['Resident'],
        advice: expect.stringMatching(
          /host, port and database of its URL.*siak@disdukcapil\.example/,
        ),
      }),
    ]);
    expect(JSON.stringify(report)).not.toContain('marker');
  });

  it('speaks Indonesian', async () => {
    const port = await listen((socket) => socket.destroy());
    const variables = { SIAK_3671_URL: `postgres://u:p@127.0.0.1:${port}/siak` };
    const report = await examine({ variables, language: 'id' });
    const text = formatRegionReport(report, 'id');
    expect(text).toMatch(/siak .*\[simulator\]: tidak terhubung/);
    expect(text).toMatch(/langkah +Periksa host, port/);
    expect(text).toMatch(/Belum terikat: Family, PopulationStatistics/);
    expect(text).toMatch(/Ada yang perlu dikerjakan\.\n$/);
  });

  it('says that the server would refuse a real system, and tries it all the same', async () => {
    const port = await listen((socket) => socket.destroy());
    const variables = { SIAK_3671_URL: `postgres://u:p@127.0.0.1:${port}/siak` };
    const report = await examine({ variables, simulated: [] });
    expect(report.faults).toEqual([expect.objectContaining({ path: 'ports.Resident' })]);
    expect(report.systems).toEqual([expect.objectContaining({ simulated: false })]);
  });

  it('does not ask a system that is off or in maintenance, and finds no fault in that', async () => {
    const variables = { SIAK_3671_URL: 'postgres://u:p@127.0.0.1:1/siak' };
    const off = await examine({
      variables,
      text: SMALLEST.replace('    adapter', '    enabled: false\n    adapter'),
    });
    expect(off).toMatchObject({ well: true, asked: [], systems: [{ state: 'OFF' }] });
    const window = '{from: 2026-08-03T08:00:00+07:00, to: 2026-08-03T10:00:00+07:00}';
    const closed = await examine({
      variables,
      text: SMALLEST.replace('    adapter', `    maintenance: [${window}]\n    adapter`),
      now: '2026-08-03T02:00:00Z',
    });
    expect(closed).toMatchObject({ well: true, asked: [], systems: [{ state: 'MAINTENANCE' }] });
  });

  it('cannot tell whether an HTTP service takes our credentials before a person is asked for', async () => {
    const port = await listen((socket) => {
      socket.once('data', () => {
        const json = '{"content":[{"RESPON":"Login Gagal"}]}';
        socket.end(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${json.length}\r\nconnection: close\r\n\r\n${json}`,
        );
      });
    });
    const reference = (name: string) => '${DUKCAPIL_3671_' + name + '}';
    const text = SMALLEST.replaceAll('siak', 'dukcapil').replace(
      'url: ${SIAK_3671_URL}',
      `baseUrl: ${reference('URL')}\n      credentials:\n        default:\n          userId: ${reference('USER_ID')}\n          password: ${reference('PASSWORD')}\n          clientIp: ${reference('CLIENT_IP')}`,
    );
    const variables = {
      DUKCAPIL_3671_URL: `http://127.0.0.1:${port}/dukcapil/get_json/36-71/opd`,
      DUKCAPIL_3671_USER_ID: 'marker-user',
      DUKCAPIL_3671_PASSWORD: 'marker-password',
      DUKCAPIL_3671_CLIENT_IP: '10.0.0.9',
    };
    const without = await examine({ text, variables });
    expect(without).toMatchObject({
      well: true,
      systems: [
        {
          state: 'CREDENTIALS_NOT_TRIED',
          testNik: 'NOT_TRIED',
          advice: expect.stringMatching(/test NIK/),
        },
      ],
    });
    expect(formatRegionReport(without, 'en')).toMatch(/not everything could be tried\.\n$/);
    const tried = await examine({ text, variables, nik: TEST_NIK });
    expect(tried).toMatchObject({
      well: false,
      systems: [{ state: 'CREDENTIALS_REJECTED', testNik: 'FAILED' }],
    });
    expect(JSON.stringify(tried)).not.toMatch(/marker|3671011708850001/);
  });
});

const postgres = await serviceUrl('postgres');

(postgres === undefined ? describe.skip : describe)('region doctor at a real PostgreSQL', () => {
  it('finds a database that is none of SIAK by asking for a person', async () => {
    const report = await examine({ variables: { SIAK_3671_URL: postgres! }, nik: TEST_NIK });
    expect(report).toMatchObject({
      well: false,
      systems: [{ state: 'UNREADABLE', testNik: 'FAILED' }],
    });
  });

  it('is content with a database that answers', async () => {
    const report = await examine({ variables: { SIAK_3671_URL: postgres! } });
    expect(report).toMatchObject({ well: true, systems: [{ state: 'WELL' }] });
    expect(formatRegionReport(report, 'en')).toMatch(/✓ siak .*: well\n(.*\n)*\nAll is well\.\n$/);
  });
});
