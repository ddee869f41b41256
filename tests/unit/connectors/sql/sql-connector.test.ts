import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Kysely } from 'kysely';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { pino } from 'pino';
import type { SourceLimits, SqlDialect } from '../../../../common/binding.ts';
import { silentLogger } from '../../../../common/logger.ts';
import { createSqlConnector } from '../../../../connectors/sql/create-sql-connector.ts';
import type { SqlConnector } from '../../../../connectors/sql/sql-connector.ts';
import { serviceUrl } from '../../../support/services.ts';
import { startTcpProxy } from '../../../support/tcp-proxy.ts';
import { bindingOf, callWithin, codeOf, errorOf, observingContext } from '../support/sources.ts';

// Dates that are read through the machine's zone would be shifted by it.
process.env['TZ'] = 'America/Los_Angeles';

interface Tables {
  Ta_SPM: {
    No_SPM: string;
    No_ID: string;
    Total: string;
    Tgl_SPM: string | null;
    TGL_UBAH: string;
    Kd_Wilayah: string | null;
  };
}

/** A real server, asked directly, beside the connector. */
interface Administrator {
  readonly url: string;
  execute(statement: string): Promise<void>;
  /** How many of our slow or long statements the server is running. */
  runningStatements(): Promise<number>;
  close(): Promise<void>;
}

const DATABASE = `jawara_sql_test_${randomBytes(4).toString('hex')}`;
const METHOD = { name: 'payments', keys: 1 };
const ADMINISTRATORS = { postgresql: administerPostgresql, mariadb: administerMariadb };
const SLEEP = { postgresql: sql`pg_sleep(20)`, mariadb: sql`sleep(20)` };

