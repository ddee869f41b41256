import type { SqlDialect } from '../../common/binding.ts';
import type { FilledTable } from './table.ts';
import { fillMariadb, dropMariadb } from './fill-mariadb.ts';
import { fillPostgres, dropPostgres } from './fill-postgres.ts';

/** Where a simulated database is made. */
export interface DatabaseTarget {
  readonly dialect: SqlDialect;
  /** An account that may create databases; postgres://… or mysql://… */
  readonly adminUrl: string;
  /** Lower case, digits and underscores; at most 63 characters. */
  readonly databaseName: string;
}

/**
 * Makes the database anew (one of the same name is dropped), with `tables` and their rows.
 *
 * @returns its URL: on PostgreSQL of an account that may read it and nothing else, on MariaDB the administrator's.
 * @throws Error where the server cannot be reached or refuses; the message has no password.
 */
export async function fillDatabase(
  target: DatabaseTarget,
  tables: readonly FilledTable[],
): Promise<string> {
  checkName(target.databaseName);
  if (target.dialect === 'postgresql') return fillPostgres(target, tables);
  await fillMariadb(target, tables);
  return databaseUrl(target);
}

/** Drops the database, if there is one, even while somebody is connected to it. */
export async function dropDatabase(target: DatabaseTarget): Promise<void> {
  checkName(target.databaseName);
  await (target.dialect === 'postgresql' ? dropPostgres : dropMariadb)(target);
}

export function databaseUrl({ adminUrl, databaseName }: DatabaseTarget): string {
  const url = new URL(adminUrl);
  url.pathname = `/${databaseName}`;
  return url.href;
}

function checkName(name: string): void {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name))
    throw new Error('a simulated database has no such name');
}
