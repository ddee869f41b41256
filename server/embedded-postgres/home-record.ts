import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Home } from './prepare-home.ts';
import { inspectProcess } from './inspect-process.ts';

/** What is known of the server that last used a data folder; written before it starts, removed when it has stopped. */
interface HomeRecord {
  readonly folder: string;
  readonly cluster: string;
  /** The program that started it. */
  readonly ownerId: number;
}

export function recordHome(dataFolder: string, home: Home): void {
  const record: HomeRecord = {
    folder: home.folder,
    cluster: home.cluster,
    ownerId: process.pid,
  };
  writeFileSync(`${fileOf(dataFolder)}.new`, JSON.stringify(record));
  renameSync(`${fileOf(dataFolder)}.new`, fileOf(dataFolder));
}

export function forgetHome(dataFolder: string): void {
  rmSync(fileOf(dataFolder), { force: true });
}

/**
 * Ends the server that an earlier start left behind when it was killed, and removes its folder.
 *
 * @throws Error where that earlier start still runs.
 */
export async function endOrphan(dataFolder: string): Promise<void> {
  const record = readRecord(dataFolder);
  if (record === undefined) return;
  const serverId = readServerId(record.cluster);
  const running = serverId === undefined ? undefined : inspectProcess(serverId);
  if (serverId !== undefined && running?.command.includes(record.cluster) === true) {
    // An orphan's parent is no longer the program that started it.
    if (running.parentId === record.ownerId) {
      throw new Error(
        `the data folder is in use by another start (process ${record.ownerId}): stop it, or name another folder`,
      );
    }
    await endServer(serverId);
  }
  rmSync(record.folder, { recursive: true, force: true });
  forgetHome(dataFolder);
}

/** A fast shutdown; after five seconds an end without one, for the data is thrown away. */
async function endServer(id: number): Promise<void> {
  process.kill(id, 'SIGINT');
  for (let attempt = 0; attempt < 250; attempt += 1) {
    if (inspectProcess(id) === undefined) return;
    await wait(20);
  }
  process.kill(id, 'SIGKILL');
}

/** The first line of `postmaster.pid`. */
function readServerId(cluster: string): number | undefined {
  try {
    const id = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(id) && id > 1 ? id : undefined;
  } catch {
    return undefined;
  }
}

function readRecord(dataFolder: string): HomeRecord | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')) as HomeRecord;
  } catch {
    return undefined;
  }
}

function fileOf(dataFolder: string): string {
  return join(dataFolder, 'postgres.json');
}
