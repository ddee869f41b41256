import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { RegionBindings } from '../../../common/binding.ts';
import { formatFault } from '../../../common/config/configuration-error.ts';
import { isPrivateHost } from '../../../registry/private-host.ts';
import { checkRegion } from '../../../registry/read-registry.ts';
import { aFolder } from '../common/a-folder.ts';

const folder = aFolder({});
afterAll(() => {
  folder.remove();
});

const SERVERS = join(folder.path, 'servers.json');
const REPLICA = 'replica: {owner: Disdik, everyMinutes: 60, retentionDays: 30}';
const OAUTH2 =
  '{baseUrl: "${URL}", tokenUrl: "${TOKEN_URL}", clientId: "${ID}", clientSecret: "${SECRET}"}';

const VARIABLES = {
  FILE: SERVERS,
  URL: 'http://127.0.0.1:8080/fhir-r4/v1/',
  TOKEN_URL: 'http://127.0.0.1:8080/oauth2/v1/accesstoken',
  ID: 'simulator-id',
  SECRET: 'simulator-secret',
  KEY: 'simulator-key',
};

/** A region file with one system, whose lines after the adapter are given. */
const file = (adapter: string, port: string, ...lines: string[]) => `region: '36.71'
name: Kota Tangerang
contact: kominfo@tangerangkota.example
systems:
  own:
    adapter: ${adapter}
    controller: Dinas
    contact: dinas@example.id
    ${lines.join('\n    ')}
ports:
  ${port}: own
`;

const dapodik = (...lines: string[]) =>
  file('dapodik', 'Pupil', 'connection: {serversFile: "${FILE}"}', ...lines);

