import type { Socket } from 'node:net';

/** What the reply to one statement may be. */
export interface ReplyLimits {
  readonly rows: number;
  /** Of all that the server sends, as it is on the wire. */
  readonly bytes: number;
}

export const DEFAULT_REPLY_LIMITS: ReplyLimits = { rows: 100_000, bytes: 32_000_000 };

/** A reply passed a limit. Says which one, and nothing of what was in it. */
export class ReplyTooLargeError extends Error {
  override readonly name = 'ReplyTooLargeError';

  constructor(limit: keyof ReplyLimits) {
    super(`the reply has more ${limit} than its limit`);
  }
}

export interface ReplyMeter {
  /** To be called for each row. */
  countRow(): void;
  /** To be called when the statement has ended. */
  stop(): void;
}

/**
 * Counts what arrives on a connection during one statement. When a limit is passed, nothing more is read from the
 * connection and `onExceeded` is told, once; what arrives in a single row is bounded as well. Where the connection is
 * encrypted, `socket` is the one that yields the plain bytes.
 */
export function meterReply(
  socket: Socket,
  limits: ReplyLimits,
  onExceeded: (error: ReplyTooLargeError) => void,
): ReplyMeter {
  let rows = 0;
  let bytes = 0;
  let exceeded = false;

  function check(limit: keyof ReplyLimits, count: number): void {
    if (exceeded || count <= limits[limit]) return;
    exceeded = true;
    socket.pause();
    onExceeded(new ReplyTooLargeError(limit));
  }

  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    check('bytes', bytes);
  };
  socket.prependListener('data', onData);
  return {
    countRow() {
      rows += 1;
      check('rows', rows);
    },
    stop() {
      socket.removeListener('data', onData);
    },
  };
}
