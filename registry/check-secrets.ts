import type { CheckedConfig } from '../common/config/read-yaml-config.ts';
import type { ConfigPath } from '../common/config/yaml-tree.ts';
import type { Finding } from './finding.ts';
import { entriesOf, fieldOf } from './loose-fields.ts';
import { toDialect } from './to-connection.ts';
import type { RegionFile } from './region-file.ts';

/**
 * Credentials are referred to, never written out: a database's URL (it carries the password), each part of an
 * institution's credentials, keys and clients' secrets, and a service's URL with a user in it. Addresses must be such as their connection takes.
 */
export function checkSecrets(file: CheckedConfig<RegionFile>): readonly Finding[] {
  return entriesOf(fieldOf(file.raw, 'systems')).flatMap(([name, system]) => {
    const path = ['systems', name, 'connection'];
    const connection = fieldOf(system, 'connection');
    return [
      ...checkDatabaseUrl(file, [...path, 'url'], fieldOf(connection, 'url')),
      ...checkServiceUrl(file, [...path, 'baseUrl'], fieldOf(connection, 'baseUrl')),
      ...checkServiceUrl(file, [...path, 'tokenUrl'], fieldOf(connection, 'tokenUrl')),
      ...SECRET_KEYS.flatMap((key) =>
        literalSecret(file, [...path, key], fieldOf(connection, key)),
      ),
      ...checkCredentials(file, [...path, 'credentials'], fieldOf(connection, 'credentials')),
    ];
  });
}

const SECRET_KEYS = ['apiKey', 'clientId', 'clientSecret'] as const;

type File = CheckedConfig<RegionFile>;

function literalSecret(file: File, path: ConfigPath, value: unknown): readonly Finding[] {
  return typeof value !== 'string' || file.variableAt(path) !== undefined
    ? []
    : [[path, 'a secret may not stand in this file; refer to the environment: ${NAME}']];
}

function checkDatabaseUrl(file: File, path: ConfigPath, value: unknown): readonly Finding[] {
  const literal = literalSecret(file, path, value);
  if (typeof value !== 'string' || literal.length > 0) return literal;
  return toDialect(value) === undefined
    ? [[path, 'expected postgres://… or mysql://… in the variable']]
    : [];
}

function checkServiceUrl(file: File, path: ConfigPath, value: unknown): readonly Finding[] {
  if (typeof value !== 'string') return [];
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return [[path, 'expected http://… or https://…']];
  }
  if (url.search !== '' || url.hash !== '') return [[path, 'expected no query and no fragment']];
  return url.password === '' && url.username === '' ? [] : literalSecret(file, path, value);
}

function checkCredentials(file: File, path: ConfigPath, value: unknown): readonly Finding[] {
  return entriesOf(value).flatMap(([institution, parts]) =>
    entriesOf(parts).flatMap(([part, secret]) =>
      literalSecret(file, [...path, institution, part], secret),
    ),
  );
}
