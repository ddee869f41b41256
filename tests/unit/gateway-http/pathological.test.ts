import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  Kind,
  Lexer,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { createPlanner } from '../../../federation/planner.ts';
import { readCost } from '../../../federation/read-cost.ts';
import { readSupergraph, type Supergraph } from '../../../federation/supergraph.ts';
import { readSecurity } from '../../../federation/read-security.ts';
import { composeSupergraph } from '../../../federation/compose.ts';
import { createAuthorizeStage } from '../../../gateway/authorize/authorize-operation.ts';
import type { GraphqlRequest } from '../../../gateway/operation.ts';
import { checkLimits } from '../../../gateway/parse/check-limits.ts';
import { compileCost } from '../../../gateway/parse/compile-cost.ts';
import { createParseStage } from '../../../gateway/parse/parse-operation.ts';
import { createPlanStage } from '../../../gateway/plan/plan-operation.ts';
import { RefusedRequest } from '../../../gateway/response-error.ts';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@listSize"])
  type Query { a: T list(first: Int, ids: [ID!]): [T] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) }
  type T { a: T b: Int list: [T] }`;

let supergraph: Supergraph;
beforeAll(() => {
  const composed = composeSupergraph([
    { name: 's', url: 'http://s.invalid/', typeDefs: parse(SDL) },
  ]);
  if (!composed.ok) throw new Error('the graph does not compose');
  supergraph = readSupergraph(composed.supergraphSdl);
});

function toRequest(query: string, variables: Readonly<Record<string, unknown>>): GraphqlRequest {
  return {
    method: 'POST',
    query,
    operationName: null,
    variables,
    extensions: {},
    mediaType: 'application/json',
    language: 'en',
    authorization: null,
    purpose: null,
    caseReference: null,
    explain: null,
    overrides: null,
  };
}

/** A schema that counts how often it is asked for a type: validation begins with nothing else. */
function counted(schema: GraphQLSchema, work: { validations: number }): GraphQLSchema {
  return new Proxy(schema, {
    get(target, name) {
      if (name === 'getDirectives') work.validations += 1;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Sends one request through parse, authorize and plan, and says how it ends and what it took. */
function attempt(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const work = { tokens: 0, validations: 0, plans: 0 };
  const planner = createPlanner(supergraph);
  const parseStage = createParseStage({
    apiSchema: counted(supergraph.apiSchema, work),
    security: { tags: new Map() },
    cost: readCost(supergraph.document),
  });
  const authorize = createAuthorizeStage({
    schema: supergraph.apiSchema,
    security: readSecurity(supergraph.document),
    onDenied: 'filter',
    requirePurpose: false,
  });
  const plan = createPlanStage({
    aliases: planner.aliases,
    plan: (document, operationName) => {
      work.plans += 1;
      return planner.plan(document, operationName);
    },
  });
  const caller = {
    authenticated: false,
    scopes: new Set<string>(),
    policies: new Set<string>(),
    rightsKey: '',
    isSubject: false,
  };
  const request = toRequest(query, variables);
  const advance = Object.getOwnPropertyDescriptor(Lexer.prototype, 'advance')!
    .value as () => unknown;
  jest.spyOn(Lexer.prototype, 'advance').mockImplementation(function (this: Lexer) {
    work.tokens += 1;
    return advance.call(this) as ReturnType<Lexer['advance']>;
  });
  try {
    void plan(authorize(parseStage(request), caller, request));
    return { code: 'ok', ...work };
  } catch (error) {
    const code = error instanceof RefusedRequest ? error.code : (error as { code?: string }).code;
    if (code === undefined) throw error;
    return { code, ...work };
  } finally {
    jest.restoreAllMocks();
  }
}

const many = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');
const nest = (levels: number, open: string, leaf: string) =>
  `${open.repeat(levels)} ${leaf} ${'}'.repeat(levels)}`;

describe('a pathological document', () => {
  it('is read no further than its tokens may go', () => {
    const { code, tokens, validations, plans } = attempt(`{ ${'a '.repeat(40_000)} }`);
    expect({ code, validations, plans }).toEqual({
      code: 'TOKEN_LIMIT_EXCEEDED',
      validations: 0,
      plans: 0,
    });
    expect(tokens).toBeLessThanOrEqual(2_001);
  });

  it.each([
    ['deep', 'MAX_DEPTH_LIMIT', `{ ${nest(400, 'a {', 'b')} }`],
    [
      'of hundreds of aliases',
      'MAX_ALIASES_LIMIT',
      `{ a { ${many(600, (index) => `x${index}: b`)} } }`,
    ],
    [
      'of ten thousand aliases',
      'TOKEN_LIMIT_EXCEEDED',
      `{ a { ${many(10_000, (index) => `x${index}: b`)} } }`,
    ],
    ['of many root fields', 'MAX_ROOT_FIELDS_LIMIT', `{ ${'a { b } '.repeat(31)} }`],
    ['of many directives', 'MAX_DIRECTIVES_LIMIT', `{ a { ${'b @skip(if: false) '.repeat(51)} } }`],
    [
      'of fragments that double',
      'MAX_SELECTIONS_LIMIT',
      `{ a { ...F0 } } ${many(30, (index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`)} fragment F30 on T { b }`,
    ],
  ])('%s is refused with %s before it is validated or planned', (_what, code, query) => {
    const { validations, plans, ...rest } = attempt(query);
    expect({ code: rest.code, validations, plans }).toEqual({ code, validations: 0, plans: 0 });
    expect(rest.tokens).toBeLessThanOrEqual(2_001);
  });

  it.each([
    [
      'of fragments in a circle',
      'GRAPHQL_VALIDATION_FAILED',
      '{ a { ...F } } fragment F on T { a { ...G } } fragment G on T { a { ...F } }',
    ],
    ['wide with the same field', 'GRAPHQL_VALIDATION_FAILED', `{ a { ${'b '.repeat(1_900)} } }`],
    [
      'that follows the introspection round',
      'GRAPHQL_VALIDATION_FAILED',
      `{ __schema { types { ${nest(5, 'fields { type {', 'name').replace(/\}/g, '} }')} } } }`,
    ],
    ['of long lists in long lists', 'COST_LIMIT_EXCEEDED', `{ ${nest(6, 'list {', 'b')} }`],
    [
      'of a list as long as an integer is large',
      'COST_LIMIT_EXCEEDED',
      '{ list(first: 2147483647) { b } }',
    ],
  ])('%s is refused with %s before it is planned', (_what, code, query) => {
    const { plans, ...rest } = attempt(query);
    expect({ code: rest.code, plans }).toEqual({ code, plans: 0 });
  });

  it('with a long list from a variable is refused before it is planned', () => {
    const query = 'query ($n: Int) { list(first: $n) { b } }';
    expect(attempt(query, { n: 1_000_000 })).toMatchObject({
      code: 'COST_LIMIT_EXCEEDED',
      plans: 0,
    });
    expect(attempt(query, { n: 10 })).toMatchObject({ code: 'ok', plans: 1 });
  });
});

