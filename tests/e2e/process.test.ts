import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { askEndpoint, readExample } from '../support/jawara.ts';
import { configuredPorts, noteConnections } from '../support/noted-connections.ts';
import { killPrograms, runProgram, type Program } from '../support/run-program.ts';

const FEW = ['--port', '0', '--residents', '400'];

const home = realpathSync(mkdtempSync(join(tmpdir(), 'jawara-process-')));
const dataFolder = join(home, 'data');
/** What the program takes for the temporary folder: nothing of it may stay. */
const temporary = mkdtempSync(join(tmpdir(), 'jawara-process-tmp-'));
// The account that PostgreSQL runs as has to be able to enter, or it lives elsewhere.
chmodSync(home, 0o755);
chmodSync(temporary, 0o755);
const connections = noteConnections();
afterAll(() => {
  killPrograms();
  connections.forget();
  rmSync(home, { recursive: true, force: true });
  rmSync(temporary, { recursive: true, force: true });
});

const start = (
  parameters: readonly string[],
  environment: Record<string, string | undefined> = {},
): Program =>
  runProgram('start', parameters, {
    TMPDIR: temporary,
    JAWARA_MARIADB_URL: undefined,
    REDIS_URL: undefined,
    ...environment,
  });
const token = (...parameters: string[]): Program => runProgram('token', parameters);

/** Processes whose command line names a folder: PostgreSQL's server has its data folder there. */
function processesNaming(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(text) ? [command] : [];
      } catch {
        return [];
      }
    });
}

/** One sentence: a line that ends with a full stop, and no stack. */
function expectOneSentence(text: string, content: RegExp): void {
  expect(text.trim()).toMatch(content);
  expect(text.trim().split('\n')).toHaveLength(1);
  expect(text).not.toMatch(/\n\s+at |node_modules/);
}

describe('a start that cannot be', () => {
  it.each<readonly [string, string[], RegExp]>([
    ['an unknown regency', ['--down', '36.99'], /"36\.99" is no regency/],
    ['an unknown sector', ['--down', '36.71/farming'], /"36\.71\/farming" is no regency/],
    ['a port beyond all ports', ['--port', '70000'], /a port is a number from 0 to 65535/],
    ['residents that are no number', ['--residents', 'many'], /a whole number is wanted/],
    ['an unknown option', ['--ports', '1'], /unknown option '--ports'/],
    ['an unknown level', ['--log-level', 'loud'], /Allowed choices are/],
  ])('is refused at once for %s', async (_what, parameters, sentence) => {
    const program = start(parameters);
    expect(await program.ended()).toBe(2);
    expect(program.stdout()).toBe('');
    expect(program.stderr()).toMatch(sentence);
    expect(program.stderr()).not.toMatch(/\n\s+at /);
  });

  it('is refused in production, in one sentence', async () => {
    const program = start([...FEW, '--data-dir', dataFolder], { NODE_ENV: 'production' });
    expect(await program.ended()).toBe(1);
    expectOneSentence(program.stderr(), /refuses to run with NODE_ENV=production$/);
    expect(readdirSync(home)).toEqual([]);
  });

  it('is refused where its port is taken, in one sentence', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const program = start([...FEW, '--data-dir', dataFolder, '--port', String(port)]);
    expect(await program.ended()).toBe(1);
    other.close();
    expectOneSentence(
      program.stderr(),
      new RegExp(`^Port ${port} is taken by another program; choose another with --port\\.$`),
    );
    expect(processesNaming(home)).toEqual([]);
  });

  it('is said to a token command without a server, in one sentence', async () => {
    const program = token('warga', '--data-dir', dataFolder);
    expect(await program.ended()).toBe(1);
    expect(program.stdout()).toBe('');
    expectOneSentence(program.stderr(), /^No server is running here; start one with: npm start$/);
  });
});

/** Warnings about what is down, as asked, and nothing else. */
function expectWarningsOfDown(text: string): void {
  const lines = text.split('\n').filter((line) => line !== '');
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({
      level: 40,
      msg: expect.stringMatching(/fail|breaker changed/),
    });
    expect(line).toMatch(/[" ]36\.02[" ]|"(satusehat|yankes)","regionCode":"36\.72"/);
    expect(line).toMatch(/"(outcome|code)":"SOURCE_UNAVAILABLE"|"breaker changed"/);
  }
}

const FIRST = 'the first start';

