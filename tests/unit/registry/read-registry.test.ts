import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PORTS, type Bindings } from '../../../common/binding.ts';
import { ConfigurationError } from '../../../common/config/configuration-error.ts';
import { projectRoot } from '../../../common/project-root.ts';
import type { RegionCode } from '../../../common/region-code.ts';
import { SIMULATOR_PREFIX } from '../../../registry/check-policy.ts';
import { readRegistry, type RegistryOptions } from '../../../registry/read-registry.ts';
import { SIMULATOR_CREDENTIAL_PREFIX } from '../../../simulators/simulator.ts';
import { aFolder } from '../common/a-folder.ts';
import { committedRegions, simulatedEnvironment, SMALLEST } from './a-registry.ts';

let folder = aFolder({});
afterEach(() => {
  folder.remove();
});

const URL_OF_SIAK = 'postgres://user:simulator-pw@127.0.0.1:5432/siak';

interface Reading extends Partial<RegistryOptions> {
  readonly files?: Readonly<Record<string, string>>;
}

function read(text: string, reading: Reading = {}): Promise<Bindings> {
  folder.remove();
  folder = aFolder({ 'regions/36.71.yml': text, ...reading.files });
  return readRegistry({
    folder: folder.path,
    environment: { SIAK_3671_URL: URL_OF_SIAK },
    simulatedVariables: new Set(['SIAK_3671_URL']),
    production: false,
    evidenceKept: false,
    ...reading,
  });
}

