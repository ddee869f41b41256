import type { ClientBase } from 'pg';
import type { RegionCode } from '../../common/region-code.ts';
import { HARVEST_LOCK } from './begin-harvest.ts';
import { deleteGeneration, recordDeletion } from './delete-generation.ts';
import { discardPending } from './discard-pending.ts';
import type { ReplicaDatabase } from './replica-database.ts';
import type { DeletionRecord, ReplicaPartition } from './replica-store.ts';

/**
 * Deletes the snapshots that were not harvested again within their retention, and what killed harvests left longer ago
 * than that; one transaction a partition. A partition whose harvest is under way is left to it.
 */
export async function expireReplicas(
  database: ReplicaDatabase,
  nowMs: number,
): Promise<readonly DeletionRecord[]> {
  const now = new Date(nowMs).toISOString();
  const expired = await database.query<PartRow>(EXPIRED, [now]);
  const deletions: DeletionRecord[] = [];
  for (const { id } of expired) {
    const deletion = await database.transaction((client) => expirePart(client, id, now));
    if (deletion !== undefined) deletions.push(deletion);
  }
  return deletions;
}

interface PartRow {
  readonly id: number;
  readonly system: string;
  readonly region: string;
  readonly collection: string;
  readonly name: string;
  readonly generation: string | null;
  readonly snapshot_expired: boolean | null;
  readonly pending_expired: boolean | null;
}

const AGE = `make_interval(hours => 24 * retention_days)`;
const EXPIRED = `
  SELECT * FROM (
    SELECT *, harvested_at + ${AGE} <= $1::timestamptz AND generation IS NOT NULL AS snapshot_expired,
      begun_at + ${AGE} <= $1::timestamptz AND pending IS NOT NULL AS pending_expired
    FROM jawara_replica.part
  ) part
  WHERE (snapshot_expired OR pending_expired)`;

async function expirePart(
  client: ClientBase,
  id: number,
  now: string,
): Promise<DeletionRecord | undefined> {
  const lock = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1, $2) AS taken',
    [HARVEST_LOCK, id],
  );
  if (lock.rows[0]?.taken !== true) return undefined;
  // Again, now that nobody can harvest it meanwhile.
  const [part] = (await client.query<PartRow>(`${EXPIRED} AND id = $2`, [now, id])).rows;
  if (part === undefined) return undefined;
  const left = part.pending_expired === true ? await discardPending(client, id) : 0;
  const shown = part.snapshot_expired === true ? await dropSnapshot(client, part) : 0;
  const records = left + shown;
  const partition = toPartition(part);
  await recordDeletion(client, partition, { nowMs: Date.parse(now), records, reason: 'RETENTION' });
  return { ...partition, deletedAt: now, records, reason: 'RETENTION' };
}

async function dropSnapshot(client: ClientBase, part: PartRow): Promise<number> {
  await client.query(
    `UPDATE jawara_replica.part SET generation = NULL, as_of = NULL, harvested_at = NULL,
       records = NULL, summary = NULL WHERE id = $1`,
    [part.id],
  );
  return deleteGeneration(client, part.generation);
}

function toPartition({ system, region, collection, name }: PartRow): ReplicaPartition {
  return { system, regionCode: region as RegionCode, name: collection, partition: name };
}