for (const [dialect, service] of [
  ['postgresql', 'postgres'],
  ['mariadb', 'mariadb'],
] as const) {
  const serverUrl = await serviceUrl(service);
  const describeReal = serverUrl === undefined ? describe.skip : describe;

  describeReal(`an SQL connector on a real ${dialect}`, () => {
    const quote = (name: string) => (dialect === 'mariadb' ? `\`${name}\`` : `"${name}"`);
    const open: SqlConnector<Tables>[] = [];
    let administrator: Administrator;

    beforeAll(async () => {
      administrator = await ADMINISTRATORS[dialect](serverUrl ?? '');
      const timestamp = dialect === 'mariadb' ? 'datetime(3)' : 'timestamp';
      await administrator.execute(`CREATE TABLE ${quote('Ta_SPM')} (
        ${quote('No_SPM')} varchar(60) PRIMARY KEY, ${quote('No_ID')} bigint,
        ${quote('Total')} decimal(20,2), ${quote('Tgl_SPM')} date,
        ${quote('TGL_UBAH')} ${timestamp}, ${quote('Kd_Wilayah')} char(8))`);
      await administrator.execute(`INSERT INTO ${quote('Ta_SPM')} VALUES
        ('00001/SPM', 9223372036854775807, 123456789012345678.91, '2026-01-01', '2026-01-31 23:59:59.120', '36.71'),
        ('00002/SPM', 7, 0.10, NULL, '2026-02-01 00:00:00', NULL)`);
    });

    afterAll(async () => {
      await Promise.all(open.map((connector) => connector.close()));
      await administrator.close();
    });

    function connect(
      limits: Partial<SourceLimits> = {},
      url = administrator.url,
      logger = silentLogger,
    ) {
      const context = { ...observingContext(), logger };
      const binding = bindingOf({ kind: 'sql', dialect, url }, limits);
      const connector = createSqlConnector<Tables>(binding, context, { retryAfterMs: 1 });
      open.push(connector);
      return { connector, context };
    }

    const everything = (db: Kysely<Tables>) =>
      db.selectFrom('Ta_SPM').selectAll().orderBy('No_SPM');

    it('refuses a wrong user, without repeating anything of the driver', async () => {
      const { connector } = connect({}, withUser(administrator.url, 'nobody_here', 'wrong-secret'));
      const error = await errorOf(connector.run(callWithin(5_000), METHOD, everything));
      expect(error.code).toBe('SOURCE_REJECTED_CREDENTIALS');
      expect(error.message).toBe('siak of region 36.71 rejects our credentials.');
      const probe = await connector.probe();
      expect(probe).toMatchObject({ reachable: true, credentials: 'REJECTED' });
      expect(JSON.stringify([probe, error])).not.toMatch(/nobody_here|wrong-secret/);
    });

    it('refuses to write', async () => {
      const { connector } = connect();
      const write = connector.run(callWithin(5_000), METHOD, (db) =>
        db.updateTable('Ta_SPM').set({ Kd_Wilayah: '36.02' }).returning('No_SPM'),
      );
      expect(await codeOf(write)).toBe('SOURCE_REPLY_INVALID');
      const remove = connector.run(callWithin(5_000), METHOD, (db) => db.deleteFrom('Ta_SPM'));
      expect(await codeOf(remove)).toBe('SOURCE_REPLY_INVALID');
      expect(await connector.run(callWithin(5_000), METHOD, everything)).toHaveLength(2);
    });

    it('refuses a table or a column that is not as recorded', async () => {
      const { connector } = connect();
      const table = connector.run(callWithin(5_000), METHOD, (db) =>
        db.selectFrom('ta_spm' as 'Ta_SPM').selectAll(),
      );
      expect(await codeOf(table)).toBe('SOURCE_REPLY_INVALID');
      const column = connector.run(callWithin(5_000), METHOD, (db) =>
        db.selectFrom('Ta_SPM').select('Nm_Sub' as 'No_SPM'),
      );
      const error = await errorOf(column);
      expect(error.code).toBe('SOURCE_REPLY_INVALID');
      expect(error.message).not.toContain('Nm_Sub');
    });

    it('cancels the query in the server when the deadline passes', async () => {
      const { connector, context } = connect();
      const slow = connector.run(callWithin(400), METHOD, (db) =>
        db.selectFrom('Ta_SPM').select(SLEEP[dialect].as('slept')).limit(1),
      );
      await pause(200);
      expect(await administrator.runningStatements()).toBe(1);
      expect(await codeOf(slow)).toBe('SOURCE_TIMEOUT');
      await pause(300);
      expect(await administrator.runningStatements()).toBe(0);
      expect(context.calls.map(({ outcome }) => outcome)).toEqual(['SOURCE_TIMEOUT']);
      expect(await connector.run(callWithin(5_000), METHOD, everything)).toHaveLength(2);
    });

    it.each([
      ['rows', 1_000, { replyRows: 999 }, 1],
      ['bytes', 1_000, { replyBytes: 50_000 }, 100],
      ['bytes in one row', 1, { replyBytes: 1_000_000 }, 10_000_000],
    ] as const)(
      'refuses a reply of too many %s, cancels it in the server, and goes on over another connection',
      async (_what, rows, limits, width) => {
        const { connector, context } = connect({ ...limits, concurrent: 1 });
        const error = await errorOf(
          connector.run(callWithin(5_000), METHOD, long(dialect, rows, width)),
        );
        expect(error.code).toBe('SOURCE_REPLY_INVALID');
        expect(context.calls.map(({ outcome }) => outcome)).toEqual(['SOURCE_REPLY_INVALID']);
        expect(await connector.run(callWithin(5_000), METHOD, everything)).toHaveLength(2);
      },
    );

    it('reads no further than the limit of a reply that has no end, which the server stops to make', async () => {
      const { connector } = connect({ replyRows: 10 });
      const before = process.memoryUsage().rss;
      const endless = connector.run(callWithin(5_000), METHOD, long(dialect, 100_000_000, 1_000));
      expect(await codeOf(endless)).toBe('SOURCE_REPLY_INVALID');
      expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
      await expect(eventuallyNone(() => administrator.runningStatements())).resolves.toBe(0);
    });

    it('takes a reply that is exactly as long as it may be', async () => {
      const { connector } = connect({ replyRows: 1_000 });
      const rows = await connector.run(callWithin(5_000), METHOD, long(dialect, 1_000, 10));
      expect(rows).toHaveLength(1_000);
    });

    it('calls a dead port unavailable, after one more try', async () => {
      const { connector, context } = connect({}, withPort(administrator.url, await deadPort()));
      const error = await errorOf(connector.run(callWithin(5_000), METHOD, everything));
      expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true });
      expect(context.calls).toHaveLength(2);
      expect(await connector.probe()).toMatchObject({ reachable: false, credentials: 'UNKNOWN' });
    });

    it('calls a server that accepts and stays silent a timeout', async () => {
      const silent = createServer(() => undefined);
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const { port } = silent.address() as { port: number };
      const { connector } = connect({ timeoutMs: 200 }, withPort(administrator.url, port));
      expect(await codeOf(connector.run(callWithin(5_000), METHOD, everything))).toBe(
        'SOURCE_TIMEOUT',
      );
      await pause(300);
      silent.close();
    });

    it('gives exact bigints and decimals, dates without a zone, and instants in UTC', async () => {
      const { connector } = connect();
      expect(await connector.run(callWithin(5_000), METHOD, everything)).toEqual([
        {
          No_SPM: '00001/SPM',
          No_ID: '9223372036854775807',
          Total: '123456789012345678.91',
          Tgl_SPM: '2026-01-01',
          TGL_UBAH: '2026-01-31T23:59:59.12Z',
          Kd_Wilayah: '36.71',
        },
        {
          No_SPM: '00002/SPM',
          No_ID: '7',
          Total: '0.10',
          Tgl_SPM: null,
          TGL_UBAH: '2026-02-01T00:00:00Z',
          Kd_Wilayah: null,
        },
      ]);
    });

    it('sums and counts exactly, and takes values apart from the text', async () => {
      const { connector } = connect();
      const rows = await connector.run(callWithin(5_000), METHOD, (db) =>
        db
          .selectFrom('Ta_SPM')
          .select((of) => [
            of.fn.sum<string>('Total').as('sum'),
            of.fn.countAll<string>().as('count'),
          ])
          .where('No_SPM', 'in', ['00001/SPM', '00002/SPM', "x' OR '1'='1"])
          .where('Tgl_SPM', '>=', '2026-01-01')
          .where('No_ID', '=', '9223372036854775807')
          .limit(5),
      );
      expect(rows).toEqual([{ sum: '123456789012345678.91', count: '1' }]);
    });

    it('keeps to so many connections, and observes each call', async () => {
      const { connector, context } = connect({ concurrent: 2 });
      const ask = () => connector.run(callWithin(5_000), METHOD, everything);
      await Promise.all([ask(), ask(), ask(), ask(), ask()]);
      expect(context.calls).toHaveLength(5);
      expect(context.calls[0]).toMatchObject({ method: 'payments', keys: 1, outcome: 'ok' });
    });

    it.each([
      ['says that an idle connection was lost', false, ['a connection was lost']],
      ['says nothing of a connection that is lost while it closes', true, []],
    ])('%s', async (_what, closesFirst, said) => {
      const { hostname, port } = new URL(administrator.url);
      const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
      const warnings: unknown[] = [];
      const logger = pino({
        hooks: { logMethod: ([, message]) => warnings.push(message) },
      });
      const { connector } = connect({}, withPort(administrator.url, proxy.port), logger);
      await connector.run(callWithin(5_000), METHOD, everything);
      const closing = closesFirst ? connector.close() : undefined;
      proxy.behave();
      await closing;
      for (let attempt = 0; warnings.length < said.length && attempt < 100; attempt += 1)
        await pause(20);
      await proxy.stop();
      expect(warnings).toEqual(said);
    });

    it('says in a probe that the database answers', async () => {
      expect(await connect().connector.probe()).toEqual({
        reachable: true,
        credentials: 'ACCEPTED',
        detail: 'The database answers.',
      });
    });
  });
}

