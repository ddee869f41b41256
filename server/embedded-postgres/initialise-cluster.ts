import { spawn } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Home } from './prepare-home.ts';
import { SERVER_ENVIRONMENT } from './run-server.ts';

/**
 * Makes the data directory, with a superuser `postgres` of this password.
 *
 * @throws Error with initdb's own last line, which names files and no data.
 */
export async function initialiseCluster(
  home: Home,
  password: string,
  account?: Account,
): Promise<void> {
  const passwordFile = join(home.folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  try {
    await runInitdb(home, passwordFile, account);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runInitdb(home: Home, passwordFile: string, account?: Account): Promise<void> {
  const flags = [
    `--pgdata=${home.cluster}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(join(home.native, 'bin', 'initdb'), flags, {
      ...account,
      cwd: home.folder,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // A start that is broken off ends at once, and leaves no process.
    const endWithProgram = () => {
      child.kill('SIGKILL');
    };
    process.once('exit', endWithProgram);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', (cause) => {
      reject(new Error('the embedded PostgreSQL could not be run', { cause }));
    });
    child.once('close', (code) => {
      process.off('exit', endWithProgram);
      const reason = said.trim().split('\n')[0] ?? '';
      if (code === 0) resolve();
      else reject(new Error(`the embedded PostgreSQL could not make its data folder: ${reason}`));
    });
  });
}
