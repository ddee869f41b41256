import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { beginHarvest } from './begin-harvest.ts';
import { createReplicaCipher } from './create-replica-cipher.ts';
import { expireReplicas } from './expire-replicas.ts';
import { readReplicas } from './read-replica.ts';
import { createReplicaDatabase } from './replica-database.ts';
import type { ReplicaKeys } from './replica-keys.ts';
import type { ReplicaStore } from './replica-store.ts';

export interface ReplicaStoreOptions {
  /** `postgres://…`; the schema `jawara_replica` is made there at first use. */
  readonly url: string;
  readonly keys: ReplicaKeys;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What pseudonyms are hashed as; no look-up is called so. */
const PSEUDONYM = ' pseudonym';

/**
 * The replica store on PostgreSQL. Values are hashed and sealed before they are sent: neither its tables nor its logs
 * ever hold a personal value. Connects when first used; a harvest has a connection of its own for as long as it runs.
 *
 * @throws InternalError where the keys are not such as can be used. Its methods reject with an InternalError where the
 *   store cannot be reached, or a row cannot be opened.
 */
export function createReplicaStore(options: ReplicaStoreOptions): ReplicaStore {
  const { clock, logger } = options;
  const cipher = createReplicaCipher(options.keys);
  const database = createReplicaDatabase(options.url, logger);
  const tools = { database, cipher, clock, logger };
  return {
    ...readReplicas(database, cipher, () => new Date(clock.nowMs()).toISOString()),
    pseudonym: (collection, value) => cipher.hash(collection, PSEUDONYM, value).toString('hex'),
    beginHarvest: (partition, declaration) => beginHarvest(tools, partition, declaration),
    async expire() {
      const deletions = await expireReplicas(database, clock.nowMs());
      for (const { system, regionCode, name, partition, records } of deletions) {
        logger.info({ system, regionCode, collection: name, partition, records }, 'expired');
      }
      return deletions;
    },
    close: () => database.close(),
  };
}
