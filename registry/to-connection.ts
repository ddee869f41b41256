import type { Connection, SqlDialect } from '../common/binding.ts';
import type { SystemEntry } from './region-file.ts';

const DIALECTS: Readonly<Record<string, SqlDialect>> = {
  'postgres:': 'postgresql',
  'postgresql:': 'postgresql',
  'mysql:': 'mariadb',
  'mariadb:': 'mariadb',
};

/** The dialect that a database's URL leads to, or undefined where it is no such URL. */
export function toDialect(url: string): SqlDialect | undefined {
  return URL.canParse(url) ? DIALECTS[new URL(url).protocol] : undefined;
}

/** The connection of an entry that has been checked. */
export function toConnection(entry: SystemEntry): Connection {
  const { connection } = entry;
  if ('url' in connection) {
    return {
      kind: 'sql',
      dialect: toDialect(connection.url) ?? 'postgresql',
      url: connection.url,
    };
  }
  if ('baseUrl' in connection) {
    return {
      kind: 'http',
      baseUrl: connection.baseUrl.replace(/\/+$/, ''),
      credentials: connection.credentials,
    };
  }
  return { kind: 'workbook', folder: connection.folder };
}

/** Said where a system runs on another database than the regency's own. */
export function toRemark(entry: SystemEntry): string | undefined {
  if (!('url' in entry.connection)) return undefined;
  const { dialect: configured, url } = entry.connection;
  const actual = toDialect(url);
  if (configured === undefined || actual === undefined || configured === actual) return undefined;
  return `configured for ${NAMES[configured]}, runs on ${NAMES[actual]}`;
}

const NAMES: Readonly<Record<SqlDialect, string>> = {
  postgresql: 'PostgreSQL',
  mariadb: 'MariaDB',
};
