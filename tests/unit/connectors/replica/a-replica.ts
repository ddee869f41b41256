import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { ReplicaDeclaration } from '../../../../common/binding.ts';
import { systemClock, type Clock } from '../../../../common/clock.ts';
import { silentLogger, type Logger } from '../../../../common/logger.ts';
import { parseRegionCode } from '../../../../common/region-code.ts';
import { createReplicaStore } from '../../../../connectors/replica/create-replica-store.ts';
import type { ReplicaKeys } from '../../../../connectors/replica/replica-keys.ts';
import type {
  ReplicaPartition,
  ReplicaRecord,
  ReplicaStore,
} from '../../../../connectors/replica/replica-store.ts';

export const DECLARATION: ReplicaDeclaration = {
  owner: 'Dinas Pendidikan Kota Tangerang',
  everyMinutes: 60,
  retentionDays: 30,
};

export const COLLECTION = {
  system: 'dapodik',
  regionCode: parseRegionCode('36.71')!,
  name: 'pupils',
} as const;

export const partitionOf = (partition: string): ReplicaPartition => ({ ...COLLECTION, partition });
export const PART = partitionOf('20600001');

export const KEYS: ReplicaKeys = {
  activeKid: 'k1',
  keys: { k1: Buffer.alloc(32, 1) },
  lookupSecret: Buffer.alloc(32, 9),
};

/** A row of the invented person `number`, as harvested in a version of the source. */
export function recordOf(number: number, version = 1): ReplicaRecord {
  const id = String(number).padStart(4, '0');
  return {
    key: `p-${id}`,
    lookups: { nik: `367101170885${id}` },
    sealed: { name: `Orang ${id}`, version },
    open: { grade: number % 6, version },
  };
}

export const recordsOf = (count: number, version = 1): ReplicaRecord[] =>
  Array.from({ length: count }, (_value, index) => recordOf(index, version));

export interface OpenStoreOptions {
  readonly url: string;
  readonly keys?: ReplicaKeys;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

export function openStore(options: OpenStoreOptions): ReplicaStore {
  return createReplicaStore({ keys: KEYS, clock: systemClock, logger: silentLogger, ...options });
}

/** Harvests all of a partition in one put. */
export async function harvest(
  store: ReplicaStore,
  records: readonly ReplicaRecord[],
  part: ReplicaPartition = PART,
  asOf = '2026-03-01T00:00:00.000Z',
) {
  const begun = await store.beginHarvest(part, DECLARATION);
  await begun.put(records, { checkpoint: 'all', rejected: 0 });
  return begun.complete({ asOf, summary: { count: records.length } });
}

export interface OwnDatabase {
  readonly url: string;
  query<Row extends pg.QueryResultRow>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of the test's own on the server at `url`. */
export async function ownDatabase(url: string): Promise<OwnDatabase> {
  const name = `replica_${randomBytes(6).toString('hex')}`;
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  // What survives the server's own death is PostgreSQL's business, and waiting for the disk most of a test's time.
  await server.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: own.href });
  await client.connect();
  return {
    url: own.href,
    query: async <Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []) =>
      (await client.query<Row>(sql, parameters)).rows,
    async drop() {
      await client.end();
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.end();
    },
  };
}

/** Ends the connections of the harvests that are under way, as the end of their process would. */
export async function killHarvests(database: OwnDatabase): Promise<void> {
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
}