/** A query of so many rows, each of one column so many characters wide. */
function long(dialect: SqlDialect, rows: number, width: number) {
  const wide = sql`SELECT repeat('x', ${sql.lit(width)}) AS wide`;
  const times =
    dialect === 'mariadb'
      ? sql`FROM ${sql.raw(`seq_1_to_${rows}`)} AS jawara_long`
      : sql`, generate_series(1, ${sql.lit(rows)}) AS jawara_long`;
  return (db: Kysely<Tables>) => ({ compile: () => sql`${wide} ${times}`.compile(db) });
}

/** The count, asked for until it is none, for two seconds. */
async function eventuallyNone(count: () => Promise<number>): Promise<number> {
  for (let asked = 0; asked < 40; asked += 1) {
    if ((await count()) === 0) return 0;
    await pause(50);
  }
  return count();
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

function withDatabase(url: string): string {
  const changed = new URL(url);
  changed.pathname = `/${DATABASE}`;
  return changed.href;
}

function deadPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => {
        resolve(port);
      });
    });
  });
}

async function administerPostgresql(serverUrl: string): Promise<Administrator> {
  const server = new pg.Client(serverUrl);
  await server.connect();
  await server.query(`CREATE DATABASE ${DATABASE}`);
  const database = new pg.Client(withDatabase(serverUrl));
  await database.connect();
  return {
    url: withDatabase(serverUrl),
    async execute(statement) {
      await database.query(statement);
    },
    async runningStatements() {
      const { rows } = await server.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = '${DATABASE}' AND state = 'active'
         AND (query LIKE '%pg_sleep%' OR query LIKE '%jawara_long%') AND pid <> pg_backend_pid()`,
      );
      return rows.length;
    },
    async close() {
      await database.end();
      await server.query(`DROP DATABASE ${DATABASE} WITH (FORCE)`);
      await server.end();
    },
  };
}

async function administerMariadb(serverUrl: string): Promise<Administrator> {
  const server = await mysql.createConnection(serverUrl);
  await server.query(`CREATE DATABASE ${DATABASE}`);
  await server.query(`USE ${DATABASE}`);
  return {
    url: withDatabase(serverUrl),
    async execute(statement) {
      await server.query(statement);
    },
    async runningStatements() {
      const [rows] = await server.query(
        `SELECT 1 FROM information_schema.PROCESSLIST
         WHERE DB = '${DATABASE}' AND (INFO LIKE '%sleep(20)%' OR INFO LIKE '%jawara_long%') AND ID <> CONNECTION_ID()`,
      );
      return (rows as unknown[]).length;
    },
    async close() {
      await server.query(`DROP DATABASE ${DATABASE}`);
      await server.end();
    },
  };
}