async function faultsOf(text: string, reading: Reading = {}): Promise<readonly string[]> {
  try {
    await read(text, reading);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message
      .replaceAll(`${join(folder.path, 'regions')}/`, '')
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

const change = (from: string, to: string) => {
  expect(SMALLEST).toContain(from);
  return SMALLEST.replace(from, to);
};

describe('a region file', () => {
  it('is refused with all its faults at once', async () => {
    const text = `region: '36.17'
nama: Kota Tangerang
contact: kominfo@tangerangkota.example
systems:
  siak:
    adapter: siak
    controller: Disdukcapil Kota Tangerang
    contact: siak@disdukcapil.example
    connection:
      url: \${SIAK_3671_URL}
      dialect: mariabd
    limits:
      perMinute: 0
      perday: 10
    maintenance:
      - from: 2026-12-06T02:00:00+07:00
        to: 2026-12-05T22:00:00+07:00
      - from: tomorrow
        to: 2026-12-05T22:00:00+07:00
    enabled: no
  dukcapil:
    adapter: dukcapi
    controller: Disdukcapil Kota Tangerang
    contact: x
    connection:
      baseUrl: http://10.0.0.1/dukcapil
      credentials:
        default:
          userId: \${DUKCAPIL_3671_USER_ID}
          password: marker
          clientIp: \${DUKCAPIL_3671_CLIENT_IP}
  Budget:
    adapter: budget-workbook
    controller: BPKD Kota Tangerang
    contact: x
    connection:
      folder: /srv/budget
ports:
  Resident: siakk
  Familly: siak
  Budget: siak
`;
    expect(await faultsOf(text)).toEqual([
      '36.71.yml:1:1 name: is missing; expected a text',
      '36.71.yml:1:1 region: is no regency or city of Banten; those are 36.01, 36.02, 36.03, 36.04, 36.71, 36.72, 36.73, 36.74',
      '36.71.yml:2:1 nama: unknown key; did you mean "name"?',
      '36.71.yml:11:7 systems.siak.connection.dialect: expected one of postgresql, mariadb; did you mean "mariadb"?',
      '36.71.yml:13:7 systems.siak.limits.perMinute: expected at least 1',
      '36.71.yml:14:7 systems.siak.limits.perday: unknown key; did you mean "perDay"?',
      '36.71.yml:17:9 systems.siak.maintenance.0.to: expected an instant after `from`',
      '36.71.yml:18:9 systems.siak.maintenance.1.from: expected an instant with its offset, such as 2026-12-05T22:00:00+07:00',
      '36.71.yml:20:5 systems.siak.enabled: expected true or false',
      '36.71.yml:21:3 systems.dukcapil: no port uses it; name it under ports, or take it out',
      '36.71.yml:22:5 systems.dukcapil.adapter: expected one of siak, simda, dukcapil, dkb-workbook, budget-workbook, aid-workbook, dapodik, satusehat, yankes, erdkk-workbook, sipdps; did you mean "dukcapil"?',
      '36.71.yml:29:11 systems.dukcapil.connection.credentials.default.userId: the environment variable DUKCAPIL_3671_USER_ID is not set',
      '36.71.yml:30:11 systems.dukcapil.connection.credentials.default.password: a secret may not stand in this file; refer to the environment: ${NAME}',
      '36.71.yml:31:11 systems.dukcapil.connection.credentials.default.clientIp: the environment variable DUKCAPIL_3671_CLIENT_IP is not set',
      '36.71.yml:32:3 systems.Budget: expected a name of a–z, 0–9 and -',
      '36.71.yml:39:3 ports.Resident: no such system in this file; did you mean "siak"?',
      '36.71.yml:40:3 ports.Familly: unknown key; did you mean "Family"?',
      '36.71.yml:41:3 ports.Budget: the adapter siak does not serve it; it serves Resident, Family, PopulationStatistics',
    ]);
  });

  it.each([
    [
      'a code without quotes',
      "'36.71'",
      '36.71',
      /36\.71\.yml:1:1 region: expected a text, in quotes/,
    ],
    ["another file's code", "'36.71'", "'36.72'", /region: the file's name says 36\.71/],
    ['a code of another province', "'36.71'", "'32.71'", /region: expected a regency of Banten/],
    ['a code that does not exist', "'36.71'", "'36.75'", /region: is no regency or city of Banten/],
    ['no port at all', '  Resident: siak\n', '  {}\n', /systems\.siak: no port uses it/],
    [
      'a literal URL',
      '${SIAK_3671_URL}',
      'postgres://u:marker@db/siak',
      /connection\.url: a secret may not stand in this file/,
    ],
    [
      'a port that is served by no adapter of it',
      'Resident: siak',
      'Payment: siak',
      /ports\.Payment: the adapter siak does not serve it/,
    ],
    ['a connection of another kind', 'url:', 'folder:', /connection\.folder: unknown key/],
  ])('is refused for %s', async (_, from, to, expected) => {
    const faults = (await faultsOf(change(from, to))).join('\n');
    expect(faults).toMatch(expected);
    expect(faults).not.toContain('marker');
  });

  it.each(['oracle://u:marker@db/siak', 'marker', 'http://marker'])(
    'is refused where the variable leads to no database (%s)',
    async (url) => {
      const faults = await faultsOf(SMALLEST, { environment: { SIAK_3671_URL: url } });
      expect(faults).toEqual([
        '36.71.yml:10:7 systems.siak.connection.url: expected postgres://… or mysql://… in the variable',
      ]);
    },
  );

  it('is refused for a base URL that carries a password or a query', async () => {
    const text = (url: string) =>
      change(
        'url: ${SIAK_3671_URL}',
        `baseUrl: ${url}\n      credentials: {default: {userId: "\${U}", password: "\${U}", clientIp: "\${U}"}}`,
      ).replace('adapter: siak', 'adapter: dukcapil');
    const faults = async (url: string) =>
      faultsOf(text(url), { environment: { U: 'x' }, evidenceKept: true });
    expect(await faults('http://u:marker@10.0.0.1/')).toEqual([
      expect.stringContaining('baseUrl: a secret may not stand in this file'),
    ]);
    expect(await faults('http://10.0.0.1/?key=marker')).toEqual([
      expect.stringContaining('baseUrl: expected no query'),
    ]);
    expect(await faults('http://10.0.0.1/dukcapil')).toEqual([]);
  });

  it('may not open personal data of a real system while no evidence is kept', async () => {
    const faults = await faultsOf(SMALLEST, { simulatedVariables: new Set(['SIMDA_3671_URL']) });
    expect(faults).toEqual([
      expect.stringMatching(
        /^36\.71\.yml:12:3 ports\.Resident: personal data of a real system \(siak\) may not be opened while evidence of access is not kept; take the line out/,
      ),
    ]);
    const reading = { simulatedVariables: new Set<string>(), evidenceKept: true };
    expect(await faultsOf(SMALLEST, reading)).toEqual([]);
  });

  it('may open public data of a real system', async () => {
    const text = change('Resident: siak', 'PopulationStatistics: siak');
    expect(await faultsOf(text, { simulatedVariables: new Set() })).toEqual([]);
  });

  it("is refused in production with a simulator's credential", async () => {
    expect(await faultsOf(SMALLEST, { production: true })).toEqual([
      "36.71.yml:10:7 systems.siak.connection.url: holds a simulator's credential, which production refuses",
    ]);
    expect(SIMULATOR_PREFIX).toBe(SIMULATOR_CREDENTIAL_PREFIX);
  });

  it('is reported together with other files, and with files that are none', async () => {
    const files = { 'regions/36.72.yaml': '', 'regions/36.73.yml': 'region: 1' };
    const faults = await faultsOf(change('name: Kota Tangerang\n', ''), { files });
    expect(faults).toContain('36.71.yml:1:1 name: is missing; expected a text');
    expect(faults).toContain("36.72.yaml:1:1 a region's file is named <code>.yml");
    expect(faults).toContain('36.73.yml:1:1 region: expected a text, in quotes');
  });

  it('is needed: a folder without regions is refused', async () => {
    const faults = await faultsOf(SMALLEST, { folder: '/no/such/folder' });
    expect(faults.join()).toMatch(/the folder of region files cannot be read/);
  });
});

describe('a binding', () => {
  const siak = async (text: string, reading: Reading = {}) =>
    (await read(text, reading)).get('36.71' as RegionCode)?.ports.Resident;

  it('has what the file says and defaults for the rest', async () => {
    expect(await siak(SMALLEST)).toEqual({
      system: 'siak',
      adapter: 'siak',
      regionCode: '36.71',
      regionName: 'Kota Tangerang',
      controller: 'Disdukcapil Kota Tangerang',
      contact: 'siak@disdukcapil.example',
      connection: { kind: 'sql', dialect: 'postgresql', url: URL_OF_SIAK },
      limits: {
        perMinute: 6_000,
        perDay: 2_000_000,
        perOperation: 100,
        concurrent: 8,
        queued: 128,
        timeoutMs: 3_000,
        replyRows: 100_000,
        replyBytes: 32_000_000,
      },
      maintenance: [],
      enabled: true,
      simulated: true,
      version: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('that is switched off is read, and stays bound', async () => {
    const text = change('    adapter: siak\n', '    adapter: siak\n    enabled: false\n');
    expect(await siak(text)).toMatchObject({ system: 'siak', enabled: false });
  });

  it.each([
    ['postgres', 'postgresql', 'configured for MariaDB, runs on PostgreSQL'],
    ['postgresql', 'postgresql', 'configured for MariaDB, runs on PostgreSQL'],
    ['mysql', 'mariadb', undefined],
    ['mariadb', 'mariadb', undefined],
  ])('takes its dialect from %s:// and says where it differs', async (scheme, dialect, remark) => {
    const text = change('_URL}\n', '_URL}\n      dialect: mariadb\n');
    const environment = { SIAK_3671_URL: `${scheme}://u:p@db:1/siak` };
    const binding = await siak(text, { environment });
    expect(binding?.connection).toMatchObject({ dialect });
    expect(binding?.remark).toBe(remark);
  });

  it('changes its version with a limit and with a secret, and with nothing else', async () => {
    const versions = [
      await siak(SMALLEST),
      await siak(SMALLEST.replace('Kota', ' Kota')),
      await siak(change('_URL}\n', '_URL}\n    limits: {perDay: 5}\n')),
      await siak(SMALLEST, { environment: { SIAK_3671_URL: 'postgres://u:other@db/siak' } }),
    ].map((binding) => binding?.version);
    expect(versions[1]).toBe(versions[0]);
    expect(new Set(versions).size).toBe(3);
  });
});

const SCHOOLS = 'dapodik dapodik';

describe('the registry of this repository', () => {
  const files = committedRegions();
  const environment = simulatedEnvironment(files);
  const options: RegistryOptions = {
    folder: join(projectRoot, 'registry'),
    environment,
    simulatedVariables: new Set(Object.keys(environment)),
    production: false,
    evidenceKept: false,
  };

  it('binds what the design says each regency has', async () => {
    const bindings = await readRegistry(options);
    const table = Object.fromEntries(
      [...bindings].map(([code, { ports }]) => [
        code,
        PORTS.map((port) => ports[port]?.adapter ?? '-').join(' '),
      ]),
    );
    expect(table).toEqual({
      '36.01': `dukcapil - dkb-workbook budget-workbook - - ${SCHOOLS} yankes satusehat erdkk-workbook sipdps`,
      '36.02': `siak siak siak simda simda - ${SCHOOLS} - satusehat erdkk-workbook -`,
      '36.03': `siak siak siak simda simda aid-workbook ${SCHOOLS} yankes satusehat erdkk-workbook sipdps`,
      '36.04': `dukcapil - dkb-workbook budget-workbook - - ${SCHOOLS} yankes - erdkk-workbook sipdps`,
      '36.71': `siak siak siak simda simda aid-workbook ${SCHOOLS} yankes satusehat erdkk-workbook -`,
      '36.72': `siak siak siak budget-workbook - - ${SCHOOLS} yankes satusehat - -`,
      '36.73': `dukcapil - dkb-workbook simda simda - ${SCHOOLS} yankes satusehat erdkk-workbook -`,
      '36.74': `siak siak siak budget-workbook - - ${SCHOOLS} - satusehat - sipdps`,
    });
  });

  it('declares a replica of what cannot be asked by key, and of nothing else', async () => {
    const bindings = await readRegistry(options);
    const declared = [...bindings.values()].flatMap(({ ports }) =>
      PORTS.flatMap((port) => (ports[port]?.replica === undefined ? [] : [port])),
    );
    expect(new Set(declared)).toEqual(
      new Set(['School', 'Pupil', 'Planting', 'FarmerAllocation', 'AidRecipient']),
    );
    const { ports } = bindings.get('36.71' as RegionCode)!;
    expect(ports.Pupil).toBe(ports.School);
    expect(ports.Pupil?.replica).toEqual({
      owner: 'Dinas Pendidikan Kota Tangerang',
      everyMinutes: 1_440,
      retentionDays: 90,
    });
  });

  it('says which of them run on another database than their own', async () => {
    const bindings = await readRegistry(options);
    const remarked = [...bindings.values()].flatMap(({ regionCode, ports }) =>
      PORTS.filter((port) => ports[port]?.remark !== undefined).map(
        (port) => `${regionCode} ${port}`,
      ),
    );
    expect(remarked).toEqual([
      ...['Resident', 'Family', 'PopulationStatistics', 'Budget', 'Payment'].map(
        (port) => `36.02 ${port}`,
      ),
      ...['Resident', 'Family', 'PopulationStatistics'].map((port) => `36.72 ${port}`),
    ]);
  });

  it('gives institutions of 36.01 credentials of their own', async () => {
    const bindings = await readRegistry(options);
    const connection = bindings.get('36.01' as RegionCode)?.ports.Resident?.connection;
    if (connection?.kind !== 'http') throw new Error('36.01 asks over HTTP');
    expect(Object.keys(connection.credentials)).toEqual(['default', 'dinas-kesehatan-3601']);
    expect(connection.baseUrl).not.toMatch(/\/$/);
  });

  it('names every missing variable of an empty environment, and no value', async () => {
    await expect(readRegistry({ ...options, environment: {} })).rejects.toThrow(
      /^The configuration has 103 faults:/,
    );
  });

  it('holds no address and no secret, only references', () => {
    expect(Object.values(files).join('\n')).not.toMatch(/:\/\/|password: [^$]/);
  });
});
