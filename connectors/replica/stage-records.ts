import type { ClientBase } from 'pg';
import type { PendingHarvest } from './begin-harvest.ts';
import type { ReplicaCipher } from './create-replica-cipher.ts';
import type { Harvest, ReplicaRecord } from './replica-store.ts';

/** Puts rows where nobody reads them yet, and notes how far the harvest is. Within the caller's transaction. */
export async function stageRecords(
  client: ClientBase,
  cipher: ReplicaCipher,
  harvest: PendingHarvest,
  records: readonly ReplicaRecord[],
  progress: Parameters<Harvest['put']>[1],
): Promise<void> {
  // Of rows with the same key, the later one.
  const latest = [...new Map(records.map((record) => [record.key, record])).values()];
  if (latest.length > 0) {
    await writeRecords(client, cipher, harvest, latest);
    await writeLookups(client, cipher, harvest, latest);
  }
  await client.query(
    `UPDATE jawara_replica.part SET checkpoint = $2, rejected = rejected + $3 WHERE id = $1`,
    [harvest.partId, progress.checkpoint, progress.rejected],
  );
}

async function writeRecords(
  client: ClientBase,
  cipher: ReplicaCipher,
  { partition, generation }: PendingHarvest,
  records: readonly ReplicaRecord[],
): Promise<void> {
  const sealed = records.map((record) => cipher.seal(partition, record));
  await client.query(
    `INSERT INTO jawara_replica.record (generation, key, kid, nonce, sealed, open, digest)
     SELECT $1::bigint, * FROM unnest($2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::text[], $7::bytea[])
     ON CONFLICT (generation, key) DO UPDATE SET kid = excluded.kid, nonce = excluded.nonce,
       sealed = excluded.sealed, open = excluded.open, digest = excluded.digest`,
    [
      generation,
      records.map(({ key }) => key),
      sealed.map(({ kid }) => kid),
      sealed.map(({ nonce }) => nonce),
      sealed.map((columns) => columns.sealed),
      records.map(({ open }) => JSON.stringify(open)),
      records.map((record) => cipher.digest(partition, record)),
    ],
  );
}

async function writeLookups(
  client: ClientBase,
  cipher: ReplicaCipher,
  { partition, generation }: PendingHarvest,
  records: readonly ReplicaRecord[],
): Promise<void> {
  await client.query(
    'DELETE FROM jawara_replica.lookup WHERE generation = $1 AND key = ANY($2::text[])',
    [generation, records.map(({ key }) => key)],
  );
  const lookups = records.flatMap(({ key, lookups: named }) =>
    Object.entries(named)
      .filter(([, value]) => value !== '')
      .map(([lookup, value]) => ({ key, hash: cipher.hash(partition, lookup, value) })),
  );
  await client.query(
    `INSERT INTO jawara_replica.lookup (generation, hash, key)
     SELECT $1::bigint, * FROM unnest($2::bytea[], $3::text[]) ON CONFLICT DO NOTHING`,
    [generation, lookups.map(({ hash }) => hash), lookups.map(({ key }) => key)],
  );
}
