import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { InternalError } from '../../common/errors/errors.ts';

/** The secrets of a replica store. Whoever has the database alone can neither read a row nor test a value on it. */
export interface ReplicaKeys {
  /** The key that new rows are sealed under. */
  readonly activeKid: string;
  /**
   * All keys by their name, each 32 bytes. A key is kept until no row is sealed under it; every harvest seals under the
   * active one. A name is never given to another key.
   */
  readonly keys: Readonly<Record<string, Uint8Array>>;
  /** At least 32 bytes. The look-ups' keys are derived from it: changed, nothing is found until the next harvest. */
  readonly lookupSecret: Uint8Array;
}

const KEY_BYTES = 32;

/** @throws InternalError where a key has not the right length, or the active one is missing. */
export function checkReplicaKeys({ activeKid, keys, lookupSecret }: ReplicaKeys): void {
  if (!Object.hasOwn(keys, activeKid)) throw new InternalError('the active replica key is missing');
  if (Object.values(keys).some((key) => key.byteLength !== KEY_BYTES)) {
    throw new InternalError('a replica key has 32 bytes');
  }
  if (lookupSecret.byteLength < KEY_BYTES) {
    throw new InternalError("the replicas' look-up secret has at least 32 bytes");
  }
}

/** A key for one use, derived from the look-up secret with HKDF (RFC 5869); `use` is told apart part by part. */
export function deriveKey(secret: Uint8Array, use: readonly string[]): KeyObject {
  const info = JSON.stringify(['jawara replica', ...use]);
  return createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', info, KEY_BYTES)));
}
