import { hash, randomBytes } from 'node:crypto';

/**
 * Base64url SHA-256 of texts under a secret that this process drew, for keys that live only as long as it does: a
 * personal value within cannot be searched for, and digests of two processes say nothing of each other.
 */
export type KeyedDigest = (...parts: readonly string[]) => string;

export function createKeyedDigest(): KeyedDigest {
  const secret = randomBytes(32).toString('base64url');
  // Lengths keep parts apart, whatever they hold.
  return (...parts) =>
    hash(
      'sha256',
      `${secret}${parts.map(({ length }) => length).join(' ')}\n${parts.join('')}`,
      'base64url',
    );
}
