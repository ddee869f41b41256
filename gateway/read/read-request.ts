import { ClientError } from '../../common/errors/errors.ts';
import type { RawHeaders, RawRequest } from '../http.ts';
import type { AnswerWay, GraphqlRequest } from '../operation.ts';
import { readParameter } from './quality-list.ts';
import { readHeader } from './read-header.ts';
import { decodeUtf8 } from './read-json.ts';
import { readBodyParameters, readSearchParameters } from './read-parameters.ts';
import { negotiateMediaType, readPreferences } from './read-preferences.ts';

/**
 * The read stage: bytes to parameters, by the draft "GraphQL over HTTP". The document is not looked at, so a mutation by
 * GET is refused later, by the parse stage.
 *
 * @throws ClientError - METHOD_NOT_ALLOWED for anything but GET and POST (parameter `allow`), NOT_ACCEPTABLE,
 *   UNSUPPORTED_MEDIA_TYPE, or BAD_REQUEST for parameters that are missing, of the wrong type or sent twice, for lists
 *   of operations, and for what is not UTF-8.
 * @param ways - how the client takes answers beside a JSON one (`readAnswerWays`)
 */
export function readRequest(raw: RawRequest, ways: readonly AnswerWay[] = []): GraphqlRequest {
  const { method, headers } = raw;
  if (method !== 'GET' && method !== 'POST') {
    throw new ClientError('METHOD_NOT_ALLOWED', {
      reason: { en: 'GET or POST', id: 'gunakan GET atau POST' },
      allow: 'GET, POST',
    });
  }
  if (ways.length === 0 && negotiateMediaType(headers) === undefined)
    throw new ClientError('NOT_ACCEPTABLE');
  const parameters =
    method === 'GET' ? readSearchParameters(raw.search) : readBodyParameters(readBody(raw));
  const { query, operationName, variables, extensions } = parameters;
  const { mediaType, language } = readPreferences(headers);
  return {
    method,
    query,
    operationName,
    variables,
    extensions,
    mediaType,
    language,
    authorization: readHeader(headers, 'authorization'),
    purpose: readHeader(headers, 'jawara-purpose'),
    caseReference: readHeader(headers, 'jawara-case-reference'),
    explain: readHeader(headers, 'jawara-explain'),
    ...(ways.length === 0 ? {} : { takes: toTakes(ways) }),
    overrides: readHeader(headers, 'jawara-override'),
  };
}

function toTakes(ways: readonly AnswerWay[]): NonNullable<GraphqlRequest['takes']> {
  return { events: ways.includes('EVENTS'), parts: ways.includes('PARTS') };
}

function readBody(raw: RawRequest): string {
  if (!isJson(raw.headers)) throw new ClientError('UNSUPPORTED_MEDIA_TYPE');
  return decodeUtf8(raw.body);
}

/** A body without a content type is refused too: what it is must not be guessed. Compressed bodies are not read. */
function isJson(headers: RawHeaders): boolean {
  if (headers['content-type'] === 'application/json' && headers['content-encoding'] === undefined)
    return true;
  const [type = '', ...parameters] = (readHeader(headers, 'content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = new Map(parameters.map(readParameter)).get('charset') ?? 'utf-8';
  const encoding = (readHeader(headers, 'content-encoding') ?? 'identity').toLowerCase();
  return type === 'application/json' && /^utf-?8$/.test(charset) && encoding === 'identity';
}
