import { createHash } from 'node:crypto';
import type { RegionCode } from '../../common/region-code.ts';

/** Everything that decides a public, unfiltered answer. */
export interface CacheKeyParts {
  readonly adapter: string;
  /** The binding's digest: a changed binding never sees what the former one cached. */
  readonly bindingVersion: string;
  readonly regionCode: RegionCode;
  readonly method: string;
  /** JSON values; never a personal one, though the key is a digest. */
  readonly arguments: unknown;
}

/**
 * The key, a SHA-256 in hex. Arguments that differ only in the order of object keys, or by properties that are
 * undefined, give the same key; `1` and `"1"` do not.
 */
export function cacheKey(parts: CacheKeyParts): string {
  const { adapter, bindingVersion, regionCode, method } = parts;
  const text = toCanonicalJson([adapter, bindingVersion, regionCode, method, parts.arguments]);
  return createHash('sha256').update(text).digest('hex');
}

function toCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return toScalarJson(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${toCanonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** Undefined stands as null, as JSON has it in arrays. */
function toScalarJson(value: unknown): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}
