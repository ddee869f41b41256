import { chownSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Account } from './account.ts';
import { mayReach, mayRead } from './account.ts';

/** Where one server lives. */
export interface Home {
  /** Holds nothing but this server's; removed when it stops. */
  readonly folder: string;
  /** Its data directory, within `folder`. */
  readonly cluster: string;
  /** PostgreSQL's `bin`, `lib` and `share`: the installed ones, or a copy within `folder`. */
  readonly native: string;
}

/**
 * A fresh home for a server: within `dataFolder` where the account may reach it and the installed binaries; else a folder
 * of its own under the temporary directory, with a copy of those binaries that it may not read.
 *
 * @throws Error where neither can be reached.
 */
export function prepareHome(dataFolder: string, installed: string, account?: Account): Home {
  mkdirSync(dataFolder, { recursive: true });
  const native = realpathSync(installed);
  const usual = join(realpathSync(dataFolder), 'postgres');
  if (account === undefined || (mayReach(account, usual) && mayUse(account, native))) {
    rmSync(usual, { recursive: true, force: true });
    mkdirSync(usual, { mode: 0o700 });
    return own({ folder: usual, cluster: join(usual, 'cluster'), native }, account);
  }
  return prepareTemporaryHome(native, account);
}

function prepareTemporaryHome(native: string, account: Account): Home {
  const folder = mkdtempSync(join(chooseTemporaryFolder(account), 'jawara-postgres-'));
  const cluster = join(folder, 'cluster');
  if (mayUse(account, native)) return own({ folder, cluster, native }, account);
  const copy = join(folder, 'native');
  copyBinaries(native, copy);
  return own({ folder, cluster, native: copy }, account);
}

function chooseTemporaryFolder(account: Account): string {
  const folder = [tmpdir(), '/tmp']
    .map((candidate) => realpathSync(candidate))
    .find((candidate) => mayReach(account, join(candidate, 'any')));
  if (folder !== undefined) return folder;
  throw new Error(
    'the embedded PostgreSQL cannot run as root, and no other account may enter the temporary folder: run as another user, or set TMPDIR',
  );
}

/** What the server reads, from the outermost folder to the innermost: an install with a strict umask closes all of it. */
function mayUse(account: Account, native: string): boolean {
  return [
    'bin/postgres',
    'bin/initdb',
    'lib/postgresql/plpgsql.so',
    'share/postgresql/postgres.bki',
  ]
    .map((path) => join(native, path))
    .every((path) => mayRead(account, path));
}

/** Without the libraries for compiling programs against, which are a quarter of it; everything readable by its owner. */
function copyBinaries(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a') && basename(source) !== 'pkgconfig',
  });
}

function own(home: Home, account: Account | undefined): Home {
  if (account === undefined) return home;
  chownSync(home.folder, account.uid, account.gid);
  return home;
}
