import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Home } from './prepare-home.ts';

/** No variable of ours reaches the server: PG… would change its settings, secrets are none of its business. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '' };

/** The data is made anew at each start: nothing is gained by bringing it safely to the disk. Statements are not logged. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  logging_collector: 'off',
  autovacuum: 'off',
};

const START_TIMEOUT_MS = 20_000;

/** What one small province takes; a register of millions wants more. */
const SHARED_BUFFERS = '32MB';

/**
 * Runs the server, and waits until it accepts connections.
 *
 * @param sharedBuffers - PostgreSQL's `shared_buffers`; default 32 MB.
 * @throws Error - one sentence - where it ends before that, the port is taken, or 20 s have passed.
 */
export function runServer(
  home: Home,
  port: number,
  account?: Account,
  sharedBuffers = SHARED_BUFFERS,
): Promise<ChildProcess> {
  const settings = { ...SETTINGS, shared_buffers: sharedBuffers };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    join(home.native, 'bin', 'postgres'),
    ['-D', home.cluster, '-p', String(port), ...flags],
    {
      ...account,
      cwd: home.folder,
      env: SERVER_ENVIRONMENT,
      // A group of its own: the terminal's Ctrl-C is for us, and the server ends after what uses it.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('the embedded PostgreSQL did not accept connections within 20 s'));
    }, START_TIMEOUT_MS);
    const fail = (reason: string, cause?: unknown) => {
      clearTimeout(timer);
      reject(new Error(`the embedded PostgreSQL did not start: ${reason}`, { cause }));
    };
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(timer);
      child.stderr.off('data', read).resume();
      child.removeAllListeners('close').removeAllListeners('error');
      resolve(child);
    };
    child.stderr.on('data', read);
    child.once('error', (cause) => {
      fail('its program could not be run', cause);
    });
    child.once('close', () => {
      fail(explain(said, port));
    });
  });
}

function explain(said: string, port: number): string {
  if (said.includes('Address already in use')) return `port ${port} is taken`;
  const fatal = said.split('\n').find((line) => line.includes('FATAL:')) ?? said.trim();
  return fatal.replace(/^.*FATAL:\s*/, '') || 'it ended without a word';
}
