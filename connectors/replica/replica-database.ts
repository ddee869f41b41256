import pg, { type Client, type ClientBase, type Pool, type QueryResultRow } from 'pg';
import { InternalError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import { HarvestUnderWayError } from './harvest-under-way-error.ts';
import { inTransaction } from './in-transaction.ts';
import { migrateReplicaSchema } from './migrate-replica-schema.ts';

/** The store's database: its schema is there before anything is asked. */
export interface ReplicaDatabase {
  query<Row extends QueryResultRow>(
    sql: string,
    parameters: readonly unknown[],
  ): Promise<readonly Row[]>;
  /** Runs `work` on a pooled connection, in one transaction. */
  transaction<Result>(work: (client: ClientBase) => Promise<Result>): Promise<Result>;
  /** A connection of its own; whoever asked for it ends it, or `close` does. */
  connect(): Promise<Client>;
  /** Ends all connections. What runs on one of `connect` ends without being committed. */
  close(): Promise<void>;
}

const CONNECT_MS = 3_000;
/** A look-up that takes longer has gone wrong; in ms. */
const QUERY_MS = 10_000;
/** Replacing a snapshot of a million rows takes a minute or two; in ms. */
const HARVEST_MS = 600_000;

/** Connects when first used. Every error is an InternalError: the driver's own text goes to no log. */
export function createReplicaDatabase(url: string, logger: Logger): ReplicaDatabase {
  const settings = {
    connectionString: url,
    application_name: 'jawara-replica',
    connectionTimeoutMillis: CONNECT_MS,
    options: '-c timezone=UTC',
  };
  const pool = new pg.Pool({
    ...settings,
    statement_timeout: QUERY_MS,
    max: 8,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  let closing = false;
  const onLost = (err: unknown) => {
    if (!closing) logger.warn({ err }, 'a connection to the replica store was lost');
  };
  pool.on('error', onLost);
  pool.on('connect', (client) => {
    // While a client is leased, the pool does not listen: a connection that is lost then would end the process.
    client.on('error', () => undefined);
  });
  const connected = new Set<Client>();
  let migrating: Promise<void> | undefined;

  /** Once; again where it has failed. */
  function migrated(): Promise<void> {
    migrating ??= leased(pool, migrateReplicaSchema).catch((error: unknown) => {
      migrating = undefined;
      throw error;
    });
    return migrating;
  }

  return {
    query: <Row extends QueryResultRow>(sql: string, parameters: readonly unknown[]) =>
      asInternal(async () => {
        await migrated();
        return (await pool.query<Row>(sql, [...parameters])).rows;
      }),
    transaction: (work) =>
      asInternal(async () => {
        await migrated();
        return leased(pool, (client) => inTransaction(client, work));
      }),
    connect: () =>
      asInternal(async () => {
        await migrated();
        const client = new pg.Client({ ...settings, statement_timeout: HARVEST_MS });
        client.on('error', onLost);
        client.once('end', () => connected.delete(client));
        connected.add(client);
        await client.connect();
        return client;
      }),
    async close() {
      closing = true;
      const ending = [...connected].map((client) => client.end().catch(() => undefined));
      await Promise.all([pool.end(), ...ending]);
    },
  };
}

async function leased<Result>(
  pool: Pool,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let fault: unknown;
  try {
    return await work(client);
  } catch (error) {
    fault = error;
    throw error;
  } finally {
    client.release(fault !== undefined);
  }
}

/** The driver's errors can quote what they failed on: they become the cause, whose text is not logged. */
export async function asInternal<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InternalError || error instanceof HarvestUnderWayError) throw error;
    throw new InternalError('the replica store cannot be asked', error);
  }
}
