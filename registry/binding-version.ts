import { createHash } from 'node:crypto';
import type { SystemBinding } from '../common/binding.ts';

const SECRET_KEYS = new Set([
  ...['url', 'userId', 'password', 'clientIp'],
  ...['apiKey', 'clientId', 'clientSecret', 'token'],
]);

/**
 * The digest of a binding: 16 hexadecimal digits of SHA-256 over its keys in order. Secrets enter hashed, so that no
 * intermediate text holds one in clear, and a changed secret is a changed version.
 */
export function toBindingVersion(binding: Omit<SystemBinding, 'version'>): string {
  return digest(JSON.stringify(normalize(binding, ''))).slice(0, 16);
}

function normalize(value: unknown, key: string): unknown {
  if (typeof value === 'string') return SECRET_KEYS.has(key) ? digest(value) : value;
  if (Array.isArray(value)) return value.map((item) => normalize(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, normalize(inner, name)]);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
