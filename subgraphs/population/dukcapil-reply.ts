import { z } from 'zod';
import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { SourceError, type SourceErrorCode } from '../../common/errors/errors.ts';
import { parseJson, type HttpReply } from '../../connectors/http/http-connector.ts';

/** One object of a reply, its keys in upper case whatever their case on the wire. */
export type DukcapilRecord = ReadonlyMap<string, unknown>;

const replySchema = z.object({ content: z.array(z.record(z.string(), z.unknown())).min(1) });

/**
 * The service's sentences, surplus blanks set aside ("IP Client  Tidak terdaftar" has two). A sentence that is not here
 * is not guessed at: the reply counts as unreadable.
 */
const SENTENCES: ReadonlyMap<string, SourceErrorCode | 'NOT_FOUND'> = new Map([
  ['data tidak ditemukan', 'NOT_FOUND'],
  ['login gagal', 'SOURCE_REJECTED_CREDENTIALS'],
  ['ip address tidak sesuai', 'SOURCE_REJECTED_CREDENTIALS'],
  ['ip client tidak terdaftar', 'SOURCE_REJECTED_CREDENTIALS'],
  ['user id tidak aktif', 'SOURCE_REJECTED_CREDENTIALS'],
  ['kuota akses hari ini telah habis', 'SOURCE_QUOTA_EXHAUSTED'],
]);

/** What the newer form of reply says for success. */
const SUCCESS_CODE = '00';

/**
 * Reads a reply of Dukcapil's service: the record, or null where the service says that it has none. The service answers
 * its errors with HTTP 200 and a sentence, in `RESPON` or in the newer form's `RESPONSE_CODE` and `RESPONSE`.
 *
 * @throws SourceError - `SOURCE_REJECTED_CREDENTIALS`, `SOURCE_QUOTA_EXHAUSTED` (with `until`: the quota is a day's,
 *   until midnight in UTC+7), `SOURCE_RATE_LIMITED` (429), `SOURCE_UNAVAILABLE` (HTTP 5xx), `SOURCE_REPLY_INVALID` for
 *   anything else.
 */
export function readDukcapilReply(
  reply: HttpReply,
  binding: SystemBinding,
  clock: Clock,
): DukcapilRecord | null {
  const fail = (code: SourceErrorCode) => toSourceError(code, binding, clock);
  if (reply.status === 401 || reply.status === 403) throw fail('SOURCE_REJECTED_CREDENTIALS');
  if (reply.status === 429) throw fail('SOURCE_RATE_LIMITED');
  if (reply.status >= 500) throw fail('SOURCE_UNAVAILABLE');
  if (reply.status !== 200) throw fail('SOURCE_REPLY_INVALID');
  const parsed = replySchema.safeParse(parseJson(reply.text));
  const first = parsed.data?.content[0];
  if (first === undefined) throw fail('SOURCE_REPLY_INVALID');
  const record = withUpperCaseKeys(first);
  const sentence = findFailure(record);
  if (sentence === undefined) return record;
  const meaning = SENTENCES.get(sentence.replace(/\s+/g, ' ').trim().toLowerCase());
  if (meaning === 'NOT_FOUND') return null;
  throw fail(meaning ?? 'SOURCE_REPLY_INVALID');
}

/** The text of a value, blanks set aside; null where there is none. Numbers come as text from some services. */
export function readText(record: DukcapilRecord, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = record.get(name);
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  }
  return null;
}

/** The number of a value, as number or as digits; null for anything else. */
export function readNumber(record: DukcapilRecord, name: string): number | null {
  const text = readText(record, name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The sentence of a failure; undefined for a reply that succeeded. */
function findFailure(record: DukcapilRecord): string | undefined {
  const code = readText(record, 'RESPONSE_CODE');
  if (code !== null && code !== SUCCESS_CODE) return readText(record, 'RESPONSE') ?? '';
  return readText(record, 'RESPON') ?? undefined;
}

function withUpperCaseKeys(object: Readonly<Record<string, unknown>>): DukcapilRecord {
  return new Map(Object.entries(object).map(([key, value]) => [key.toUpperCase(), value]));
}

function toSourceError(code: SourceErrorCode, binding: SystemBinding, clock: Clock): SourceError {
  const source = { system: binding.system, region: binding.regionCode };
  if (code !== 'SOURCE_QUOTA_EXHAUSTED') return new SourceError(code, source);
  return new SourceError(code, { ...source, until: toNextMidnight(clock) });
}

const DAY_MS = 86_400_000;
const WIB_OFFSET_MS = 7 * 3_600_000;

/** The next midnight in Indonesia's western time (UTC+7), RFC 3339. */
function toNextMidnight(clock: Clock): string {
  const days = Math.floor((clock.nowMs() + WIB_OFFSET_MS) / DAY_MS) + 1;
  return new Date(days * DAY_MS - WIB_OFFSET_MS).toISOString();
}
