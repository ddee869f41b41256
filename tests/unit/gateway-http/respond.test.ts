import { describe, expect, it } from '@jest/globals';
import { errorCatalogue, type ErrorCode } from '../../../common/errors/catalogue.ts';
import { badUserInput, ClientError, SourceError } from '../../../common/errors/errors.ts';
import { respond, type RespondOptions } from '../../../gateway/respond/respond.ts';
import { RefusedRequest } from '../../../gateway/response-error.ts';

const graphql: RespondOptions = {
  mediaType: 'application/graphql-response+json',
  language: 'en',
  requestId: 'r-1',
};
const json: RespondOptions = { ...graphql, mediaType: 'application/json' };

const refuse = (error: unknown, options = graphql) => respond({ kind: 'refused', error }, options);

describe('the respond stage', () => {
  it('masks what is no ClientError, and tells its cause to the log alone', () => {
    const masked: unknown[] = [];
    const cause = new Error('SELECT MARKER');
    const response = refuse(cause, { ...graphql, onMasked: (error) => masked.push(error) });
    expect(masked).toEqual([cause]);
    expect(response.status).toBe(500);
    expect(JSON.parse(response.body)).toEqual({
      errors: [
        {
          message: 'Internal error; the request id identifies it in the logs.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: true, requestId: 'r-1' },
        },
      ],
    });
  });

  it.each<[ErrorCode, Record<string, string>]>([
    ['METHOD_NOT_ALLOWED', { allow: 'GET, POST' }],
    ['PERSONAL_ARGUMENT_ON_GET', { allow: 'POST' }],
    ['UNAUTHENTICATED', { 'www-authenticate': 'Bearer realm="jawara"' }],
  ])('refuses %s with its header in both media types', (code, headers) => {
    for (const options of [graphql, json]) {
      const response = refuse(new ClientError(code), options);
      expect(response.status).toBe(errorCatalogue[code].httpStatus);
      expect(response.headers).toMatchObject(headers);
    }
  });

  it('says in the challenge that a token was sent and is no good', () => {
    const response = refuse(new ClientError('UNAUTHENTICATED'), {
      ...graphql,
      hasAuthorization: true,
    });
    expect(response.headers['www-authenticate']).toBe(
      'Bearer realm="jawara", error="invalid_token"',
    );
  });

  it('says when to try again after too many requests', () => {
    const response = refuse(new ClientError('REQUEST_RATE_LIMITED', { seconds: 1.2 }));
    expect(response.status).toBe(429);
    expect(response.headers['retry-after']).toBe('2');
  });

  it('answers a fault of the GraphQL request 200 as application/json, else by its own status', () => {
    const error = new RefusedRequest([
      {
        error: badUserInput('$a', { en: 'a rule', id: 'sebuah aturan' }),
        locations: [{ line: 1, column: 2 }],
      },
      { error: new ClientError('GRAPHQL_VALIDATION_FAILED', { reason: 'x' }) },
    ]);
    expect(refuse(error, json).status).toBe(200);
    expect(refuse(error, graphql).status).toBe(400);
    expect(JSON.parse(refuse(error, json).body)).toEqual({
      errors: [
        {
          message: 'Argument "$a": a rule',
          locations: [{ line: 1, column: 2 }],
          extensions: { code: 'BAD_USER_INPUT', retryable: false, requestId: 'r-1' },
        },
        {
          message: 'The document does not fit the schema: x',
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED', retryable: false, requestId: 'r-1' },
        },
      ],
    });
  });

  it('says in Indonesian what was wrong, to the last word', () => {
    const error = badUserInput('$a', { en: 'a rule', id: 'sebuah aturan' });
    const { body } = refuse(error, { ...graphql, language: 'id' });
    expect(JSON.parse(body)).toMatchObject({
      errors: [{ message: 'Argumen "$a": sebuah aturan' }],
    });
    expect(body).not.toContain('a rule');
  });

  it('serves what there is, with each error at its path, in the client’s language', () => {
    const source = new SourceError('SOURCE_UNAVAILABLE', { system: 'siak', region: '36.71' });
    const response = respond(
      {
        kind: 'executed',
        data: { a: 1, b: null },
        errors: [{ error: source, path: ['b'], extensions: { serviceName: 'population' } }],
      },
      { ...graphql, language: 'id' },
    );
    expect(response).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/graphql-response+json; charset=utf-8',
        'cache-control': 'no-store',
        'x-request-id': 'r-1',
        vary: 'Accept, Accept-Language, Authorization',
      },
      body: JSON.stringify({
        data: { a: 1, b: null },
        errors: [
          {
            message: 'siak wilayah 36.71 tidak dapat dihubungi.',
            path: ['b'],
            extensions: {
              code: 'SOURCE_UNAVAILABLE',
              retryable: true,
              system: 'siak',
              region: '36.71',
              serviceName: 'population',
              requestId: 'r-1',
            },
          },
        ],
      }),
    });
  });
});
