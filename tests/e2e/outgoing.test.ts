import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root.ts';
import { askEndpoint, readExample } from '../support/jawara.ts';
import { killPrograms, runProgram, type Program } from '../support/run-program.ts';

const HOOK = join(projectRoot, 'tests/support/record-connections.mjs');
const folder = mkdtempSync(join(tmpdir(), 'jawara-outgoing-'));
const dataFolder = join(folder, 'data');
const noted = join(folder, 'connections');
let program: Program;
let endpoint = '';
beforeAll(async () => {
  program = runProgram(
    'start',
    ['--port', '0', '--issuer-port', '0', '--residents', '400', '--data-dir', dataFolder],
    {
      NODE_OPTIONS: `--import ${HOOK}`,
      JAWARA_TEST_CONNECTIONS: noted,
      JAWARA_MARIADB_URL: undefined,
      REDIS_URL: undefined,
      // What libraries that phone home look at is left as a user's machine has it.
      APOLLO_TELEMETRY_DISABLED: undefined,
    },
  );
  endpoint = (await program.until(/Endpoint and explorer +(\S+)/))[1] ?? '';
});
afterAll(async () => {
  program.signal('SIGINT');
  await program.ended();
  killPrograms();
  rmSync(folder, { recursive: true, force: true });
});

const readNoted = () => readFileSync(noted, 'utf8').trim().split('\n');

/** The ports of everything that is configured: legacy systems and the identity provider. */
function configuredPorts(): Set<string> {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(dataFolder, name), 'utf8')) as Record<string, string | number>;
  const values = [...Object.values(read('simulators.env.json')), read('running.json')['issuer']];
  const texts = values.flatMap((value) => {
    if (typeof value !== 'string') return [];
    // Where a regency has many servers, a file names them.
    return statSync(value, { throwIfNoEntry: false })?.isFile() === true
      ? [value, readFileSync(value, 'utf8')]
      : [value];
  });
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/:\/\/[^\s/"']*:(\d+)/g)].map(([, port]) => port ?? ''),
    ),
  );
}

/** Each persona's token, as `npm run token` would get it. */
async function fetchToken(persona: string): Promise<string> {
  const command = runProgram('token', [persona, '--data-dir', dataFolder]);
  expect(await command.ended()).toBe(0);
  return command.stdout().trim();
}

describe('the guard', () => {
  it.each([
    ["require('node:net').connect(80, 'jawara.invalid')", 'tcp jawara.invalid:80'],
    ["require('node:https').get('https://192.0.2.1/')", 'tcp 192.0.2.1:443'],
    ["require('node:dns').lookup('jawara.invalid', () => {})", 'dns jawara.invalid'],
    ["fetch('http://192.0.2.1/').catch((error) => { throw error.cause })", 'tcp 192.0.2.1:80'],
  ])('refuses and writes down what leaves this machine: %s', (script, line) => {
    const file = join(folder, 'guard');
    const { status, stderr } = spawnSync(process.execPath, ['--import', HOOK, '-e', script], {
      env: { ...process.env, NODE_OPTIONS: '', JAWARA_TEST_CONNECTIONS: file },
      encoding: 'utf8',
      timeout: 10_000,
    });
    expect(stderr).toContain('is refused');
    expect(status).not.toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(`${line}\n`);
  });
});

describe('a running Jawara', () => {
  it('connects to nothing but the systems that are configured, from its start to the last example', async () => {
    const answers = [
      await askEndpoint(endpoint, readExample('budget')),
      await askEndpoint(endpoint, {
        query:
          '{ regencies { name population { total { value } } finance { budget realisation } } }',
      }),
      await askEndpoint(endpoint, readExample('resident-by-nik'), await fetchToken('petugas-3671')),
      await askEndpoint(endpoint, readExample('resident-by-nik'), await fetchToken('dinkes-3671')),
      await askEndpoint(endpoint, readExample('my-data'), await fetchToken('warga')),
      await askEndpoint(endpoint, readExample('regency-at-a-glance')),
      await askEndpoint(endpoint, readExample('province-compared')),
      await askEndpoint(endpoint, { query: '{ regencies { coverage { port state } } }' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.filter(({ data }) => data == null)).toEqual([]);
    const lines = readNoted();
    expect(lines.filter((line) => line === 'loaded').length).toBeGreaterThan(0);
    // The pipe is how the compiler of `npm start` would reach its command line, on this machine.
    const elsewhere = lines.filter(
      (line) =>
        !/^(loaded|pipe .*\/tsx-\d+\/\d+\.pipe|dns (localhost|127\.0\.0\.1|::1)|tcp (localhost|127\.0\.0\.1|::1):\d+)$/.test(
          line,
        ),
    );
    expect(elsewhere).toEqual([]);
    const ports = new Set(lines.flatMap((line) => /^tcp .*:(\d+)$/.exec(line)?.[1] ?? []));
    const configured = configuredPorts();
    expect([...ports].filter((port) => !configured.has(port))).toEqual([]);
    expect(ports.size).toBeGreaterThan(1);
  });

  it('connects to nothing at all while nobody asks', async () => {
    const before = readNoted().length;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(readNoted().slice(before)).toEqual([]);
  });
});
