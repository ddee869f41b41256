import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { InternalError } from '../../common/errors/errors.ts';
import { canonicalJson } from './canonical-json.ts';
import { checkReplicaKeys, deriveKey, type ReplicaKeys } from './replica-keys.ts';
import type { ReplicaCollection, ReplicaPartition, ReplicaRecord } from './replica-store.ts';

/** Personal columns as they are kept. */
export interface SealedColumns {
  readonly kid: string;
  /** 12 random bytes. */
  readonly nonce: Buffer;
  /** The ciphertext and its tag of 16 bytes. */
  readonly sealed: Buffer;
}

/** What makes personal values unreadable before they leave for the database. */
export interface ReplicaCipher {
  /** AES-256-GCM under the active key; a row opens only where it belongs (the partition, the key and `kid` are bound). */
  seal(partition: ReplicaPartition, record: Pick<ReplicaRecord, 'key' | 'sealed'>): SealedColumns;
  /** @throws InternalError where the key is not known, or the row is not what was sealed there. */
  open(
    partition: ReplicaPartition,
    key: string,
    columns: SealedColumns,
  ): Readonly<Record<string, unknown>>;
  /** HMAC-SHA-256 of a looked-up value. The same value has another hash in another collection or look-up. */
  hash(collection: ReplicaCollection, lookup: string, value: string): Buffer;
  /** HMAC-SHA-256 of all that a row says, by which a change is seen. */
  digest(collection: ReplicaCollection, record: ReplicaRecord): Buffer;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @throws InternalError where the keys are not such as can be used. */
export function createReplicaCipher(keys: ReplicaKeys): ReplicaCipher {
  checkReplicaKeys(keys);
  const derived = new Map<string, KeyObject>();

  function keyFor(collection: ReplicaCollection, use: readonly string[]): KeyObject {
    const parts = [...use, collection.system, collection.regionCode, collection.name];
    const name = JSON.stringify(parts);
    const known = derived.get(name);
    if (known !== undefined) return known;
    const key = deriveKey(keys.lookupSecret, parts);
    derived.set(name, key);
    return key;
  }

  return {
    seal(partition, record) {
      const kid = keys.activeKid;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, keyOf(keys, kid), nonce);
      cipher.setAAD(toPlace(partition, record.key, kid));
      const text = cipher.update(JSON.stringify(record.sealed), 'utf8');
      return { kid, nonce, sealed: Buffer.concat([text, cipher.final(), cipher.getAuthTag()]) };
    },
    open(partition, key, { kid, nonce, sealed }) {
      const decipher = createDecipheriv(ALGORITHM, keyOf(keys, kid), nonce);
      decipher.setAAD(toPlace(partition, key, kid));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      try {
        const text = Buffer.concat([
          decipher.update(sealed.subarray(0, -TAG_BYTES)),
          decipher.final(),
        ]);
        return JSON.parse(text.toString('utf8')) as Readonly<Record<string, unknown>>;
      } catch {
        throw new InternalError('a replica row is not what was sealed there');
      }
    },
    hash: (collection, lookup, value) =>
      createHmac('sha256', keyFor(collection, ['look-up', lookup]))
        .update(value)
        .digest(),
    digest: (collection, { lookups, sealed, open }) =>
      createHmac('sha256', keyFor(collection, ['content']))
        .update(canonicalJson([lookups, sealed, open]))
        .digest(),
  };
}

function keyOf({ keys }: ReplicaKeys, kid: string): Uint8Array {
  const key = Object.hasOwn(keys, kid) ? keys[kid] : undefined;
  if (key === undefined) throw new InternalError('a replica row is sealed under an unknown key');
  return key;
}

/** Where a row belongs, as bytes that cannot be read in two ways. */
function toPlace(partition: ReplicaPartition, key: string, kid: string): Buffer {
  const { system, regionCode, name } = partition;
  return Buffer.from(JSON.stringify([system, regionCode, name, partition.partition, key, kid]));
}
