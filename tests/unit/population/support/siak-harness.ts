import type { SqlDialect, SystemBinding } from '../../../../common/binding.ts';
import { createSqlConnector } from '../../../../connectors/sql/create-sql-connector.ts';
import type { SqlConnector } from '../../../../connectors/sql/sql-connector.ts';
import type { SiakDatabase } from '../../../../subgraphs/population/siak-database.ts';
import { aBinding, observing } from './bindings.ts';
import { createSiakFixture, type BiodataRow, type CardRow } from './siak-fixture.ts';

export interface SiakHarness extends ReturnType<typeof observing> {
  readonly binding: SystemBinding;
  readonly sql: SqlConnector<SiakDatabase>;
  stop(): Promise<void>;
  /** Takes the database away under the connector. */
  drop(): Promise<void>;
}

/** A SIAK of its own on a real server, with a connector to it. */
export async function createSiakHarness(
  dialect: SqlDialect,
  serverUrl: string,
  rows: { readonly people: readonly BiodataRow[]; readonly cards?: readonly CardRow[] },
  regionCode = '36.73',
): Promise<SiakHarness> {
  const fixture = await createSiakFixture(dialect, serverUrl, rows.people, rows.cards);
  const binding = aBinding('siak', regionCode, { kind: 'sql', dialect, url: fixture.url });
  const observed = observing(binding);
  const sql = createSqlConnector<SiakDatabase>(binding, observed.connector);
  let dropped = false;
  const drop = async () => {
    if (!dropped) await fixture.drop();
    dropped = true;
  };
  return {
    ...observed,
    binding,
    sql,
    drop,
    async stop() {
      await sql.close();
      await drop();
    },
  };
}
