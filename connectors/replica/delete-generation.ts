import type { ClientBase } from 'pg';
import type { DeletionRecord, ReplicaPartition } from './replica-store.ts';

/** Deletes the rows of a snapshot; how many there were. Within the caller's transaction. */
export async function deleteGeneration(
  client: ClientBase,
  generation: string | null,
): Promise<number> {
  if (generation === null) return 0;
  await client.query('DELETE FROM jawara_replica.lookup WHERE generation = $1', [generation]);
  const { rowCount } = await client.query(
    'DELETE FROM jawara_replica.record WHERE generation = $1',
    [generation],
  );
  return rowCount ?? 0;
}

/** Notes a deletion, beside it in the same transaction. Nothing where no row was deleted. */
export async function recordDeletion(
  client: ClientBase,
  { system, regionCode, name, partition }: ReplicaPartition,
  {
    nowMs,
    records,
    reason,
  }: {
    readonly nowMs: number;
    readonly records: number;
    readonly reason: DeletionRecord['reason'];
  },
): Promise<void> {
  if (records === 0) return;
  const deletedAt = new Date(nowMs).toISOString();
  await client.query(
    `INSERT INTO jawara_replica.deletion
       (system, region, collection, part, deleted_at, records, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [system, regionCode, name, partition, deletedAt, records, reason],
  );
}
