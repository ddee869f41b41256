import type { ClientBase } from 'pg';
import { InternalError } from '../../common/errors/errors.ts';
import { inTransaction } from './in-transaction.ts';

/**
 * The schema's versions, each the step from the one before; a step that has been released is never changed.
 *
 * A `generation` is one harvest's rows. What a partition (`part`) shows is the rows of its `generation`; what is being
 * harvested are the rows of `pending`, which nobody reads. Personal values stand in `record.sealed` alone, encrypted, and
 * as keyed hashes in `lookup.hash` and `record.digest`. `open` and `summary` are JSON in text columns: nothing is asked
 * of their inside, and `jsonb` refuses some texts.
 */
const STEPS: readonly string[] = [
  `CREATE SEQUENCE jawara_replica.generation;
   CREATE TABLE jawara_replica.part (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     system text NOT NULL,
     region text NOT NULL,
     collection text NOT NULL,
     name text NOT NULL COLLATE "C",
     owner text NOT NULL,
     retention_days integer NOT NULL,
     generation bigint,
     as_of timestamptz,
     harvested_at timestamptz,
     records integer,
     summary text,
     pending bigint,
     begun_at timestamptz,
     checkpoint text,
     rejected bigint NOT NULL DEFAULT 0,
     UNIQUE (system, region, collection, name)
   );
   CREATE TABLE jawara_replica.record (
     generation bigint NOT NULL,
     key text NOT NULL COLLATE "C",
     kid text NOT NULL,
     nonce bytea NOT NULL,
     sealed bytea NOT NULL,
     open text NOT NULL,
     digest bytea NOT NULL,
     PRIMARY KEY (generation, key)
   );
   CREATE TABLE jawara_replica.lookup (
     hash bytea NOT NULL,
     generation bigint NOT NULL,
     key text NOT NULL COLLATE "C",
     PRIMARY KEY (hash, generation, key)
   );
   CREATE INDEX lookup_of_record ON jawara_replica.lookup (generation, key);
   CREATE TABLE jawara_replica.deletion (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     system text NOT NULL,
     region text NOT NULL,
     collection text NOT NULL,
     part text NOT NULL,
     deleted_at timestamptz NOT NULL,
     records integer NOT NULL,
     reason text NOT NULL CHECK (reason IN ('RETENTION', 'REPLACED'))
   );
   CREATE INDEX deletion_of_collection
     ON jawara_replica.deletion (system, region, collection, id);`,
];

/** Any number of processes may start at once; this one of PostgreSQL's advisory locks is theirs. */
const MIGRATION_LOCK = 0x4a57_0001;

/**
 * Brings the schema `jawara_replica` to this version; does nothing where it is there already.
 *
 * @throws InternalError where the schema is a newer program's.
 */
export async function migrateReplicaSchema(client: ClientBase): Promise<void> {
  if ((await versionOf(client)) === STEPS.length) return;
  // Before the transaction: one that had begun would not see what another process has made meanwhile.
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await inTransaction(client, migrate);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

async function migrate(client: ClientBase): Promise<void> {
  const from = await versionOf(client);
  if (from > STEPS.length) throw new InternalError("the replica schema is a newer program's");
  if (from === 0) await client.query(FIRST);
  for (const step of STEPS.slice(from)) await client.query(step);
  await client.query('UPDATE jawara_replica.schema_version SET version = $1', [STEPS.length]);
}

const FIRST = `
  CREATE SCHEMA IF NOT EXISTS jawara_replica;
  CREATE TABLE jawara_replica.schema_version (version integer NOT NULL);
  INSERT INTO jawara_replica.schema_version VALUES (0);`;

/** 0 where there is no schema. Asked first, so that a role that may not create schemas can use one that is there. */
async function versionOf(client: ClientBase): Promise<number> {
  const there = await client.query<{ found: boolean }>(
    `SELECT to_regclass('jawara_replica.schema_version') IS NOT NULL AS found`,
  );
  if (there.rows[0]?.found !== true) return 0;
  const { rows } = await client.query<{ version: number }>(
    'SELECT version FROM jawara_replica.schema_version',
  );
  return rows[0]?.version ?? 0;
}
