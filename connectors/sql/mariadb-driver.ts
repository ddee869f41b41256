import type { Socket } from 'node:net';
import type { Connection as CallbackConnection } from 'mysql2';
import mysql, { type FieldPacket, type PoolConnection, type RowDataPacket } from 'mysql2/promise';
import { endsWithin } from './ends-within.ts';
import { meterReply, type ReplyLimits } from './meter-reply.ts';
import { readMysqlUrl } from './read-mysql-url.ts';
import {
  IDLE_MS,
  SERVER_SLACK_MS,
  type SqlDriver,
  type SqlDriverOptions,
  type SqlStatement,
} from './sql-driver.ts';
import { toIsoDate, toRfc3339 } from './to-rfc3339.ts';

/** How long connecting, killing a statement, and the statement's end thereafter may take, each, in ms. */
const CANCEL_MS = 1_000;

/** By mysql2's column type. */
const CONVERSIONS: Readonly<Partial<Record<number, (text: string) => unknown>>> = {
  [mysql.Types.DATE]: toIsoDate,
  [mysql.Types.NEWDATE]: toIsoDate,
  [mysql.Types.DATETIME]: toRfc3339,
  [mysql.Types.TIMESTAMP]: toRfc3339,
};

/**
 * MariaDB. TLS as the URL's `ssl-mode` says (`readMysqlUrl`). Connects when first used. Statements are prepared in the
 * server: values never become part of the text.
 */
export function createMariadbDriver(options: SqlDriverOptions): SqlDriver {
  const settings = {
    ...readMysqlUrl(options.url),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    decimalNumbers: false,
    // A server must not ask us for files.
    flags: ['-LOCAL_FILES'],
  };
  const pool = mysql.createPool({
    ...settings,
    connectTimeout: options.timeoutMs,
    connectionLimit: options.connections,
    maxIdle: options.connections,
    idleTimeout: IDLE_MS,
    maxPreparedStatements: 200,
  });
  const opened = new Set<OpenConnection>();
  // The library's types call it a wrapper; what comes is the connection itself.
  pool.on('connection', (given) => {
    const connection = given as unknown as OpenConnection;
    opened.add(connection);
    connection.once('end', () => {
      opened.delete(connection);
    });
  });
  const prepared = new WeakSet<object>();
  let closing = false;

  async function lease(): Promise<PoolConnection> {
    const connection = await pool.getConnection();
    // The pool hands out a new wrapper each time; what lasts is the connection inside.
    const session = connection.connection;
    if (prepared.has(session)) return connection;
    session.on('error', (error: Error) => {
      if (!closing) options.onIdleFault(error);
    });
    const limitS = (options.timeoutMs + SERVER_SLACK_MS) / 1_000;
    try {
      for (const sql of [
        "SET time_zone = '+00:00'",
        `SET SESSION max_statement_time = ${limitS}`,
        'SET SESSION TRANSACTION READ ONLY',
      ]) {
        // Else a server that falls silent here keeps the connection, and with it a part of the pool, for ever.
        await connection.query({ sql, timeout: options.timeoutMs });
      }
    } catch (error) {
      connection.destroy();
      throw error;
    }
    prepared.add(session);
    return connection;
  }

  /** Over a connection of its own; whether it went through. */
  async function cancel(threadId: number): Promise<boolean> {
    try {
      const canceller = await mysql.createConnection({ ...settings, connectTimeout: CANCEL_MS });
      canceller.on('error', () => undefined);
      const kill = { sql: `KILL QUERY ${threadId}`, timeout: CANCEL_MS };
      await canceller.query(kill).finally(() => {
        canceller.destroy();
      });
      return true;
    } catch {
      return false;
    }
  }

  async function runOn(connection: PoolConnection, statement: SqlStatement, signal: AbortSignal) {
    /** Whether the connection may be used again. */
    let ending: Promise<boolean> | undefined;
    const running = askWithin(connection, statement, options.reply, () => {
      // What the server has yet to send is not wanted, nor is the connection over which it would come.
      ending ??= cancel(connection.threadId).then(() => drop(connection));
    });
    const onAbort = () => {
      ending ??= cancel(connection.threadId).then(async (cancelled) => {
        // The server may have ended it and this connection be dead all the same.
        const ended = cancelled && (await endsWithin(running, CANCEL_MS));
        if (!ended) connection.destroy();
        return ended;
      });
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const { rows, fields } = await running;
      return convert(rows, fields);
    } finally {
      signal.removeEventListener('abort', onAbort);
      // A kill on its way must not meet the connection's next statement.
      const destroyed = ending !== undefined && !(await ending);
      if (!destroyed) connection.release();
    }
  }

  return {
    async run(statement, signal) {
      const connection = await lease();
      if (!signal.aborted) return runOn(connection, statement, signal);
      connection.release();
      throw signal.reason;
    },
    async close() {
      closing = true;
      // A server that has gone silent never says good-bye: its connections are cut.
      if (await endsWithin(pool.end(), CLOSE_WITHIN_MS)) return;
      for (const connection of opened) connection.destroy();
    },
  };
}

interface Reply {
  readonly rows: RowDataPacket[];
  readonly fields: readonly FieldPacket[];
}

/** Asks for rows one by one, so that a reply beyond its limits is never held. */
function askWithin(
  { connection: session }: PoolConnection,
  { sql, parameters }: SqlStatement,
  limits: ReplyLimits,
  onExceeded: () => void,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const rows: RowDataPacket[] = [];
    let fields: readonly FieldPacket[] = [];
    const meter = meterReply(socketOf(session), limits, (error) => {
      reject(error);
      onExceeded();
    });
    const stop = () => {
      meter.stop();
      session.removeListener('error', fail);
    };
    // Without a callback, what befalls the connection is told to the connection alone.
    const fail = (error: Error) => {
      stop();
      reject(error);
    };
    session.once('error', fail);
    // The library's types have a promise's connection here; what is inside is the other one.
    const plain = session as unknown as CallbackConnection;
    const command = plain.execute(sql, [...parameters] as string[]);
    command.on('fields', (described: readonly FieldPacket[]) => {
      fields = described;
    });
    command.on('result', (row: RowDataPacket) => {
      rows.push(row);
      meter.countRow();
    });
    command.on('error', fail);
    command.on('end', () => {
      stop();
      resolve({ rows, fields });
    });
  });
}

/** Gives a connection up at once, with what is still on its way. */
function drop(connection: PoolConnection): false {
  socketOf(connection.connection).destroy();
  connection.destroy();
  return false;
}

/** What the connection reads from; mysql2 has it, its types do not. */
function socketOf(session: PoolConnection['connection']): Socket {
  return (session as unknown as { readonly stream: Socket }).stream;
}

interface OpenConnection {
  destroy(): void;
  once(event: 'end', listener: () => void): void;
}

/** How long open connections may take to say good-bye, in ms. */
const CLOSE_WITHIN_MS = 2_000;

/** Dates and timestamps in the connector's form, the other columns as they are. */
function convert(rows: RowDataPacket[], fields: readonly FieldPacket[]): readonly unknown[] {
  const columns = fields.flatMap(({ name, columnType }) => {
    const conversion = CONVERSIONS[columnType ?? -1];
    return conversion === undefined ? [] : [{ name, conversion }];
  });
  if (columns.length === 0) return rows;
  return rows.map((row) => {
    const converted: Record<string, unknown> = { ...row };
    for (const { name, conversion } of columns) {
      const value = converted[name];
      if (typeof value === 'string') converted[name] = conversion(value);
    }
    return converted;
  });
}
