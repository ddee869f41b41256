import { afterAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { silentLogger } from '../../../common/logger.ts';
import { linksExist } from '../../../server/embedded-postgres/find-binaries.ts';
import { inspectProcess } from '../../../server/embedded-postgres/inspect-process.ts';
import { startEmbeddedPostgres } from '../../../server/embedded-postgres.ts';

const root = mkdtempSync(join(tmpdir(), 'jawara-embedded-'));
// Closed to others (0700): started by root, the server has to live elsewhere.
const dataFolder = join(root, 'data');
const logger = silentLogger;

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

async function ask(url: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const result = await client.query<Record<string, unknown>>(
    "SELECT current_setting('listen_addresses') AS address, current_setting('fsync') AS fsync, current_setting('shared_buffers') AS buffers",
  );
  await client.end();
  return result.rows;
}

interface Record_ {
  readonly folder: string;
  readonly cluster: string;
}

function readRecord(): Record_ {
  return JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8')) as Record_;
}

function serverIdOf(record: Record_): number {
  return Number(readFileSync(join(record.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('the embedded PostgreSQL', () => {
  it('finds library links that an install without scripts has not made', () => {
    const native = join(root, 'native');
    mkdirSync(join(native, 'lib'), { recursive: true });
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
    expect(linksExist(native)).toBe(false);
    writeFileSync(join(native, 'lib', 'libpq.so.5'), '');
    expect(linksExist(native)).toBe(true);
  });

  it('rejects a port that is taken, in one sentence, and leaves nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(startEmbeddedPostgres({ dataFolder, logger, port })).rejects.toThrow(
      `the embedded PostgreSQL did not start: port ${port} is taken`,
    );
    other.close();
    expect(readdirSync(dataFolder)).toEqual([]);
  });

  it('refuses a second start on the same folder, and leaves no process and no file when it stops', async () => {
    const server = await startEmbeddedPostgres({ dataFolder, logger });
    expect(server.url).toMatch(
      /^postgres:\/\/postgres:simulator-[\w-]{24}@127\.0\.0\.1:\d+\/postgres$/,
    );
    const settings = { address: '127.0.0.1', fsync: 'off', buffers: '32MB' };
    expect(await ask(server.url)).toEqual([settings]);
    await expect(startEmbeddedPostgres({ dataFolder, logger })).rejects.toThrow(
      'the data folder is in use by another start',
    );
    const record = readRecord();
    const serverId = serverIdOf(record);
    await Promise.all([server.stop(), server.stop()]);
    expect(inspectProcess(serverId)).toBeUndefined();
    expect(existsSync(record.folder)).toBe(false);
    expect(readdirSync(dataFolder)).toEqual([]);
  });

  it('ends the server that a killed program left behind, and starts anew', async () => {
    const program = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', PROGRAM],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, DATA_FOLDER: dataFolder },
      },
    );
    await once(program.stdout, 'data');
    const orphan = readRecord();
    const orphanId = serverIdOf(orphan);
    program.kill('SIGKILL');
    await once(program, 'exit');
    expect(inspectProcess(orphanId)).toBeDefined();
    const server = await startEmbeddedPostgres({ dataFolder, logger, sharedBuffers: '48MB' });
    expect(inspectProcess(orphanId)).toBeUndefined();
    expect(await ask(server.url)).toMatchObject([{ buffers: '48MB' }]);
    await server.stop();
    expect(existsSync(orphan.folder)).toBe(false);
  });

  it('ends with a program that a signal ends', async () => {
    const program = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', PROGRAM],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, DATA_FOLDER: dataFolder },
      },
    );
    await once(program.stdout, 'data');
    const serverId = serverIdOf(readRecord());
    program.kill('SIGTERM');
    expect(await once(program, 'exit')).toEqual([null, 'SIGTERM']);
    expect(inspectProcess(serverId)).toBeUndefined();
    expect(readdirSync(dataFolder)).toEqual([]);
  });
});

const PROGRAM = `
  const { startEmbeddedPostgres } = await import('./server/embedded-postgres.ts');
  const { silentLogger } = await import('./common/logger.ts');
  await startEmbeddedPostgres({ dataFolder: process.env.DATA_FOLDER, logger: silentLogger });
  console.log('ready');
`;
