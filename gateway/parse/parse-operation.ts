import { createHash } from 'node:crypto';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { SecurityIndex } from '../../federation/read-security.ts';
import type { GraphqlRequest, ParsedOperation } from '../operation.ts';
import { checkLimits, type DocumentLimits } from './check-limits.ts';
import { chooseOperation } from './choose-operation.ts';
import { coerceVariables } from './coerce-variables.ts';
import { refusePersonalArguments, toPersonalInputs } from './find-personal-arguments.ts';
import { narrowFragments } from './narrow-fragments.ts';
import { parseDocument } from './parse-document.ts';
import { validateDocument } from './validate-document.ts';

export interface ParseStageOptions {
  /** What clients see of the supergraph. The stage lives as long as this schema. */
  readonly apiSchema: GraphQLSchema;
  /** The supergraph's `@tag`s: an input tagged `personal…` may not travel by GET. */
  readonly security: Pick<SecurityIndex, 'tags'>;
  readonly limits?: {
    /** Of a document; default 2,000: ten times the introspection query, which is larger than most pages need. */
    readonly tokens?: number;
    /** Default 20: the explorer's introspection query has 15. */
    readonly depth?: number;
    /** Default 50. */
    readonly aliases?: number;
    /** Default 30. */
    readonly rootFields?: number;
    /** Default 5,000. */
    readonly selections?: number;
    /** Default 50. */
    readonly directives?: number;
  };
  /** Documents whose structure is kept; default 1,000. */
  readonly cachedDocuments?: number;
}

export type ParseOperation = (request: GraphqlRequest) => ParsedOperation;

/** Documents longer than this are parsed each time, so that a few of them cannot empty the cache. Characters. */
const MAX_CACHED_LENGTH = 20_000;

/**
 * The parse stage: text to one operation that is valid against the API schema, its variables coerced. Documents that
 * were valid are kept by the hash of their text; variables and refused documents never are.
 *
 * The stage throws ClientError (TOKEN_LIMIT_EXCEEDED, those of `checkLimits`, OPERATION_RESOLUTION_FAILURE, METHOD_NOT_ALLOWED,
 * PERSONAL_ARGUMENT_ON_GET) or RefusedRequest (GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, BAD_USER_INPUT).
 */
export function createParseStage(options: ParseStageOptions): ParseOperation {
  const { apiSchema } = options;
  const { tokens: maxTokens = 2_000, ...given } = options.limits ?? {};
  const limits: DocumentLimits = {
    depth: 20,
    aliases: 50,
    rootFields: 30,
    selections: 5_000,
    directives: 50,
    ...given,
  };
  const isPersonalInput = toPersonalInputs(options.security.tags);
  const documents = new LRUCache<string, DocumentNode>({ max: options.cachedDocuments ?? 1_000 });

  function readDocument(query: string, documentHash: string): DocumentNode {
    const cached = documents.get(documentHash);
    if (cached !== undefined) return cached;
    const parsed = parseDocument(query, maxTokens);
    checkLimits(parsed, limits);
    validateDocument(apiSchema, parsed);
    const document = narrowFragments(apiSchema, parsed);
    if (query.length <= MAX_CACHED_LENGTH) documents.set(documentHash, document);
    return document;
  }

  return ({ query, operationName, variables, method }) => {
    const documentHash = createHash('sha256').update(query).digest('hex');
    const document = readDocument(query, documentHash);
    const operation = chooseOperation(document, operationName, { method, schema: apiSchema });
    if (method === 'GET') refusePersonalArguments(apiSchema, document, isPersonalInput);
    return {
      document,
      operation,
      operationName: operation.name?.value ?? null,
      documentHash,
      variables: coerceVariables(apiSchema, operation, variables),
    };
  };
}
