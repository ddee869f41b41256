import {
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Dialect,
} from 'kysely';
import type { SqlDialect, SystemBinding } from '../../common/binding.ts';
import { InternalError, SourceError } from '../../common/errors/errors.ts';
import type { ConnectorContext, Probe } from '../connector.ts';
import { sourceError } from '../resilience/refuse-closed-source.ts';
import { createSourceGate, type GateOptions, type SourceGate } from '../resilience/source-gate.ts';
import { createMariadbDriver } from './mariadb-driver.ts';
import { DEFAULT_REPLY_LIMITS } from './meter-reply.ts';
import { createPostgresqlDriver } from './postgresql-driver.ts';
import type { SqlConnector } from './sql-connector.ts';
import type { SqlDriver, SqlStatement } from './sql-driver.ts';
import { toSourceErrorCode } from './to-source-error-code.ts';

/**
 * The connector of a binding with an SQL connection. Kysely builds the queries and never runs them: that is done over
 * a pool of `limits.concurrent` connections, each opened when first needed, kept idle for 30 s, read-only, in UTC. A
 * statement whose deadline passes is cancelled in the server; should that fail, its connection is dropped and the
 * server ends it 1 s after `limits.timeoutMs`. A reply of more than `limits.replyRows` or `limits.replyBytes` is
 * `SOURCE_REPLY_INVALID`, as one that is too long is of an HTTP system: its statement is cancelled in the server when the
 * limit is passed, so no more than that is ever held. Every call goes through a gate (`createSourceGate`).
 *
 * @throws InternalError where the binding's connection is not SQL, or its URL cannot be read.
 */
export function createSqlConnector<DB>(
  binding: SystemBinding,
  context: ConnectorContext,
  options: GateOptions = {},
): SqlConnector<DB> {
  const { connection, limits } = binding;
  if (connection.kind !== 'sql') throw new InternalError('the binding has no SQL connection');
  const { dialect } = connection;
  const db = new Kysely<DB>({ dialect: BUILDERS[dialect] });
  const gate = createSourceGate(binding, context, options);
  const { system, regionCode } = binding;
  const driver = DRIVERS[dialect]({
    url: connection.url,
    connections: limits.concurrent,
    timeoutMs: limits.timeoutMs,
    reply: {
      rows: limits.replyRows ?? DEFAULT_REPLY_LIMITS.rows,
      bytes: limits.replyBytes ?? DEFAULT_REPLY_LIMITS.bytes,
    },
    onIdleFault: (err) => {
      context.logger.warn({ system, regionCode, err }, 'a connection was lost');
    },
  });
  return {
    dialect,
    async run<Row>(...[call, method, build]: Parameters<SqlConnector<DB>['run']>) {
      const statement = build(db).compile();
      const work = (signal: AbortSignal) => runOn(driver, statement, signal, binding);
      return (await gate.run(call, method, work)) as readonly Row[];
    },
    probe: () => probe(gate, driver, binding),
    close: () => driver.close(),
  };
}

const DRIVERS = { postgresql: createPostgresqlDriver, mariadb: createMariadbDriver } as const;

const BUILDERS: Readonly<Record<SqlDialect, Dialect>> = {
  postgresql: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  mariadb: {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  },
};

async function runOn(
  driver: SqlDriver,
  statement: SqlStatement,
  signal: AbortSignal,
  binding: SystemBinding,
): Promise<readonly unknown[]> {
  try {
    return await driver.run(statement, signal);
  } catch (error) {
    const code = signal.aborted ? 'SOURCE_TIMEOUT' : toSourceErrorCode(error);
    if (code === undefined) throw new InternalError('an SQL driver failed', error);
    throw sourceError(binding, code, error);
  }
}

async function probe(gate: SourceGate, driver: SqlDriver, binding: SystemBinding): Promise<Probe> {
  const signal = AbortSignal.timeout(binding.limits.timeoutMs);
  try {
    const statement = { sql: 'SELECT 1', parameters: [] };
    await gate.probe(() => runOn(driver, statement, signal, binding));
    return { reachable: true, credentials: 'ACCEPTED', detail: 'The database answers.' };
  } catch (error) {
    return toProbe(error);
  }
}

function toProbe(error: unknown): Probe {
  if (!(error instanceof SourceError)) throw error;
  switch (error.code) {
    case 'SOURCE_REJECTED_CREDENTIALS':
      return {
        reachable: true,
        credentials: 'REJECTED',
        detail: 'The server refuses the user or the password.',
      };
    case 'SOURCE_REPLY_INVALID':
      return {
        reachable: true,
        credentials: 'UNKNOWN',
        detail: 'The server answers, but the database cannot be opened.',
      };
    case 'SOURCE_TIMEOUT':
      return {
        reachable: false,
        credentials: 'UNKNOWN',
        detail: 'The server does not answer in time.',
      };
    case 'SOURCE_RATE_LIMITED':
      return {
        reachable: false,
        credentials: 'UNKNOWN',
        detail: 'Our limit is used up: the server was not asked.',
      };
    default:
      return { reachable: false, credentials: 'UNKNOWN', detail: 'The server cannot be reached.' };
  }
}