describe('pathological variables', () => {
  const query = 'query ($ids: [ID!]) { list(ids: $ids) { b } }';

  it('are refused by the values that they hold, before the document is so much as read', () => {
    const ids = Array.from({ length: 20_000 }, () => 'x');
    expect(attempt(query, { ids })).toEqual({
      code: 'MAX_VARIABLE_VALUES_LIMIT',
      tokens: 0,
      validations: 0,
      plans: 0,
    });
    expect(attempt(query, { other: ids })).toMatchObject({ code: 'MAX_VARIABLE_VALUES_LIMIT' });
    expect(attempt(query, { ids: ids.slice(0, 1_999) })).toMatchObject({ code: 'ok' });
    expect(attempt(query, { ids: ids.slice(0, 2_000) })).toMatchObject({
      code: 'MAX_VARIABLE_VALUES_LIMIT',
    });
  });

  it('may be as deep as a body is long', () => {
    const deep = JSON.parse(`${'['.repeat(40_000)}${']'.repeat(40_000)}`) as unknown;
    expect(attempt(query, { ids: deep })).toMatchObject({ code: 'MAX_VARIABLE_VALUES_LIMIT' });
  });
});

/** The document, telling of every selection set that is looked into. */
function countingSets(text: string): {
  readonly document: DocumentNode;
  readonly visits: () => number;
} {
  let visits = 0;
  const document = visit(parse(text, { noLocation: true }), {
    SelectionSet: {
      leave({ kind, selections }: SelectionSetNode) {
        return {
          kind,
          get selections() {
            visits += 1;
            return selections;
          },
        };
      },
    },
  });
  visits = 0;
  return { document, visits: () => visits };
}

describe('measuring a document', () => {
  const LIMITS = { depth: 1_000, aliases: 50, rootFields: 1e9, selections: 1e12, directives: 50 };
  const bomb = `{ a { ...F0 } } ${many(30, (index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`)} fragment F30 on T { b }`;

  it('looks into each selection set a few times, however often fragments are spread', () => {
    const { document, visits } = countingSets(bomb);
    checkLimits(document, LIMITS);
    expect(visits()).toBeLessThanOrEqual(4 * 33);
  });

  it('compiles the cost of each fragment once', () => {
    const { document, visits } = countingSets(bomb);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the operation comes first');
    const options = {
      schema: supergraph.apiSchema,
      index: readCost(supergraph.document),
      listSize: 10,
    };
    expect(compileCost(options, document, operation)({})).toBe(1);
    expect(visits()).toBe(33);
  });
});