/** Two starts on one data folder: the second is as good as the first. */
describe.each([FIRST, 'a second start on the same data folder'])('%s', (which) => {
  let program: Program;
  let endpoint = '';
  beforeAll(async () => {
    program = start(
      [...FEW, '--data-dir', dataFolder, '--issuer-port', '0', '--down', '36.02,36.72/health'],
      // What libraries that phone home look at is left as a user's machine has it.
      which === FIRST ? { ...connections.environment, APOLLO_TELEMETRY_DISABLED: undefined } : {},
    );
    endpoint = (await program.until(/Endpoint and explorer +(\S+)/))[1] ?? '';
  });

  it('answers and says how it is used', async () => {
    await program.until(/Ctrl-C stops everything/);
    const text = program.stdout();
    expect(text).toMatch(/Identity provider +http:\/\/localhost:\d+/);
    for (const persona of [
      'warga',
      'petugas-3671',
      'petugas-3602',
      'dinkes-3671',
      'keuangan-3671',
      'provinsi',
      'app-anggaran',
    ]) {
      expect(text).toContain(persona);
    }
    expect(text).toContain(`curl -s ${endpoint}`);
    expect(text).toContain('siak of 36.02 is down, as asked');
    expect(text).toContain('satusehat of 36.72 is down, as asked');
    expect(text).not.toContain('siak of 36.72 is down');
    expectWarningsOfDown(program.stderr());
  });

  it('gives tokens to another process, which are answered', async () => {
    const known = token('petugas-3671', '--data-dir', dataFolder);
    expect(await known.ended()).toBe(0);
    expect(known.stdout()).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(known.stderr()).toBe('');
    const answer = await askEndpoint(
      endpoint,
      readExample('resident-by-nik'),
      known.stdout().trim(),
    );
    expect(answer.errors.map(({ path }) => path?.join('.'))).toEqual([
      'resident.education',
      'resident.health',
      'resident.agriculture',
      'resident.finance',
    ]);
    expect(answer.data).toHaveProperty('resident.name', 'WAHYU NUGRAHA');
  });

  if (which === FIRST) {
    it('connects to nothing but the systems that are configured, from its start to the last example', async () => {
      const tokenOf = async (persona: string) => {
        const command = token(persona, '--data-dir', dataFolder);
        expect(await command.ended()).toBe(0);
        return command.stdout().trim();
      };
      const answers = [
        await askEndpoint(endpoint, readExample('budget')),
        await askEndpoint(endpoint, {
          query:
            '{ regencies { name population { total { value } } finance { budget realisation } } }',
        }),
        await askEndpoint(endpoint, { query: '{ regencies { coverage { port state } } }' }),
        await askEndpoint(endpoint, readExample('resident-by-nik'), await tokenOf('petugas-3671')),
        await askEndpoint(endpoint, readExample('resident-by-nik'), await tokenOf('dinkes-3671')),
        await askEndpoint(endpoint, readExample('my-data'), await tokenOf('warga')),
        await askEndpoint(endpoint, readExample('regency-at-a-glance')),
        await askEndpoint(endpoint, readExample('province-compared')),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(answers.filter(({ data }) => data == null)).toEqual([]);
      const lines = connections.lines();
      expect(lines).toContain('loaded');
      const elsewhere = lines.filter(
        (line) =>
          !/^(loaded|dns (localhost|127\.0\.0\.1|::1)|tcp (localhost|127\.0\.0\.1|::1):\d+)$/.test(
            line,
          ),
      );
      // The pipe is how the compiler would reach its command line on this machine, where sources are run.
      expect(elsewhere.filter((line) => !/^pipe .*\/tsx-\d+\/\d+\.pipe$/.test(line))).toEqual([]);
      const ports = new Set(lines.flatMap((line) => /^tcp .*:(\d+)$/.exec(line)?.[1] ?? []));
      const configured = configuredPorts(dataFolder);
      expect([...ports].filter((port) => !configured.has(port))).toEqual([]);
      expect(ports.size).toBeGreaterThan(1);
    });

    it('connects to nothing at all while nobody asks', async () => {
      const before = connections.lines().length;
      await wait(2_000);
      expect(connections.lines().slice(before)).toEqual([]);
    });

    it('lists the personas to whoever names none of them', async () => {
      const unknown = token('nobody', '--data-dir', dataFolder);
      expect(await unknown.ended()).toBe(2);
      expect(unknown.stdout()).toBe('');
      expect(unknown.stderr()).toMatch(/^There is no persona "nobody"\./);
      expect(unknown.stderr()).toMatch(/\n {2}warga .*\n {2}petugas-3671 /);
    });

    it('keeps a second server off its data folder, in one sentence, and goes on', async () => {
      const other = start([...FEW, '--data-dir', dataFolder]);
      expect(await other.ended()).toBe(1);
      expectOneSentence(other.stderr(), /^the data folder is in use by another start/i);
      expect((await askEndpoint(endpoint, readExample('budget'))).errors).toEqual([]);
    });
  }

  it('ends on Ctrl-C with nothing left: no process, no temporary file, no file that says it runs', async () => {
    expect(processesNaming(join(dataFolder, 'postgres'))).not.toEqual([]);
    // A terminal tells the whole group, and npm passes on what the group has been told already.
    process.kill(-program.pid, 'SIGINT');
    program.signal('SIGINT');
    expect(await program.ended()).toBe(0);
    expectWarningsOfDown(program.stderr());
    expect(processesNaming(home)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(home)).toEqual(['data']);
    expect(readdirSync(dataFolder)).toEqual(['workbooks']);
  });
});

describe('a start that is broken off', () => {
  it('leaves no process and no temporary file either', async () => {
    const program = start([...FEW, '--data-dir', dataFolder]);
    const servers = () => processesNaming(join(dataFolder, 'postgres'));
    for (let attempt = 0; servers().length === 0 && attempt < 1_000; attempt += 1) await wait(20);
    expect(servers()).not.toEqual([]);
    program.signal('SIGINT');
    expect(await program.ended()).toBe(1);
    for (let attempt = 0; servers().length > 0 && attempt < 100; attempt += 1) await wait(20);
    expect(processesNaming(home)).toEqual([]);
    expect(processesNaming(temporary)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
