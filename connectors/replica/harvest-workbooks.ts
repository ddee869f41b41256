import type { ReplicaDeclaration } from '../../common/binding.ts';
import type { SourceCall } from '../connector.ts';
import type {
  RejectedRow,
  WorkbookConnector,
  WorkbookFileContent,
} from '../workbook/workbook-connector.ts';
import type {
  Harvest,
  ReplicaCollection,
  ReplicaPartition,
  ReplicaRecord,
  ReplicaStore,
  SnapshotFacts,
} from './replica-store.ts';

export interface WorkbookHarvestOptions<Row> {
  readonly collection: ReplicaCollection;
  readonly declaration: ReplicaDeclaration;
  readonly connector: Pick<WorkbookConnector<Row>, 'readFiles'>;
  readonly replicas: ReplicaStore;
  /** What makes two rows the same; it may be personal, and is kept as a keyed hash. */
  readonly keyOf: (row: Row) => string;
  /** The rest of the row's record; undefined for a row that is not this collection's. */
  readonly toRecord: (row: Row) => Omit<ReplicaRecord, 'key'> | undefined;
  /** Told of each row that is not the collection's, once each time its file changes. */
  readonly onForeignRow: () => void;
}

/** What is kept of a file beside its rows; nothing personal. */
export interface WorkbookFileSummary {
  /** Digest over the file's content. */
  readonly version: string;
  /** How many rows were rejected, by column and reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** The file is no longer in the folder. */
  readonly removed: boolean;
}

/** Records put at a time. */
const CHUNK = 500;

/**
 * Harvests a folder of workbooks. Each file is a partition, which its content replaces as a whole. A file that is rejected as
 * a whole (damaged, half written, another header) keeps the rows that it gave before, until their retention ends; one that
 * is no longer in the folder loses them now. What a killed run had put is thrown away.
 *
 * @param signal - where it is aborted, the harvest stops before the next file.
 * @throws SourceError - the connector's, also where no file is there: an empty folder is rather one that is not mounted.
 * @throws Error - the replica store's.
 */
export async function harvestWorkbooks<Row>(
  options: WorkbookHarvestOptions<Row>,
  call: SourceCall,
  signal: AbortSignal,
): Promise<void> {
  const { collection, connector, replicas } = options;
  const before = await replicas.snapshots(collection);
  const versions = new Map(before.map((facts) => [facts.partition, toFileSummary(facts).version]));
  const files = await connector.readFiles(call, versions);
  for (const file of files) {
    signal.throwIfAborted();
    const unchanged = versions.get(file.file) === file.version;
    if (file.rows !== undefined) await harvestFile(options, file, file.rows, unchanged);
  }
  const present = new Set(files.map(({ file }) => file));
  for (const facts of before) {
    signal.throwIfAborted();
    const isGone = !present.has(facts.partition) && !toFileSummary(facts).removed;
    if (isGone) await emptyPartition(options, facts);
  }
}

/** What a harvest has noted of a file. */
export function toFileSummary({ summary }: Pick<SnapshotFacts, 'summary'>): WorkbookFileSummary {
  const { version, rejected, removed } = summary as Partial<WorkbookFileSummary>;
  return { version: version ?? '', rejected: rejected ?? {}, removed: removed === true };
}

async function harvestFile<Row>(
  options: WorkbookHarvestOptions<Row>,
  { file, version, modifiedAt, rejected }: WorkbookFileContent<Row>,
  rows: readonly Row[],
  unchanged: boolean,
): Promise<void> {
  const { collection, replicas, keyOf, toRecord, onForeignRow } = options;
  const records = rows.flatMap((row): ReplicaRecord[] => {
    const record = toRecord(row);
    if (record !== undefined) {
      return [{ ...record, key: replicas.pseudonym(collection, keyOf(row)) }];
    }
    if (!unchanged) onForeignRow();
    return [];
  });
  await replacePartition(options, file, records, rejected.length, {
    asOf: modifiedAt,
    summary: { version, rejected: countReasons(rejected), removed: false },
  });
}

async function emptyPartition<Row>(
  options: WorkbookHarvestOptions<Row>,
  { partition, asOf }: SnapshotFacts,
): Promise<void> {
  const summary = { version: '', rejected: {}, removed: true };
  await replacePartition(options, partition, [], 0, { asOf, summary });
}

async function replacePartition<Row>(
  options: WorkbookHarvestOptions<Row>,
  partition: string,
  records: readonly ReplicaRecord[],
  rejected: number,
  facts: { readonly asOf: string; readonly summary: WorkbookFileSummary },
): Promise<void> {
  const harvest = await beginAfresh(options, { ...options.collection, partition });
  try {
    for (let from = 0; from < Math.max(records.length, 1); from += CHUNK) {
      const progress = { checkpoint: String(from), rejected: from === 0 ? rejected : 0 };
      await harvest.put(records.slice(from, from + CHUNK), progress);
    }
    await harvest.complete({ ...facts, summary: { ...facts.summary } });
  } catch (error) {
    // What went wrong first is what counts.
    await harvest.discard().catch(() => undefined);
    throw error;
  }
}

/** A file is read in one go: half of one is no place to go on from. */
async function beginAfresh<Row>(
  { replicas, declaration }: WorkbookHarvestOptions<Row>,
  partition: ReplicaPartition,
): Promise<Harvest> {
  const harvest = await replicas.beginHarvest(partition, declaration);
  if (harvest.resumesAfter === null) return harvest;
  await harvest.discard();
  return replicas.beginHarvest(partition, declaration);
}

function countReasons(rejected: readonly RejectedRow[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { column, reason } of rejected) {
    const name = column === null ? reason : `${column}: ${reason}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
