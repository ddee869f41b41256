import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The operating system's account that a server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: Account = { uid: 65534, gid: 65534 };

/**
 * The account to run PostgreSQL as: undefined (our own) unless we are root, whom PostgreSQL refuses; then `postgres` where
 * the system has it, else `nobody`. None is created.
 */
export function chooseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  return accounts.get('postgres') ?? accounts.get('nobody') ?? NOBODY;
}

function readAccounts(): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name = '', , uid, gid] = line.split(':');
    if (Number(uid) > 0) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}

const READ = 0o4;
const ENTER = 0o1;

/** Whether `account` may go through every folder above `path` and read `path` itself, by the files' modes. */
export function mayRead(account: Account, path: string): boolean {
  return allows(account, path, READ) && mayReach(account, path);
}

/** Whether `account` may go through every folder above `path`. */
export function mayReach(account: Account, path: string): boolean {
  const parent = dirname(path);
  if (parent === path) return true;
  return allows(account, parent, ENTER) && mayReach(account, parent);
}

function allows(account: Account, path: string, bit: number): boolean {
  const { mode, uid, gid } = statSync(path);
  if (uid === account.uid) return (mode & (bit << 6)) !== 0;
  if (gid === account.gid) return (mode & (bit << 3)) !== 0;
  return (mode & bit) !== 0;
}
