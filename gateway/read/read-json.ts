import type { Bilingual } from '../../common/errors/catalogue.ts';
import { badRequest } from './bad-request.ts';

export type JsonMap = Readonly<Record<string, unknown>>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws ClientError - BAD_REQUEST where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw badRequest({ en: 'the body is not UTF-8', id: 'isi permintaan bukan UTF-8' });
  }
}

/**
 * A JSON object. Members named `__proto__` are dropped: copied by assignment they would change an object's prototype.
 *
 * @param what - names the text in the error, such as "the body"
 * @throws ClientError - BAD_REQUEST where the text is no JSON or no object.
 */
export function readJsonMap(text: string, what: Bilingual): JsonMap {
  const value = readJson(text, what);
  if (Array.isArray(value)) {
    throw badRequest({
      en: `${what.en} is a list; one operation a request`,
      id: `${what.id} berupa daftar; satu permintaan memuat satu operasi`,
    });
  }
  if (!isJsonMap(value)) {
    throw badRequest({ en: `${what.en} is no JSON object`, id: `${what.id} bukan objek JSON` });
  }
  return value;
}

export function isJsonMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text can hold a member named `__proto__`, escaped or not; the reviver that drops it is slow. */
const MAY_HOLD_PROTO = /__proto__|\\u005f/i;

function readJson(text: string, what: Bilingual): unknown {
  try {
    if (!MAY_HOLD_PROTO.test(text)) return JSON.parse(text);
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    throw badRequest({ en: `${what.en} is no JSON`, id: `${what.id} bukan JSON` });
  }
}
