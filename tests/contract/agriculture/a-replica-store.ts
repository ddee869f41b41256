import type {
  Harvest,
  ReplicaRecord,
  ReplicaStore,
  SnapshotFacts,
} from '../../../connectors/replica/replica-store.ts';

export interface MemoryReplicas extends ReplicaStore {
  /** Everything that was ever put, thrown away or not. */
  readonly put: ReplicaRecord[];
  /** How often the store was read. */
  reads: number;
  failing: boolean;
  /** A killed harvest is left behind in every partition. */
  leaveKilled(): void;
}

/** The replica store's interface in memory, for tests that are not about the store. */
export function createMemoryReplicas(): MemoryReplicas {
  const snapshots = new Map<string, SnapshotFacts>();
  const pending = new Map<string, ReplicaRecord[]>();
  let killed = false;

  const replicas: MemoryReplicas = {
    put: [],
    reads: 0,
    failing: false,
    leaveKilled() {
      killed = true;
    },
    async beginHarvest({ system, regionCode, name, partition }) {
      const place = [system, regionCode, name].join('/');
      const resumesAfter = killed ? '2' : null;
      const rows = resumesAfter === null ? [] : (pending.get(place) ?? []);
      pending.set(place, rows);
      let rejected = 0;
      const harvest: Harvest = {
        resumesAfter,
        async put(records, progress) {
          rows.push(...records);
          replicas.put.push(...records);
          rejected += progress.rejected;
        },
        async complete({ asOf, summary }) {
          const kept = new Map(rows.map((row) => [row.key, row])).size;
          snapshots.set(place, { partition, asOf, records: kept, summary });
          return { read: kept + rejected, kept, rejected, gone: 0, changed: 0 };
        },
        async discard() {
          killed = false;
          pending.delete(place);
        },
        async suspend() {
          return undefined;
        },
      };
      return harvest;
    },
    async snapshots({ system, regionCode, name }) {
      replicas.reads += 1;
      if (replicas.failing) throw new Error('the store cannot be reached');
      const found = snapshots.get([system, regionCode, name].join('/'));
      return found === undefined ? [] : [found];
    },
    lookUp: async (_collection, _lookup, values) => values.map(() => []),
    page: async () => [],
    expire: async () => [],
    deletions: async () => [],
    close: async () => undefined,
  };
  return replicas;
}
