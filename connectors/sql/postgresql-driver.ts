import type { Socket } from 'node:net';
import pg from 'pg';
import { endsWithin } from './ends-within.ts';
import { meterReply, type ReplyLimits } from './meter-reply.ts';
import {
  IDLE_MS,
  SERVER_SLACK_MS,
  type SqlDriver,
  type SqlDriverOptions,
  type SqlStatement,
} from './sql-driver.ts';
import { toIsoDate, toRfc3339 } from './to-rfc3339.ts';

/** How long cancelling a statement, and its end thereafter, may take, each, in ms. */
const CANCEL_MS = 1_000;

/** By type oid; what is not here keeps pg's parser, whose bigints and numerics are exact strings. */
const PARSERS: Readonly<Partial<Record<number, (text: string) => unknown>>> = {
  [pg.types.builtins.DATE]: toIsoDate,
  [pg.types.builtins.TIMESTAMP]: toRfc3339,
  [pg.types.builtins.TIMESTAMPTZ]: toRfc3339,
  // char(n) comes padded; MariaDB's does not.
  [pg.types.builtins.BPCHAR]: (text) => text.replace(/ +$/, ''),
};

const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format): (value: string) => unknown {
    const own = format === 'binary' ? undefined : PARSERS[oid];
    return own ?? (pg.types.getTypeParser(oid, format) as (value: string) => unknown);
  },
};

/** PostgreSQL. TLS as the URL's `sslmode` says (as in libpq's manual). Connects when first used. */
export function createPostgresqlDriver(options: SqlDriverOptions): SqlDriver {
  const settings = {
    connectionString: options.url,
    types,
    application_name: 'jawara',
    connectionTimeoutMillis: options.timeoutMs,
  };
  const pool = new pg.Pool({
    ...settings,
    max: options.connections,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
  });
  let closing = false;
  pool.on('error', (error) => {
    if (!closing) options.onIdleFault(error);
  });
  pool.on('connect', (client) => {
    // While a client is leased, the pool does not listen: a connection that is lost then would end the process. Whoever
    // waits on it is told by his statement.
    client.on('error', () => undefined);
  });
  const prepared = new WeakSet<pg.PoolClient>();
  const sessionSettings = `
    SET default_transaction_read_only = on;
    SET TIME ZONE 'UTC';
    SET datestyle = 'ISO, YMD';
    SET statement_timeout = ${options.timeoutMs + SERVER_SLACK_MS}`;

  async function lease(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    if (prepared.has(client)) return client;
    try {
      // Else a server that falls silent here keeps the connection, and with it a part of the pool, for ever.
      await client.query({
        text: sessionSettings,
        query_timeout: options.timeoutMs,
      } as pg.QueryConfig);
    } catch (error) {
      client.release(true);
      throw error;
    }
    prepared.add(client);
    return client;
  }

  /** Over a connection of its own, as the protocol demands; whether it went through. */
  async function cancel(target: pg.PoolClient): Promise<boolean> {
    const canceller = new pg.Client({
      ...settings,
      connectionTimeoutMillis: CANCEL_MS,
      query_timeout: CANCEL_MS,
    });
    canceller.on('error', () => undefined);
    try {
      await canceller.connect();
      await canceller.query('SELECT pg_cancel_backend($1)', [backendOf(target)]);
      return true;
    } catch {
      return false;
    } finally {
      await canceller.end().catch(() => undefined);
    }
  }

  async function runOn(client: pg.PoolClient, statement: SqlStatement, signal: AbortSignal) {
    /** Whether the connection may be used again. */
    let ending: Promise<boolean> | undefined;
    const running = askWithin(client, statement, options.reply, () => {
      // What the server has yet to send is not wanted, nor is the connection over which it would come.
      ending ??= cancel(client).then(() => drop(client));
    });
    const onAbort = () => {
      ending ??= cancel(client).then(async (cancelled) => {
        // The server may have ended it and this connection be dead all the same.
        const ended = cancelled && (await endsWithin(running, CANCEL_MS));
        if (!ended) client.release(true);
        return ended;
      });
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await running;
    } finally {
      signal.removeEventListener('abort', onAbort);
      // A cancellation on its way must not meet the connection's next statement.
      const released = ending !== undefined && !(await ending);
      if (!released) client.release();
    }
  }

  return {
    async run(statement, signal) {
      const client = await lease();
      if (!signal.aborted) return runOn(client, statement, signal);
      client.release();
      throw signal.reason;
    },
    async close() {
      closing = true;
      // A server that has gone silent never says good-bye.
      await endsWithin(pool.end(), CLOSE_WITHIN_MS);
    },
  };
}

/** How long open connections may take to say good-bye, in ms. */
const CLOSE_WITHIN_MS = 2_000;

/** Asks for rows one by one, so that a reply beyond its limits is never held. */
function askWithin(
  client: pg.PoolClient,
  { sql, parameters }: SqlStatement,
  limits: ReplyLimits,
  onExceeded: () => void,
): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    const rows: unknown[] = [];
    const meter = meterReply(socketOf(client), limits, (error) => {
      reject(error);
      onExceeded();
    });
    const query = new pg.Query<Record<string, unknown>>({ text: sql, values: [...parameters] });
    query.on('row', (row) => {
      rows.push(row);
      meter.countRow();
    });
    query.on('error', (error) => {
      meter.stop();
      reject(error);
    });
    query.on('end', () => {
      meter.stop();
      resolve(rows);
    });
    client.query(query);
  });
}

/** Gives a connection up at once, with what is still on its way. */
function drop(client: pg.PoolClient): false {
  socketOf(client).destroy();
  client.release(true);
  return false;
}

/** What the connection reads from; pg has it, its types do not. */
function socketOf(client: pg.PoolClient): Socket {
  return (client as unknown as { readonly connection: { readonly stream: Socket } }).connection
    .stream;
}

/** The server's process that serves this connection; pg has it, its types do not. */
function backendOf(client: pg.PoolClient): number {
  return (client as unknown as { readonly processID: number }).processID;
}
