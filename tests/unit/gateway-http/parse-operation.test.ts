import { describe, expect, it } from '@jest/globals';
import { toMessage, type Language } from '../../../common/errors/catalogue.ts';
import { ClientError } from '../../../common/errors/errors.ts';
import type { GraphqlRequest } from '../../../gateway/operation.ts';
import { createParseStage } from '../../../gateway/parse/parse-operation.ts';
import { RefusedRequest } from '../../../gateway/response-error.ts';
import { stubSchema, stubSecurity } from './stub-gateway.ts';

const parse = createParseStage({ apiSchema: stubSchema, security: stubSecurity });

function toRequest(query: string, rest: Partial<GraphqlRequest> = {}): GraphqlRequest {
  return {
    method: 'POST',
    query,
    operationName: null,
    variables: {},
    extensions: {},
    mediaType: 'application/json',
    language: 'en',
    authorization: null,
    purpose: null,
    caseReference: null,
    explain: null,
    overrides: null,
    ...rest,
  };
}

/** What is refused, each as `CODE line:column message`. */
function refusals(
  query: string,
  rest: Partial<GraphqlRequest> = {},
  language: Language = 'en',
): string[] {
  try {
    parse(toRequest(query, rest));
    return [];
  } catch (error) {
    if (error instanceof ClientError) return [`${error.code} ${messageOf(error, language)}`];
    if (!(error instanceof RefusedRequest)) throw error;
    return error.errors.map(({ error: refused, locations }) => {
      const [at] = locations ?? [];
      const place = `${at?.line ?? '-'}:${at?.column ?? '-'}`;
      return `${refused.code} ${place} ${messageOf(refused, language)}`;
    });
  }
}

function messageOf({ code, parameters }: ClientError, language: Language): string {
  return toMessage(code, parameters, language);
}

const PARSE = 'The document cannot be parsed: ';
const VALIDATE = 'The document does not fit the schema: ';

