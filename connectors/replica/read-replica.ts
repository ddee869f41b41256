import type { ReplicaCipher } from './create-replica-cipher.ts';
import type { ReplicaDatabase } from './replica-database.ts';
import type {
  DeletionRecord,
  ReplicaCollection,
  ReplicaPartition,
  ReplicaStore,
  SnapshotFacts,
  StoredRecord,
} from './replica-store.ts';

interface StoredRow {
  readonly part: string;
  readonly as_of: Date;
  readonly key: string;
  readonly kid: string;
  readonly nonce: Buffer;
  readonly sealed: Buffer;
  readonly open: string;
}

/** The partitions of a collection that have a snapshot within its retention; parameters $1 to $4. */
const CURRENT = `
  part.system = $1 AND part.region = $2 AND part.collection = $3 AND part.generation IS NOT NULL
  AND part.harvested_at + make_interval(hours => 24 * part.retention_days) > $4::timestamptz`;
const COLUMNS = `part.name AS part, part.as_of,
  record.key, record.kid, record.nonce, record.sealed, record.open`;

type Reading = Pick<ReplicaStore, 'lookUp' | 'snapshots' | 'page' | 'deletions'>;

/** What is read of replicas: the last whole snapshots, and nothing of a harvest under way. */
export function readReplicas(
  database: ReplicaDatabase,
  cipher: ReplicaCipher,
  now: () => string,
): Reading {
  const keyOf = ({ system, regionCode, name }: ReplicaCollection) => [system, regionCode, name];
  const toRecord = (collection: ReplicaCollection, row: StoredRow) =>
    openRow(cipher, collection, row);
  return {
    async lookUp(collection, lookup, values) {
      if (values.length === 0) return [];
      const hashes = values.map((value) => cipher.hash(collection, lookup, value));
      const rows = await database.query<StoredRow & { hash: Buffer }>(
        `SELECT lookup.hash, ${COLUMNS}
         FROM jawara_replica.part part
         JOIN jawara_replica.lookup lookup ON lookup.generation = part.generation
         JOIN jawara_replica.record record
           ON record.generation = lookup.generation AND record.key = lookup.key
         WHERE ${CURRENT} AND lookup.hash = ANY($5::bytea[])
         ORDER BY part.name, record.key`,
        [...keyOf(collection), now(), hashes],
      );
      const found = new Map<string, StoredRecord[]>();
      for (const row of rows) {
        const name = row.hash.toString('hex');
        found.set(name, [...(found.get(name) ?? []), toRecord(collection, row)]);
      }
      return hashes.map((hash) => found.get(hash.toString('hex')) ?? []);
    },
    async snapshots(collection) {
      const rows = await database.query<SnapshotRow>(
        `SELECT name AS part, as_of, harvested_at, records, summary FROM jawara_replica.part part
         WHERE ${CURRENT} ORDER BY name`,
        [...keyOf(collection), now()],
      );
      return rows.map(toFacts);
    },
    async page(partition, afterKey, limit) {
      const rows = await database.query<StoredRow>(
        `SELECT ${COLUMNS} FROM jawara_replica.part part
         JOIN jawara_replica.record record ON record.generation = part.generation
         WHERE ${CURRENT} AND part.name = $5 AND ($6::text IS NULL OR record.key > $6)
         ORDER BY record.key LIMIT $7`,
        [...keyOf(partition), now(), partition.partition, afterKey, limit],
      );
      return rows.map((row) => toRecord(partition, row));
    },
    async deletions(collection) {
      const rows = await database.query<DeletionRow>(
        `SELECT part, deleted_at, records, reason FROM jawara_replica.deletion
         WHERE system = $1 AND region = $2 AND collection = $3 ORDER BY id`,
        keyOf(collection),
      );
      return rows.map((row) => toDeletion(collection, row));
    },
  };
}

function openRow(
  cipher: ReplicaCipher,
  { system, regionCode, name }: ReplicaCollection,
  row: StoredRow,
): StoredRecord {
  const partition: ReplicaPartition = { system, regionCode, name, partition: row.part };
  return {
    key: row.key,
    partition: row.part,
    sealed: cipher.open(partition, row.key, row),
    open: JSON.parse(row.open) as StoredRecord['open'],
    asOf: row.as_of.toISOString(),
  };
}

interface SnapshotRow {
  readonly part: string;
  readonly as_of: Date;
  readonly harvested_at: Date;
  readonly records: number;
  readonly summary: string;
}

function toFacts({ part, as_of, harvested_at, records, summary }: SnapshotRow): SnapshotFacts {
  return {
    partition: part,
    asOf: as_of.toISOString(),
    harvestedAt: harvested_at.toISOString(),
    records,
    summary: JSON.parse(summary) as SnapshotFacts['summary'],
  };
}

interface DeletionRow {
  readonly part: string;
  readonly deleted_at: Date;
  readonly records: number;
  readonly reason: DeletionRecord['reason'];
}

function toDeletion(
  { system, regionCode, name }: ReplicaCollection,
  { part, deleted_at, records, reason }: DeletionRow,
): DeletionRecord {
  const deletedAt = deleted_at.toISOString();
  return { system, regionCode, name, partition: part, deletedAt, records, reason };
}
