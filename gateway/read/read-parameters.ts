import type { Bilingual } from '../../common/errors/catalogue.ts';
import type { ClientError } from '../../common/errors/errors.ts';
import { badRequest } from './bad-request.ts';
import { isJsonMap, readJsonMap, type JsonMap } from './read-json.ts';

/** The request's parameters (GraphQL over HTTP section 5.1), with their types checked. */
export interface RequestParameters {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: JsonMap;
  readonly extensions: JsonMap;
}

const BODY: Bilingual = { en: 'the body', id: 'isi permintaan' };

const NAMES: readonly string[] = ['query', 'operationName', 'variables', 'extensions'];

/**
 * The parameters of a POST's body. Members beside them are ignored (section 5.1: reserved for later).
 *
 * @throws ClientError - BAD_REQUEST.
 */
export function readBodyParameters(body: string): RequestParameters {
  if (body.trim() === '')
    throw badRequest({ en: 'the body is empty', id: 'isi permintaan kosong' });
  return toParameters(readJsonMap(body, BODY));
}

/**
 * The parameters of a GET's URL (section 5.3): `variables` and `extensions` are JSON, an empty parameter counts as not
 * sent, and none may be sent twice.
 *
 * @throws ClientError - BAD_REQUEST.
 */
export function readSearchParameters(search: string): RequestParameters {
  const sent = readSearch(search);
  const map = (name: string) => {
    const text = sent.get(name);
    return text === undefined ? undefined : readJsonMap(text, toWords(name));
  };
  return toParameters({
    query: sent.get('query'),
    operationName: sent.get('operationName'),
    variables: map('variables'),
    extensions: map('extensions'),
  });
}

function readSearch(search: string): ReadonlyMap<string, string> {
  const sent = new Map<string, string>();
  for (const part of search.split('&')) {
    const [name = '', ...value] = part.split('=').map(decodeComponent);
    if (!NAMES.includes(name)) continue;
    if (sent.has(name)) throw badParameter(name, { en: 'is sent twice', id: 'dikirim dua kali' });
    if (value.length > 0 && value.join('=') !== '') sent.set(name, value.join('='));
  }
  return sent;
}

/** URLSearchParams would put U+FFFD in the place of what is not UTF-8, silently. */
function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badRequest({
      en: 'the URL is not UTF-8 in percent encoding',
      id: 'URL bukan UTF-8 dengan pengodean persen',
    });
  }
}

function toParameters(sent: JsonMap): RequestParameters {
  const { query, operationName } = sent;
  if (query === undefined || query === null || query === '') {
    throw badParameter('query', { en: 'is missing', id: 'tidak ada' });
  }
  if (typeof query !== 'string') throw badParameter('query', NO_STRING);
  return {
    query,
    operationName: toOperationName(operationName),
    variables: toMap(sent, 'variables'),
    extensions: toMap(sent, 'extensions'),
  };
}

function toOperationName(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw badParameter('operationName', NO_STRING);
  return value;
}

function toMap(sent: JsonMap, name: 'variables' | 'extensions'): JsonMap {
  const value = sent[name] ?? {};
  if (!isJsonMap(value)) throw badParameter(name, { en: 'is no object', id: 'bukan objek' });
  return value;
}

const NO_STRING: Bilingual = { en: 'is no string', id: 'bukan teks' };

function toWords(name: string): Bilingual {
  return { en: `the parameter "${name}"`, id: `parameter "${name}"` };
}

/** `name` is one of the four of the protocol, never a client's own. */
function badParameter(name: string, fault: Bilingual): ClientError {
  const words = toWords(name);
  return badRequest({ en: `${words.en} ${fault.en}`, id: `${words.id} ${fault.id}` });
}
