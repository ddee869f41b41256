import type { ReplicaDeclaration } from '../../common/binding.ts';
import type { RegionCode } from '../../common/region-code.ts';

/** What is harvested from one system of one region, such as the pupils of Dapodik in 36.71. */
export interface ReplicaCollection {
  readonly system: string;
  readonly regionCode: RegionCode;
  readonly name: string;
}

/** The unit that a harvest replaces as a whole: all of a collection, or one institution's part of it. */
export interface ReplicaPartition extends ReplicaCollection {
  /** Such as the code of the server that it comes from; `all` where the collection has one part. */
  readonly partition: string;
}

/** One harvested row, as its harvester gives it. */
export interface ReplicaRecord {
  /** Unique within the partition, and stable from one harvest to the next. Not personal; else a `pseudonym`. */
  readonly key: string;
  /** What the row can be looked up by, by name. Kept as keyed hashes (HMAC-SHA-256) only; an empty value is not kept. */
  readonly lookups: Readonly<Record<string, string>>;
  /** Personal columns: sealed with AES-256-GCM under a key named by `kid`. JSON. */
  readonly sealed: Readonly<Record<string, unknown>>;
  /** Columns that are not personal. JSON. Kept in clear. */
  readonly open: Readonly<Record<string, unknown>>;
}

/** A row that is read back, its personal columns opened. */
export interface StoredRecord {
  readonly key: string;
  readonly partition: string;
  readonly sealed: Readonly<Record<string, unknown>>;
  readonly open: Readonly<Record<string, unknown>>;
  /** The instant the snapshot is stated at, RFC 3339. */
  readonly asOf: string;
}

/** The last whole snapshot of a partition. */
export interface SnapshotFacts {
  readonly partition: string;
  readonly asOf: string;
  /** When the harvest was completed, RFC 3339: what was stated long ago may have been read just now. */
  readonly harvestedAt: string;
  readonly records: number;
  /** What the harvester computed of the whole, such as counts; nothing personal. */
  readonly summary: Readonly<Record<string, unknown>>;
}

/** What a harvest did, counted from its beginning also where it was resumed. */
export interface HarvestReport {
  /** Rows kept and rows rejected. */
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  /** Records of the snapshot before that are not in this one. */
  readonly gone: number;
  readonly changed: number;
}

/**
 * A harvest under way. What it puts is invisible until `complete`, which replaces the snapshot before it in one
 * transaction. A harvest that was killed is resumed by the next `beginHarvest` of its partition.
 */
export interface Harvest {
  /** The checkpoint that a killed harvest had reached; null where this one starts afresh. */
  readonly resumesAfter: string | null;
  /**
   * Adds rows and notes how far the harvest is, in one transaction. A row put twice counts once; the later one stays.
   * `rejected` is how many rows were rejected since the `put` before.
   */
  put(
    records: readonly ReplicaRecord[],
    progress: { readonly checkpoint: string; readonly rejected: number },
  ): Promise<void>;
  /** Replaces the snapshot and ends the harvest. */
  complete(facts: {
    readonly asOf: string;
    readonly summary: Readonly<Record<string, unknown>>;
  }): Promise<HarvestReport>;
  /** Throws away what was put and ends the harvest; the snapshot before stays. */
  discard(): Promise<void>;
  /**
   * Lets the partition go without an end, such as when its source has failed: what was put stays for the next
   * `beginHarvest` to resume. Every harvest ends in `complete`, `discard` or this; after one of them it does nothing.
   */
  suspend(): Promise<void>;
}

/**
 * Proof that rows were deleted: how many of what, when and why, and no more. `RETENTION`: they were not harvested again
 * in time. `REPLACED`: they were not in the snapshot that replaced theirs.
 */
export interface DeletionRecord extends ReplicaPartition {
  readonly deletedAt: string;
  readonly records: number;
  readonly reason: 'RETENTION' | 'REPLACED';
}

/**
 * Replicas of systems that cannot be asked by key, on PostgreSQL. They are declared in a binding, guarded like any source
 * by whoever reads them, and deleted at the end of their retention.
 */
export interface ReplicaStore {
  /**
   * Begins a harvest, or resumes one that was killed or suspended less than `everyMinutes` after it had begun; what an
   * older one had put is thrown away. One harvest of a partition runs at a time, over all processes.
   *
   * @throws HarvestUnderWayError - another one runs.
   */
  beginHarvest(partition: ReplicaPartition, declaration: ReplicaDeclaration): Promise<Harvest>;
  /**
   * The rows that each value finds, in the order of `values`, over all partitions: one query for any number of values.
   * What is past its retention is not found, even before it is deleted.
   *
   * @throws Error - where the store cannot be reached.
   */
  lookUp(
    collection: ReplicaCollection,
    lookup: string,
    values: readonly string[],
  ): Promise<readonly (readonly StoredRecord[])[]>;
  /**
   * A keyed hash (HMAC-SHA-256, hex) that stands for a value within the collection: a record's key where what makes a row
   * the same, such as a NIK and a year, is personal.
   */
  pseudonym(collection: ReplicaCollection, value: string): string;
  /** The partitions' last whole snapshots, by partition. */
  snapshots(collection: ReplicaCollection): Promise<readonly SnapshotFacts[]>;
  /** Rows of a partition by key, after `afterKey`, at most `limit`. */
  page(
    partition: ReplicaPartition,
    afterKey: string | null,
    limit: number,
  ): Promise<readonly StoredRecord[]>;
  /** Deletes what is past its retention, and records it. */
  expire(): Promise<readonly DeletionRecord[]>;
  deletions(collection: ReplicaCollection): Promise<readonly DeletionRecord[]>;
  close(): Promise<void>;
}
