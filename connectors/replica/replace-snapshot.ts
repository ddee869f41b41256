import type { ClientBase } from 'pg';
import { InternalError } from '../../common/errors/errors.ts';
import type { PendingHarvest } from './begin-harvest.ts';
import { deleteGeneration, recordDeletion } from './delete-generation.ts';
import type { Harvest, HarvestReport } from './replica-store.ts';

/** Makes what was put the partition's snapshot, and deletes the one before. Within the caller's transaction. */
export async function replaceSnapshot(
  client: ClientBase,
  { partId, partition, generation }: PendingHarvest,
  facts: Parameters<Harvest['complete']>[0],
  nowMs: number,
): Promise<HarvestReport> {
  const { previous, ...report } = await compare(client, partId);
  await deleteGeneration(client, previous);
  await recordDeletion(client, partition, { nowMs, records: report.gone, reason: 'REPLACED' });
  await client.query(
    `UPDATE jawara_replica.part
     SET generation = $2, as_of = $3, harvested_at = $4, records = $5, summary = $6,
       pending = NULL, begun_at = NULL, checkpoint = NULL, rejected = 0
     WHERE id = $1`,
    [
      partId,
      generation,
      facts.asOf,
      new Date(nowMs).toISOString(),
      report.kept,
      JSON.stringify(facts.summary),
    ],
  );
  return report;
}

async function compare(
  client: ClientBase,
  partId: number,
): Promise<HarvestReport & { readonly previous: string | null }> {
  const { rows } = await client.query<Comparison>(
    `WITH part AS (SELECT * FROM jawara_replica.part WHERE id = $1),
       now AS (SELECT r.* FROM jawara_replica.record r JOIN part p ON r.generation = p.pending),
       before AS (SELECT r.* FROM jawara_replica.record r JOIN part p ON r.generation = p.generation)
     SELECT part.generation AS previous,
       part.rejected::int AS rejected,
       count(now.key)::int AS kept,
       count(before.key) FILTER (WHERE now.key IS NULL)::int AS gone,
       count(*) FILTER (WHERE now.digest <> before.digest)::int AS changed
     FROM part LEFT JOIN (now FULL JOIN before ON now.key = before.key) ON true
     GROUP BY part.generation, part.rejected`,
    [partId],
  );
  const [found] = rows;
  if (found === undefined) throw new InternalError('a partition has vanished');
  return { ...found, read: found.kept + found.rejected };
}

interface Comparison {
  readonly previous: string | null;
  readonly rejected: number;
  readonly kept: number;
  readonly gone: number;
  readonly changed: number;
}
