import type { ClientBase } from 'pg';

/** Throws away what a harvest of the partition has put; how many rows that were. Within the caller's transaction. */
export async function discardPending(client: ClientBase, partId: number): Promise<number> {
  const pending = `(SELECT pending FROM jawara_replica.part WHERE id = $1)`;
  await client.query(`DELETE FROM jawara_replica.lookup WHERE generation = ${pending}`, [partId]);
  const { rowCount } = await client.query(
    `DELETE FROM jawara_replica.record WHERE generation = ${pending}`,
    [partId],
  );
  await client.query(
    `UPDATE jawara_replica.part
     SET pending = NULL, begun_at = NULL, checkpoint = NULL, rejected = 0 WHERE id = $1`,
    [partId],
  );
  return rowCount ?? 0;
}
