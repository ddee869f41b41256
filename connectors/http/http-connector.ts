import type { Probe, SourceCall } from '../connector.ts';

export interface HttpCall {
  /** The adapter's name for the call, for metrics; the path may carry secrets and is never logged. */
  readonly name: string;
  readonly keys: number;
  readonly method: 'GET' | 'POST';
  /** Appended to the binding's base URL; begins with `/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON when given. */
  readonly json?: unknown;
  /** Sent as `application/x-www-form-urlencoded` when given; not beside `json`. */
  readonly form?: Readonly<Record<string, string>>;
  /** Whether the call may be tried again after a transport fault; default true. */
  readonly idempotent?: boolean;
  /**
   * Whether it is sent once more where a kept connection was cut before any of the reply came, also where it is not
   * idempotent: it was most likely never read. Default false.
   */
  readonly repeatUnanswered?: boolean;
}

export interface HttpReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A pooled HTTP system. Any status is a reply: what it means is the adapter's business. */
export interface HttpConnector {
  /**
   * @throws SourceError - `SOURCE_TIMEOUT`, `SOURCE_UNAVAILABLE`, `SOURCE_RATE_LIMITED`, `SOURCE_REPLY_INVALID` (over
   *   the size limit, or not UTF-8).
   */
  request(call: SourceCall, request: HttpCall): Promise<HttpReply>;
  probe(): Promise<Probe>;
  close(): Promise<void>;
}

/** Parses JSON without ever throwing the text back: `undefined` where it is none. Drops `__proto__` keys. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) =>
      key === '__proto__' ? undefined : value,
    ) as unknown;
  } catch {
    return undefined;
  }
}
