import { describe, expect, it } from '@jest/globals';
import { isBilingual } from '../../../common/errors/catalogue.ts';
import { ClientError } from '../../../common/errors/errors.ts';
import type { RawRequest } from '../../../gateway/http.ts';
import { readPreferences } from '../../../gateway/read/read-preferences.ts';
import { readRequest } from '../../../gateway/read/read-request.ts';

function post(body: unknown, headers: RawRequest['headers'] = {}): RawRequest {
  const bytes =
    body instanceof Uint8Array
      ? body
      : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    method: 'POST',
    search: '',
    headers: { 'content-type': 'application/json', ...headers },
    body: bytes,
  };
}

function get(search: string): RawRequest {
  return { method: 'GET', search, headers: {}, body: new Uint8Array() };
}

function refusal(raw: RawRequest): string {
  try {
    readRequest(raw);
  } catch (error) {
    if (error instanceof ClientError)
      return `${error.code}: ${toEnglish(error.parameters['reason'])}`;
    throw error;
  }
  return 'nothing was refused';
}

function toEnglish(reason: unknown): string {
  if (reason === undefined) return '';
  if (!isBilingual(reason)) throw new Error('a reason stands in both languages');
  expect(reason.id).not.toBe(reason.en);
  return reason.en;
}

describe('the read stage', () => {
  it.each<[string, RawRequest, string]>([
    [
      'a method beside GET and POST',
      { ...post({}), method: 'PUT' },
      'METHOD_NOT_ALLOWED: GET or POST',
    ],
    [
      'a body without a content type',
      post({}, { 'content-type': undefined }),
      'UNSUPPORTED_MEDIA_TYPE: ',
    ],
    [
      'a body that is no JSON by its type',
      post({}, { 'content-type': 'text/plain' }),
      'UNSUPPORTED_MEDIA_TYPE: ',
    ],
    [
      'a body in another charset',
      post({}, { 'content-type': 'application/json; charset=latin1' }),
      'UNSUPPORTED_MEDIA_TYPE: ',
    ],
    ['a compressed body', post({}, { 'content-encoding': 'gzip' }), 'UNSUPPORTED_MEDIA_TYPE: '],
    [
      'media types that cannot be given',
      post({}, { accept: 'image/png, application/json;q=0' }),
      'NOT_ACCEPTABLE: ',
    ],
    [
      'a list of operations',
      post([{ query: '{a}' }]),
      'BAD_REQUEST: the body is a list; one operation a request',
    ],
    ['an empty body', post(''), 'BAD_REQUEST: the body is empty'],
    ['a body that is no JSON', post('{"query": MARKER'), 'BAD_REQUEST: the body is no JSON'],
    ['a body that is no object', post('"x"'), 'BAD_REQUEST: the body is no JSON object'],
    [
      'a body that is not UTF-8',
      post(Uint8Array.of(0x7b, 0xff, 0x7d)),
      'BAD_REQUEST: the body is not UTF-8',
    ],
    ['a request without a query', post({}), 'BAD_REQUEST: the parameter "query" is missing'],
    [
      'a query that is no string',
      post({ query: 1 }),
      'BAD_REQUEST: the parameter "query" is no string',
    ],
    [
      'an operation name that is no string',
      post({ query: '{a}', operationName: {} }),
      'BAD_REQUEST: the parameter "operationName" is no string',
    ],
    [
      'variables that are a list',
      post({ query: '{a}', variables: [] }),
      'BAD_REQUEST: the parameter "variables" is no object',
    ],
    [
      'extensions that are a number',
      post({ query: '{a}', extensions: 1 }),
      'BAD_REQUEST: the parameter "extensions" is no object',
    ],
    [
      'a parameter that is sent twice',
      get('query=%7Ba%7D&query=%7Bb%7D'),
      'BAD_REQUEST: the parameter "query" is sent twice',
    ],
    [
      'a URL that is not UTF-8',
      get('query=%ff'),
      'BAD_REQUEST: the URL is not UTF-8 in percent encoding',
    ],
    [
      'variables in a URL that are no JSON',
      get('query=%7Ba%7D&variables=x'),
      'BAD_REQUEST: the parameter "variables" is no JSON',
    ],
    [
      'variables in a URL that are null',
      get('query=%7Ba%7D&variables=null'),
      'BAD_REQUEST: the parameter "variables" is no JSON object',
    ],
  ])('refuses %s', (_name, raw, expected) => {
    expect(refusal(raw)).toBe(expected);
  });

  it('reads a POST', () => {
    const raw = post(
      { query: 'query A($n: Nik) { a }', operationName: 'A', variables: { n: '1' }, other: 1 },
      {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'accept-language': 'fr, id-ID;q=0.8, en;q=0.5',
        authorization: 'Bearer x',
        'jawara-purpose': 'PUBLIC_SERVICE',
      },
    );
    expect(readRequest(raw)).toEqual({
      method: 'POST',
      query: 'query A($n: Nik) { a }',
      operationName: 'A',
      variables: { n: '1' },
      extensions: {},
      mediaType: 'application/graphql-response+json',
      language: 'id',
      authorization: 'Bearer x',
      purpose: 'PUBLIC_SERVICE',
      caseReference: null,
      explain: null,
      overrides: null,
    });
  });

  it('reads a GET, with empty parameters as if they were not sent', () => {
    const search = `query=${encodeURIComponent('{ a(b: "x+y=z") }')}&operationName=&variables=%7B%22a%22%3A1%7D&unknown=1&unknown=2`;
    expect(readRequest(get(search))).toMatchObject({
      method: 'GET',
      query: '{ a(b: "x+y=z") }',
      operationName: null,
      variables: { a: 1 },
      mediaType: 'application/json',
      language: 'en',
    });
  });

  it('drops members named __proto__, however they are written', () => {
    const body =
      '{"query":"{a}","variables":{"a":{"__proto__":{"x":1}},"\\u005f_proto__":{"y":1}}}';
    const { variables } = readRequest(post(body));
    expect(JSON.stringify(variables)).toBe('{"a":{}}');
    expect((variables['a'] as { x?: unknown }).x).toBeUndefined();
  });

  it.each([
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/*;q=0.5, application/graphql-response+json', 'application/graphql-response+json'],
    [
      'application/json;q=0.4, application/graphql-response+json;q=0.5',
      'application/graphql-response+json',
    ],
    ['application/json, application/graphql-response+json', 'application/json'],
    ['application/graphql-response+json; charset=latin1, application/json', 'application/json'],
    ['constructor, toString', 'application/json'],
  ])('answers Accept "%s" with %s', (accept, mediaType) => {
    expect(readPreferences({ accept }).mediaType).toBe(mediaType);
  });

  it.each([
    [undefined, 'en'],
    ['id', 'id'],
    ['in-ID', 'id'],
    ['en-GB,id;q=0.9', 'en'],
    ['id;q=0, *', 'en'],
    ['de, __proto__, id;q=0.1', 'id'],
    [';;;,,q=x', 'en'],
  ])('takes the language of Accept-Language "%s" to be %s', (header, language) => {
    expect(readPreferences({ 'accept-language': header }).language).toBe(language);
  });
});
