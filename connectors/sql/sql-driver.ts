import type { ReplyLimits } from './meter-reply.ts';

/** A compiled query: placeholders in the dialect's manner, values apart. */
export interface SqlStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * One dialect's pool. Sessions are read-only, in UTC and UTF-8. Errors are the driver's own and are not for showing:
 * `toSourceErrorCode` says what they mean.
 */
export interface SqlDriver {
  /**
   * Runs one statement; when the signal is aborted it is cancelled in the server too. Columns come as the connector's
   * contract says: bigints and decimals as strings, dates `YYYY-MM-DD`, timestamps RFC 3339 in UTC.
   *
   * @throws ReplyTooLargeError where the reply passes a limit: the statement is then cancelled in the server, and its
   *   connection is dropped with what was still to come.
   */
  run(statement: SqlStatement, signal: AbortSignal): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

export interface SqlDriverOptions {
  readonly url: string;
  /** Most connections at the same time. */
  readonly connections: number;
  /** Bound of connecting, and of one statement within the server, in ms. */
  readonly timeoutMs: number;
  readonly reply: ReplyLimits;
  /** Told of a fault on an idle connection, which the pool has dropped; not once the driver is being closed. */
  readonly onIdleFault: (error: unknown) => void;
}

/** How long an idle connection is kept, in ms. */
export const IDLE_MS = 30_000;
/** A statement that our cancellation did not reach is ended by the server so much after the deadline, in ms. */
export const SERVER_SLACK_MS = 1_000;