function writeServers(content: unknown, mode = 0o600): void {
  writeFileSync(SERVERS, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(SERVERS, mode);
}

const SERVER = { code: '20600001', baseUrl: 'http://10.36.71.11:5774/', token: 'marker-token' };

interface Checking {
  readonly simulated?: readonly string[];
  readonly production?: boolean;
  readonly evidenceKept?: boolean;
}

async function check(text: string, checking: Checking = {}) {
  const path = join(folder.path, '36.71.yml');
  writeFileSync(path, text);
  const { faults, bindings } = await checkRegion(path, {
    environment: VARIABLES,
    simulatedVariables: new Set(checking.simulated ?? Object.keys(VARIABLES)),
    production: checking.production ?? false,
    evidenceKept: checking.evidenceKept ?? false,
  });
  return { faults: faults.map((fault) => formatFault(fault).replace(/^.*?yml:/, '')), bindings };
}

const faultsOf = async (text: string, checking?: Checking) => (await check(text, checking)).faults;

async function bindingOf(text: string, port: keyof RegionBindings['ports']) {
  const { faults, bindings } = await check(text);
  expect(faults).toEqual([]);
  return bindings!.ports[port]!;
}

describe('a list of servers', () => {
  it('is refused with all its faults at once, without a token or an address', async () => {
    writeServers([
      { ...SERVER, baseUrl: 'http://8.8.8.8/marker' },
      { ...SERVER, baseUrl: 'http://sekolah.example.id/marker' },
      { ...SERVER, baseUrl: 'http://u:marker@10.0.0.1' },
      { ...SERVER, baseUrl: 'ftp://10.0.0.1' },
      { ...SERVER, token: 'marker marker' },
      { code: '', baseUrl: 7, token: 'marker', marker: 1 },
      SERVER,
      SERVER,
      'marker',
    ]);
    const faults = await faultsOf(dapodik(REPLICA));
    const place = '9:18 systems.own.connection.serversFile:';
    const isPrivate = 'expected a loopback or private IP address: its token is sent nowhere else';
    expect(faults).toEqual([
      `${place} server 1 in the file (20600001): ${isPrivate}`,
      `${place} server 2 in the file (20600001): ${isPrivate}`,
      `${place} server 3 in the file (20600001): expected an address without user, query and fragment`,
      `${place} server 4 in the file (20600001): expected http://… or https://…`,
      `${place} server 5 in the file: expected a text without spaces as token`,
      `${place} server 6 in the file: expected 1 to 32 letters, digits and - as code`,
      `${place} server 6 in the file: expected a text as baseUrl`,
      `${place} server 6 in the file: only the keys code, baseUrl and token are known`,
      `${place} server 9 in the file: expected an object with code, baseUrl and token`,
      `${place} the code 20600001 stands twice in the file`,
    ]);
    expect(faults.join()).not.toContain('marker');
  });

  it.each([
    ['that others may read', [SERVER], 0o640, /may be read by others than its owner; chmod 600/],
    ['that is no JSON', '[{"token":"marker"', 0o600, /expected a JSON list of servers/],
    ['that is empty', [], 0o600, /expected a JSON list of servers/],
    ['that is an object', { a: SERVER }, 0o600, /expected a JSON list of servers/],
  ])('%s is refused', async (_name, content, mode, expected) => {
    writeServers(content, mode);
    const faults = await faultsOf(dapodik(REPLICA));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
    expect(faults[0]).not.toContain('marker');
  });

  it('that is not there is refused', async () => {
    const text = file('dapodik', 'Pupil', 'connection: {serversFile: /no/such/file}', REPLICA);
    expect(await faultsOf(text, { evidenceKept: true })).toEqual([
      expect.stringContaining('the servers file cannot be read (ENOENT)'),
    ]);
  });

  it("is refused in production with a simulator's token", async () => {
    writeServers([{ ...SERVER, token: 'simulator-t' }]);
    expect(await faultsOf(dapodik(REPLICA), { production: true })).toEqual([
      expect.stringContaining("leads to a simulator's credential, which production refuses"),
    ]);
  });

  it("is refused in production where a simulator has set its list, whatever the tokens' look", async () => {
    writeServers([SERVER]);
    const checking = { production: true, evidenceKept: true };
    expect(await faultsOf(dapodik(REPLICA), checking)).toEqual([
      '9:5 systems.own.connection: leads to a simulator, which production refuses',
    ]);
    expect(await faultsOf(dapodik(REPLICA), { ...checking, simulated: [] })).toEqual([]);
  });

  it.each(['8.8.8.8', '172.32.0.1', '169.254.169.254', 'localhost', '[2001:db8::1]', '0.0.0.0'])(
    'may not send a token to %s',
    (host) => {
      expect(isPrivateHost(new URL(`http://${host}`).hostname)).toBe(false);
    },
  );

  it.each(['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.9', '[::1]', '[fd00::7]'])(
    'may send a token to %s',
    (host) => {
      expect(isPrivateHost(new URL(`http://${host}`).hostname)).toBe(true);
    },
  );

  it('becomes a fleet, and a changed token another version', async () => {
    writeServers([SERVER]);
    const one = await bindingOf(dapodik(REPLICA), 'Pupil');
    expect(one).toMatchObject({
      connection: {
        kind: 'fleet',
        servers: [{ ...SERVER, baseUrl: 'http://10.36.71.11:5774' }],
      },
      replica: { owner: 'Disdik', everyMinutes: 60, retentionDays: 30 },
      simulated: true,
    });
    writeServers([{ ...SERVER, token: 'another' }]);
    expect((await bindingOf(dapodik(REPLICA), 'Pupil')).version).not.toBe(one.version);
  });
});

describe('a replica', () => {
  it('must be declared where a system cannot be asked by key', async () => {
    writeServers([SERVER]);
    expect(await faultsOf(dapodik())).toEqual([
      expect.stringMatching(/systems\.own\.replica: is missing/),
    ]);
    const sipdps = file('sipdps', 'Planting', `connection: ${OAUTH2}`);
    const folder = 'connection: {folder: "${FILE}"}';
    const erdkk = file('erdkk-workbook', 'FarmerAllocation', folder);
    const aid = file('aid-workbook', 'AidRecipient', folder);
    for (const text of [sipdps, erdkk, aid]) {
      expect(await faultsOf(text)).toEqual([expect.stringMatching(/replica: is missing/)]);
    }
  });

  it.each([
    ['satusehat', 'HealthRecord', OAUTH2],
    ['budget-workbook', 'Budget', '{folder: "${FILE}"}'],
    ['yankes', 'Facility', '{baseUrl: "${URL}", apiKey: "${KEY}"}'],
  ])('may not be declared for %s', async (adapter, port, connection) => {
    expect(await faultsOf(file(adapter, port, `connection: ${connection}`, REPLICA))).toEqual([
      expect.stringMatching(/systems\.own\.replica: unknown key/),
    ]);
  });

  it('must be kept at least until its next harvest', async () => {
    writeServers([SERVER]);
    const weekly = 'replica: {owner: Disdik, everyMinutes: 10080, retentionDays: 6}';
    expect(await faultsOf(dapodik(weekly))).toEqual([
      expect.stringMatching(/replica: expected a retention that is not shorter/),
    ]);
  });
});

describe('a service', () => {
  it('may not open personal data while one of its addresses is real', async () => {
    const text = file('satusehat', 'HealthRecord', `connection: ${OAUTH2}`);
    for (const simulated of [['URL'], ['TOKEN_URL'], []]) {
      expect(await faultsOf(text, { simulated })).toEqual([
        expect.stringMatching(/ports\.HealthRecord: personal data of a real system \(own\)/),
      ]);
    }
    const literal = text.replace('"${TOKEN_URL}"', 'https://real.example.id/token');
    expect(await faultsOf(literal)).toEqual([expect.stringMatching(/ports\.HealthRecord:/)]);
    expect(await faultsOf(text, { simulated: ['URL', 'TOKEN_URL'] })).toEqual([]);
  });

  it.each(['Pupil', 'FarmerAllocation'])('may not open %s of a real system', async (port) => {
    writeServers([SERVER]);
    const text =
      port === 'Pupil'
        ? dapodik(REPLICA)
        : file('erdkk-workbook', port, 'connection: {folder: "${FILE}"}', REPLICA);
    expect(await faultsOf(text, { simulated: [] })).toEqual([
      expect.stringMatching(`ports.${port}: personal data of a real system`),
    ]);
  });

  it('is refused with a secret that is written out, or a token URL with a query', async () => {
    const text = file('satusehat', 'HealthRecord', `connection: ${OAUTH2}`);
    expect(await faultsOf(text.replace('"${SECRET}"', 'marker'))).toEqual([
      expect.stringMatching(/connection\.clientSecret: a secret may not stand in this file/),
    ]);
    const query = text.replace('"${TOKEN_URL}"', 'http://10.0.0.1/token?key=marker');
    expect(await faultsOf(query, { evidenceKept: true })).toEqual([
      expect.stringMatching(/connection\.tokenUrl: expected no query/),
    ]);
    const yankes = file('yankes', 'Facility', 'connection: {baseUrl: "${URL}", apiKey: marker}');
    expect(await faultsOf(yankes)).toEqual([
      expect.stringMatching(/connection\.apiKey: a secret may not stand in this file/),
    ]);
  });

  it('is bound by client credentials or by a key', async () => {
    const text = file('satusehat', 'HealthRecord', `connection: ${OAUTH2}`);
    expect((await bindingOf(text, 'HealthRecord')).connection).toEqual({
      kind: 'oauth2',
      baseUrl: 'http://127.0.0.1:8080/fhir-r4/v1',
      tokenUrl: VARIABLES.TOKEN_URL,
      clientId: 'simulator-id',
      clientSecret: 'simulator-secret',
    });
    const yankes = file('yankes', 'Facility', 'connection: {baseUrl: "${URL}", apiKey: "${KEY}"}');
    expect((await bindingOf(yankes, 'Facility')).connection).toEqual({
      kind: 'rest',
      baseUrl: 'http://127.0.0.1:8080/fhir-r4/v1',
      apiKey: 'simulator-key',
    });
  });
});
