import type { Client } from 'pg';
import type { ReplicaDeclaration } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { InternalError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import type { ReplicaCipher } from './create-replica-cipher.ts';
import { discardPending } from './discard-pending.ts';
import { HarvestUnderWayError } from './harvest-under-way-error.ts';
import { inTransaction } from './in-transaction.ts';
import { asInternal, type ReplicaDatabase } from './replica-database.ts';
import type { Harvest, ReplicaPartition } from './replica-store.ts';
import { replaceSnapshot } from './replace-snapshot.ts';
import { stageRecords } from './stage-records.ts';

export interface HarvestTools {
  readonly database: ReplicaDatabase;
  readonly cipher: ReplicaCipher;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A harvest's place in the database. */
export interface PendingHarvest {
  readonly partition: ReplicaPartition;
  readonly partId: number;
  /** The rows that it puts. */
  readonly generation: string;
}

/** PostgreSQL's advisory locks of partitions: this, and the partition's id. */
export const HARVEST_LOCK = 0x4a57_0002;
/** How long the lock of a harvest that was just killed is waited for; its server side notices within moments. */
const LOCK_WAIT = '1s';

/**
 * Begins or resumes the harvest of a partition. All of it goes over one connection that holds the partition's lock: when
 * the connection dies, so does the lock, and nothing more can be put under it.
 */
export async function beginHarvest(
  tools: HarvestTools,
  partition: ReplicaPartition,
  declaration: ReplicaDeclaration,
): Promise<Harvest> {
  const client = await tools.database.connect();
  try {
    return await asInternal(async () => {
      const partId = await declarePart(client, partition, declaration);
      await lockPart(client, partId);
      const pending = await resume(client, partId, tools.clock.nowMs(), declaration);
      const { generation, checkpoint } = pending;
      return createHarvest(tools, client, { partition, partId, generation }, checkpoint);
    });
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function declarePart(
  client: Client,
  partition: ReplicaPartition,
  { owner, retentionDays }: ReplicaDeclaration,
): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO jawara_replica.part (system, region, collection, name, owner, retention_days)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (system, region, collection, name)
       DO UPDATE SET owner = excluded.owner, retention_days = excluded.retention_days
     RETURNING id`,
    [
      partition.system,
      partition.regionCode,
      partition.name,
      partition.partition,
      owner,
      retentionDays,
    ],
  );
  return rows[0]?.id ?? fail();
}

async function lockPart(client: Client, partId: number): Promise<void> {
  await client.query(`SET lock_timeout = '${LOCK_WAIT}'`);
  try {
    await client.query('SELECT pg_advisory_lock($1, $2)', [HARVEST_LOCK, partId]);
  } catch (error) {
    const notAvailable = (error as { readonly code?: unknown }).code === '55P03';
    throw notAvailable ? new HarvestUnderWayError() : error;
  }
  await client.query('SET lock_timeout = 0');
}

/** The harvest that an earlier run has left, unless it is too old to go with what is read now; else a new one. */
async function resume(
  client: Client,
  partId: number,
  nowMs: number,
  { everyMinutes }: ReplicaDeclaration,
): Promise<{ readonly generation: string; readonly checkpoint: string | null }> {
  const oldest = new Date(nowMs - everyMinutes * 60_000).toISOString();
  return inTransaction(client, async () => {
    const left = await client.query<{ generation: string; checkpoint: string | null }>(
      `SELECT pending AS generation, checkpoint FROM jawara_replica.part
       WHERE id = $1 AND pending IS NOT NULL AND begun_at > $2`,
      [partId, oldest],
    );
    if (left.rows[0] !== undefined) return left.rows[0];
    await discardPending(client, partId);
    const { rows } = await client.query<{ generation: string }>(
      `UPDATE jawara_replica.part
       SET pending = nextval('jawara_replica.generation'), begun_at = $2
       WHERE id = $1 RETURNING pending AS generation`,
      [partId, new Date(nowMs).toISOString()],
    );
    return { generation: rows[0]?.generation ?? fail(), checkpoint: null };
  });
}

function fail(): never {
  throw new InternalError('a partition has vanished from the replica store');
}

function createHarvest(
  { cipher, clock, logger }: HarvestTools,
  client: Client,
  harvest: PendingHarvest,
  checkpoint: string | null,
): Harvest {
  let ended = false;

  /** The connection goes, and the lock with it, whatever comes of the last work. */
  async function end<Result>(last: () => Promise<Result>): Promise<Result> {
    if (ended) throw new InternalError('a harvest has ended and was used again');
    ended = true;
    try {
      return await asInternal(last);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  return {
    resumesAfter: checkpoint,
    put: (records, progress) => {
      if (ended) throw new InternalError('a harvest has ended and was used again');
      return asInternal(() =>
        inTransaction(client, () => stageRecords(client, cipher, harvest, records, progress)),
      );
    },
    async complete(facts) {
      const report = await end(() =>
        inTransaction(client, () => replaceSnapshot(client, harvest, facts, clock.nowMs())),
      );
      const { system, regionCode, name, partition } = harvest.partition;
      logger.info({ system, regionCode, collection: name, partition, ...report }, 'harvested');
      return report;
    },
    async discard() {
      if (!ended)
        await end(() => inTransaction(client, () => discardPending(client, harvest.partId)));
    },
    async suspend() {
      if (!ended) await end(() => Promise.resolve());
    },
  };
}
