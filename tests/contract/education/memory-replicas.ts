import type {
  Harvest,
  ReplicaCollection,
  ReplicaPartition,
  ReplicaRecord,
  ReplicaStore,
  SnapshotFacts,
} from '../../../connectors/replica/replica-store.ts';

interface Part {
  readonly place: ReplicaPartition;
  snapshot?: { readonly facts: SnapshotFacts; readonly rows: ReadonlyMap<string, ReplicaRecord> };
  pending?: { readonly rows: Map<string, ReplicaRecord>; checkpoint: string | null; read: number };
}

export interface MemoryReplicas extends ReplicaStore {
  /** What was looked up, in order: how many values of what. */
  readonly asked: string[];
  /** From now on every reading fails. */
  fail(fails: boolean): void;
}

/** The store's contract in memory, without its keys: for tests that are about what is asked of it. */
export function createMemoryReplicas(): MemoryReplicas {
  const parts = new Map<string, Part>();
  const asked: string[] = [];
  let failing = false;

  const partsOf = ({ system, regionCode, name }: ReplicaCollection) => {
    if (failing) throw new Error('the store cannot be reached');
    return [...parts.values()].filter(
      ({ place }) =>
        place.system === system && place.regionCode === regionCode && place.name === name,
    );
  };

  return {
    asked,
    fail(fails) {
      failing = fails;
    },
    async beginHarvest(place): Promise<Harvest> {
      const key = Object.values(place).join('/');
      const part: Part = parts.get(key) ?? { place };
      parts.set(key, part);
      const pending = (part.pending ??= { rows: new Map(), checkpoint: null, read: 0 });
      return {
        resumesAfter: pending.checkpoint,
        async put(records, { checkpoint, rejected }) {
          for (const record of records) pending.rows.set(record.key, record);
          pending.read += records.length + rejected;
          pending.checkpoint = checkpoint;
        },
        async complete({ asOf, summary }) {
          const { rows, read } = pending;
          const before = part.snapshot?.rows ?? new Map<string, ReplicaRecord>();
          const facts = {
            partition: place.partition,
            asOf,
            harvestedAt: asOf,
            records: rows.size,
            summary,
          };
          part.snapshot = { facts, rows };
          delete part.pending;
          const gone = [...before.keys()].filter((each) => !rows.has(each)).length;
          return { read, kept: rows.size, rejected: read - rows.size, gone, changed: 0 };
        },
        async discard() {
          delete part.pending;
        },
        async suspend() {
          /* What was put stays. */
        },
      };
    },
    async lookUp(collection, lookup, values) {
      asked.push(`lookUp ${lookup} × ${values.length}`);
      const own = partsOf(collection);
      return values.map((value) =>
        own.flatMap(({ place: { partition }, snapshot }) =>
          [...(snapshot?.rows.values() ?? [])]
            .filter(({ lookups }) => lookups[lookup] === value)
            .map(({ key, sealed, open }) => ({
              ...{ key, partition, sealed, open },
              asOf: snapshot?.facts.asOf ?? '',
            })),
        ),
      );
    },
    async snapshots(collection) {
      asked.push('snapshots');
      return partsOf(collection).flatMap(({ snapshot }) => (snapshot ? [snapshot.facts] : []));
    },
    pseudonym: (_collection, value) => value,
    page: async () => [],
    expire: async () => [],
    deletions: async () => [],
    close: async () => undefined,
  };
}
