import { readFileSync } from 'node:fs';
import { InternalError } from '../../common/errors/errors.ts';

/** What a `mysql://` URL says of a connection. */
export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly ssl?: {
    readonly rejectUnauthorized: boolean;
    readonly verifyIdentity?: boolean;
    readonly ca?: string;
  };
}

/**
 * Reads `mysql://user:password@host:port/database?ssl-mode=…&ssl-ca=…`. The parameters are those of MySQL's clients:
 * `ssl-mode` is DISABLED (the default), REQUIRED (encrypted, nobody's certificate checked), VERIFY_CA or
 * VERIFY_IDENTITY; `ssl-ca` names a PEM file.
 *
 * @throws InternalError for another parameter or mode, or an unreadable file. Nothing of the URL but the parameter's
 *   name is repeated.
 */
export function readMysqlUrl(text: string): MysqlAddress {
  const url = new URL(text);
  for (const name of url.searchParams.keys()) {
    if (name !== 'ssl-mode' && name !== 'ssl-ca') {
      throw new InternalError(`a mysql URL has the unknown parameter "${name}"`);
    }
  }
  const ssl = readSsl(url.searchParams.get('ssl-mode'), url.searchParams.get('ssl-ca'));
  const database = url.pathname.slice(1);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 3306 : Number(url.port),
    ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(database === '' ? {} : { database: decodeURIComponent(database) }),
    ...(ssl === undefined ? {} : { ssl }),
  };
}

function readSsl(mode: string | null, caFile: string | null): MysqlAddress['ssl'] {
  const ca = caFile === null ? {} : { ca: readPem(caFile) };
  switch (mode?.toUpperCase()) {
    case undefined:
    case 'DISABLED':
      return undefined;
    case 'REQUIRED':
      return { rejectUnauthorized: false };
    case 'VERIFY_CA':
      return { rejectUnauthorized: true, ...ca };
    case 'VERIFY_IDENTITY':
      return { rejectUnauthorized: true, verifyIdentity: true, ...ca };
    default:
      throw new InternalError(
        'a mysql URL’s ssl-mode is none of DISABLED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY',
      );
  }
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InternalError('the file that a mysql URL’s ssl-ca names cannot be read', error);
  }
}
