import type {
  Harvest,
  ReplicaCollection,
  ReplicaRecord,
  ReplicaStore,
  SnapshotFacts,
} from '../../../connectors/replica/replica-store.ts';
import { NOW } from './bindings.ts';

export interface MemoryReplicas extends ReplicaStore {
  /** Everything that was ever put, thrown away or not. */
  readonly put: ReplicaRecord[];
  /** How often the facts of snapshots were read. */
  reads: number;
  /** Each look-up, such as `36.71 × 2`: the region and how many values. */
  readonly lookUps: string[];
  failing: boolean;
  /** A killed harvest is left behind in every partition. */
  leaveKilled(): void;
}

/** The replica store's interface in memory, for tests that are not about the store. Harvests end when `now` says. */
export function createMemoryReplicas(now: () => string = () => NOW): MemoryReplicas {
  interface Part {
    readonly collection: string;
    facts?: SnapshotFacts;
    rows: readonly ReplicaRecord[];
    pending: ReplicaRecord[];
  }
  const parts = new Map<string, Part>();
  let killed = false;
  const nameOf = ({ system, regionCode, name }: ReplicaCollection) =>
    [system, regionCode, name].join('/');
  const partsOf = (collection: ReplicaCollection) => {
    if (replicas.failing) throw new Error('the store cannot be reached');
    return [...parts.values()].filter((part) => part.collection === nameOf(collection));
  };

  const replicas: MemoryReplicas = {
    put: [],
    reads: 0,
    lookUps: [],
    failing: false,
    leaveKilled() {
      killed = true;
    },
    async beginHarvest(partition) {
      const place = `${nameOf(partition)}/${partition.partition}`;
      const part = parts.get(place) ?? { collection: nameOf(partition), rows: [], pending: [] };
      parts.set(place, part);
      const resumesAfter = killed ? '2' : null;
      if (resumesAfter === null) part.pending = [];
      let rejected = 0;
      const harvest: Harvest = {
        resumesAfter,
        async put(records, progress) {
          part.pending.push(...records);
          replicas.put.push(...records);
          rejected += progress.rejected;
        },
        async complete({ asOf, summary }) {
          part.rows = [...new Map(part.pending.map((row) => [row.key, row])).values()];
          const kept = part.rows.length;
          const { partition: name } = partition;
          part.facts = { partition: name, asOf, harvestedAt: now(), records: kept, summary };
          return { read: kept + rejected, kept, rejected, gone: 0, changed: 0 };
        },
        async discard() {
          killed = false;
          part.pending = [];
        },
        async suspend() {
          return undefined;
        },
      };
      return harvest;
    },
    async snapshots(collection) {
      replicas.reads += 1;
      return partsOf(collection).flatMap(({ facts }) => facts ?? []);
    },
    async lookUp(collection, lookup, values) {
      replicas.lookUps.push(`${collection.regionCode} × ${values.length}`);
      const known = partsOf(collection).flatMap(({ facts, rows }) =>
        facts === undefined ? [] : rows.map((row) => ({ ...row, ...facts })),
      );
      return values.map((value) => known.filter(({ lookups }) => lookups[lookup] === value));
    },
    pseudonym: (_collection, value) => `pseudonym of ${value}`,
    page: async () => [],
    expire: async () => [],
    deletions: async () => [],
    close: async () => undefined,
  };
  return replicas;
}
