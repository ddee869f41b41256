import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dropDatabase, type DatabaseTarget } from './sql/simulated-database.ts';

/** Names alone: the server is named anew at each start, and a password is not written down. */
export async function recordDatabases(
  dataFolder: string,
  targets: readonly DatabaseTarget[],
): Promise<void> {
  if (targets.length === 0) return;
  await mkdir(dataFolder, { recursive: true });
  await writeFile(
    fileOf(dataFolder),
    JSON.stringify(targets.map(({ databaseName }) => databaseName)),
  );
}

export async function forgetDatabases(dataFolder: string): Promise<void> {
  await rm(fileOf(dataFolder), { force: true });
}

/** Drops what a run that was killed left on the shared MariaDB. Without that server's URL the record is kept. */
export async function dropAbandoned(options: {
  readonly dataFolder: string;
  readonly mariadbUrl?: string;
}): Promise<void> {
  const { dataFolder, mariadbUrl } = options;
  if (mariadbUrl === undefined) return;
  for (const databaseName of await readNames(dataFolder)) {
    await dropDatabase({ dialect: 'mariadb', adminUrl: mariadbUrl, databaseName });
  }
  await forgetDatabases(dataFolder);
}

async function readNames(dataFolder: string): Promise<readonly string[]> {
  try {
    const names = JSON.parse(await readFile(fileOf(dataFolder), 'utf8')) as unknown;
    // Only names that a run of ours gives: the file lies where others may write.
    return Array.isArray(names) ? names.filter(isOurName) : [];
  } catch {
    return [];
  }
}

function isOurName(name: unknown): name is string {
  return typeof name === 'string' && /^jawara_simulator_[0-9a-f]{8}_\w+$/.test(name);
}

function fileOf(dataFolder: string): string {
  return join(dataFolder, 'mariadb-databases.json');
}