describe('the parse stage', () => {
  it.each([
    ['{', `GRAPHQL_PARSE_FAILED 1:2 ${PARSE}Syntax Error`],
    ['{ a "MARKER" }', ''],
    ['"MARKER" { a }', ''],
    ['{ region(code: 36MARKER) }', ''],
    ['{ region(code: "MARKER\n") }', ''],
    ['{ region(code: "\\uMARK") }', ''],
    ['{ region(code: "\\MARKER") }', ''],
    ['{ region """MARKER"quoted""" }', ''],
    ['{ region 3671015703850002 }', ''],
    ['query 3671015703850002.5 { a }', ''],
  ])('refuses what is no document without repeating a literal: %s', (query) => {
    const found = refusals(query);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^GRAPHQL_PARSE_FAILED \d+:\d+ The document cannot be parsed: [A-Z].*\.$/,
    );
    expect(found[0]).not.toMatch(/MARK|3671015703850002|Syntax Error/);
  });

  it('says where a document cannot be parsed, and what was expected', () => {
    expect(refusals('{ region(code "MARKER") }')).toEqual([
      `GRAPHQL_PARSE_FAILED 1:15 ${PARSE}Expected ":", found String.`,
    ]);
    expect(refusals('{\n  region(')).toEqual([
      `GRAPHQL_PARSE_FAILED 2:10 ${PARSE}Expected Name, found <EOF>.`,
    ]);
  });

  it('refuses a document of too many tokens', () => {
    const small = createParseStage({
      apiSchema: stubSchema,
      security: stubSecurity,
      limits: { tokens: 10 },
    });
    expect(() => small(toRequest(`{ ${'a '.repeat(10)} }`))).toThrow(
      'The document exceeds 10 tokens.',
    );
  });

  it('refuses a literal that does not fit its argument by the argument and the rule alone', () => {
    expect(refusals('{ region(code: 3671015703850002) }')).toEqual([
      'BAD_USER_INPUT 1:16 Argument "code": a value of type "String!" is expected',
    ]);
    expect(refusals('{ region(code: "x", first: "MARKER") }')).toEqual([
      'BAD_USER_INPUT 1:28 Argument "first": a value of type "Int" is expected',
    ]);
    expect(refusals('{ verify(elements: { sex: MARKER }) }')).toEqual([
      'BAD_USER_INPUT 1:27 Argument "elements": a value of type "Sex" (MALE, FEMALE) is expected',
    ]);
    expect(refusals('{ verify(elements: { at: [{ place: null }] }) }')).toEqual([
      'BAD_USER_INPUT 1:36 Argument "elements": a value of type "Int!" is expected',
    ]);
    expect(refusals('query ($first: Int = "MARKER") { region(code: "x", first: $first) }')).toEqual(
      [`GRAPHQL_VALIDATION_FAILED 1:22 ${VALIDATE}a value of type "Int" is expected`],
    );
  });

  it.each([
    [
      '{ region(code: "x", first: "MARKER") }',
      {},
      'Argumen "first": diharapkan nilai bertipe "Int"',
    ],
    ['query ($v: Nik!) { resident(nik: $v) }', {}, 'Argumen "$v": nilai bertipe "Nik!" wajib ada'],
    [
      'query ($v: Elements!) { verify(elements: $v) }',
      { v: { MARKER: 1 } },
      'Argumen "$v": tipe "Elements" hanya punya anggota name, sex, at',
    ],
    [
      'query ($first: Int = "MARKER") { region(code: "x", first: $first) }',
      {},
      'Dokumen tidak sesuai dengan skema: diharapkan nilai bertipe "Int"',
    ],
    [
      '{ region(code "MARKER") }',
      {},
      'Dokumen tidak dapat dibaca: Diharapkan ":", ditemukan String.',
    ],
  ])('says %s %j in Indonesian: %s', (query, variables, expected) => {
    expect(refusals(query, { variables }, 'id').join()).toContain(expected);
  });

  it('reports every fault of a document, each with its place', () => {
    expect(refusals('{\n  nothing\n  region\n}')).toEqual([
      `GRAPHQL_VALIDATION_FAILED 2:3 ${VALIDATE}Cannot query field "nothing" on type "Query".`,
      `GRAPHQL_VALIDATION_FAILED 3:3 ${VALIDATE}Field "region" argument "code" of type "String!" is required, but it was not provided.`,
    ]);
  });

  it('reports no more than twenty faults', () => {
    const fields = Array.from({ length: 30 }, (_, index) => `x${index}`).join(' ');
    expect(refusals(`{ ${fields} }`)).toHaveLength(20);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['query ($v: Nik!) { resident(nik: $v) }', {}, ['$v": a value of type "Nik!" is required']],
    ['query ($v: Nik!) { resident(nik: $v) }', { v: null }, ['$v": null is not allowed']],
    [
      'query ($v: Int) { region(code: "x", first: $v) }',
      { v: 'MARKER' },
      ['$v": a value of type "Int" is expected'],
    ],
    [
      'query ($v: Int) { region(code: "x", first: $v) }',
      { v: 3671015703850002 },
      ['$v": a value of type "Int" is expected'],
    ],
    [
      'query ($v: Elements!) { verify(elements: $v) }',
      { v: 'MARKER' },
      ['$v": Expected type "Elements" to be an object.'],
    ],
    [
      'query ($v: Elements!) { verify(elements: $v) }',
      { v: { sex: 'MARKER', MARKER: 1, at: [{ place: 1 }, { place: 'MARKER' }, {}] } },
      [
        '$v.sex": a value of type "Sex" (MALE, FEMALE) is expected',
        '$v.at[1].place": a value of type "Int!" is expected',
        '$v.at[2]": Field "place" of required type "Int!" was not provided.',
        '$v": type "Elements" has name, sex, at, and no other member',
      ],
    ],
  ])(
    'refuses variables by name, place and rule, never by value: %s %j',
    (query, variables, expected) => {
      const found = refusals(query, { variables });
      expect(found).toEqual(expected.map((text) => `BAD_USER_INPUT 1:8 Argument "${text}`));
      expect(found.join()).not.toMatch(/MARKER|3671015703850002/);
    },
  );

  it('coerces variables, fills defaults and drops what is not declared', () => {
    const query =
      'query ($code: String!, $first: Int = 10, $none: Int) { region(code: $code, first: $first) b: region(code: $code, first: $none) }';
    const { variables } = parse(toRequest(query, { variables: { code: 'x', other: 1 } }));
    expect(variables).toEqual({ code: 'x', first: 10 });
  });

  it.each<[string, string, Partial<GraphqlRequest>]>([
    [
      'several operations, and no operationName',
      'query A { __typename } query B { __typename }',
      {},
    ],
    [
      'the document has no operation of the name in operationName',
      'query A { __typename }',
      { operationName: 'MARKER' },
    ],
    ['the document has no operation', 'fragment A on Query { __typename }', {}],
    ['the schema has no subscription', 'subscription { __typename }', {}],
  ])('refuses an operation that cannot be determined: %s', (reason, query, rest) => {
    const found = refusals(query, rest).join();
    expect(found).toMatch(/^(OPERATION_RESOLUTION_FAILURE|GRAPHQL_VALIDATION_FAILED)/);
    if (found.startsWith('OPERATION')) {
      expect(found).toBe(
        `OPERATION_RESOLUTION_FAILURE The operation to run cannot be determined: ${reason}`,
      );
    }
    expect(found).not.toContain('MARKER');
  });

  it('chooses the operation that is named', () => {
    const query = 'query A { __typename } query B { b: __typename }';
    const parsed = parse(toRequest(query, { operationName: 'B' }));
    expect(parsed.operationName).toBe('B');
    expect(parsed.operation.name?.value).toBe('B');
    expect(parsed.documentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses a mutation by GET', () => {
    expect(refusals('mutation { note(text: "x") }', { method: 'GET' })).toEqual([
      'METHOD_NOT_ALLOWED The method is not allowed here: a mutation by GET',
    ]);
  });

  it.each([
    ['{ resident(nik: "1") }', {}],
    ['query ($n: Nik!) { resident(nik: $n) }', { n: '1' }],
    ['query ($e: Elements!) { verify(elements: $e) }', { e: {} }],
    ['{ ...R } fragment R on Query { a: resident(nik: "1") }', {}],
  ])('refuses a personal argument by GET, and takes it by POST: %s', (query, variables) => {
    expect(refusals(query, { method: 'GET', variables })[0]).toMatch(/^PERSONAL_ARGUMENT_ON_GET /);
    expect(refusals(query, { variables })).toEqual([]);
  });

  it('takes an argument that is not personal by GET', () => {
    expect(refusals('{ region(code: "36.71") @include(if: true) }', { method: 'GET' })).toEqual([]);
  });

  it('parses a document once', () => {
    const query = '{ region(code: "once") }';
    expect(parse(toRequest(query)).document).toBe(parse(toRequest(query)).document);
  });
});
