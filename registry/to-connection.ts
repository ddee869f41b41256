import type { Connection, SqlDialect } from '../common/binding.ts';
import { readServersFile } from './read-servers-file.ts';
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
  if ('serversFile' in connection) {
    return { kind: 'fleet', servers: readServersFile(connection.serversFile).servers };
  }
  if ('baseUrl' in connection) return toServiceConnection(connection);
  return { kind: 'workbook', folder: connection.folder };
}

function toServiceConnection(
  connection: Extract<SystemEntry['connection'], { baseUrl: string }>,
): Connection {
  const baseUrl = connection.baseUrl.replace(/\/+$/, '');
  if ('tokenUrl' in connection) return { kind: 'oauth2', ...connection, baseUrl };
  if ('apiKey' in connection) return { kind: 'rest', ...connection, baseUrl };
  return { kind: 'http', ...connection, baseUrl };
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
