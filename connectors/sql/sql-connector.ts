import type { Compilable, Kysely } from 'kysely';
import type { SqlDialect } from '../../common/binding.ts';
import type { Probe, SourceCall } from '../connector.ts';

/**
 * A pooled SQL system. Bigints and decimals arrive as exact strings, dates as `YYYY-MM-DD`, timestamps as RFC 3339 in
 * UTC, in both dialects; identifiers are quoted as written, so mixed-case names work.
 */
export interface SqlConnector<DB> {
  readonly dialect: SqlDialect;
  /**
   * Runs one query built on `db` within the call's deadline and the binding's limits.
   *
   * @throws SourceError - `SOURCE_TIMEOUT`, `SOURCE_UNAVAILABLE`, `SOURCE_REJECTED_CREDENTIALS`, `SOURCE_RATE_LIMITED`,
   *   `SOURCE_REPLY_INVALID` (the server refused the query: its schema is not the recorded one;
   *   or the reply is longer than the binding's limits).
   */
  run<Row>(
    call: SourceCall,
    method: { readonly name: string; readonly keys: number },
    build: (db: Kysely<DB>) => Compilable<Row>,
  ): Promise<readonly Row[]>;
  probe(): Promise<Probe>;
  close(): Promise<void>;
}
