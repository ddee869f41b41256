import type { SystemBinding } from '../../common/binding.ts';
import type { SourceErrorCode } from '../../common/errors/errors.ts';
import { parseJson, type HttpReply } from '../../connectors/http/http-connector.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';

/** A page of rows as Dapodik answers them. */
export interface DapodikRows {
  readonly rows: readonly unknown[];
  /** What the reply counts, which may be all rows or the page's; null where it says nothing. */
  readonly results: number | null;
}

/**
 * Reads a reply: `rows` is a list or, of a single row, an object. Errors are sentences in plain text, with any status.
 * Nothing else of a reply is read: no link in it is ever followed.
 *
 * @throws SourceError - `SOURCE_REJECTED_CREDENTIALS` ("Access denied", 401, 403), `SOURCE_RATE_LIMITED` (429),
 *   `SOURCE_UNAVAILABLE` (5xx), `SOURCE_REPLY_INVALID` for everything else that is no page of rows: a redirect, HTML,
 *   "Sekolah tidak ditemukan".
 */
export function readDapodikReply(binding: SystemBinding, reply: HttpReply): DapodikRows {
  const refusal = toErrorCode(reply);
  if (refusal !== undefined) throw sourceError(binding, refusal);
  const body = parseJson(reply.text);
  const rows = isObject(body) ? toRows(body['rows']) : undefined;
  if (!isObject(body) || rows === undefined) throw sourceError(binding, 'SOURCE_REPLY_INVALID');
  return { rows, results: toNumber(body['results']) };
}

function toErrorCode({ status, text }: HttpReply): SourceErrorCode | undefined {
  if (/^\s*Access denied\b/i.test(text) || status === 401 || status === 403) {
    return 'SOURCE_REJECTED_CREDENTIALS';
  }
  if (status === 429) return 'SOURCE_RATE_LIMITED';
  if (status >= 500) return 'SOURCE_UNAVAILABLE';
  return status === 200 ? undefined : 'SOURCE_REPLY_INVALID';
}

function toRows(rows: unknown): readonly unknown[] | undefined {
  if (Array.isArray(rows)) return rows as readonly unknown[];
  return isObject(rows) ? [rows] : undefined;
}

function toNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
