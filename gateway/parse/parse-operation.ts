import { hash } from 'node:crypto';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ClientError } from '../../common/errors/errors.ts';
import type { CostIndex } from '../../federation/read-cost.ts';
import type { SecurityIndex } from '../../federation/read-security.ts';
import type { GraphqlRequest, ParsedOperation } from '../operation.ts';
import { createCostCheck } from './check-cost.ts';
import { checkLimits, type DocumentLimits } from './check-limits.ts';
import { checkVariables } from './check-variables.ts';
import { apartFromOthers } from './apart-from-others.ts';
import { chooseOperation } from './choose-operation.ts';
import { coerceVariables } from './coerce-variables.ts';
import { hasPersonalArgument, toPersonalInputs } from './find-personal-arguments.ts';
import { hasDefers, labelDefers, withoutDefers } from './label-defers.ts';
import { narrowFragments } from './narrow-fragments.ts';
import { parseDocument } from './parse-document.ts';
import { validateDocument } from './validate-document.ts';

export interface ParseStageOptions {
  /** What clients see of the supergraph. The stage lives as long as this schema. */
  readonly apiSchema: GraphQLSchema;
  /** The supergraph's `@tag`s: an input tagged `personal…` may not travel by GET. */
  readonly security: Pick<SecurityIndex, 'tags'>;
  /** The supergraph's `@cost` and `@listSize`; without it every object costs 1 and every list is `listSize` long. */
  readonly cost?: CostIndex;
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
    /** Default 2,000, as of tokens: a variable is a literal that came another way. */
    readonly variableValues?: number;
    /** Default 50,000: three times the introspection query. */
    readonly cost?: number;
    /** Default 10. */
    readonly listSize?: number;
  };
  /** Documents whose structure is kept; default 1,000. */
  readonly cachedDocuments?: number;
}

export type ParseOperation = (request: GraphqlRequest) => ParsedOperation;

/** A valid document, as it is run for a client that takes one answer, and for one that takes deferred parts. */
interface ReadDocument extends Pick<ParsedOperation, 'hasPersonalArgument'> {
  readonly whole: DocumentNode;
  /** Undefined where nothing is deferred. */
  readonly inParts: DocumentNode | undefined;
}

const NO_DIRECTIVES: CostIndex = { weights: new Map(), listSizes: new Map() };

/** Documents longer than this are parsed each time, so that a few of them cannot empty the cache. Characters. */
const MAX_CACHED_LENGTH = 20_000;

/**
 * The parse stage: text to one operation that is valid against the API schema, its variables coerced. Documents that
 * were valid are kept by the hash of their text; variables and refused documents never are.
 *
 * The stage throws ClientError (TOKEN_LIMIT_EXCEEDED, MAX_VARIABLE_VALUES_LIMIT, COST_LIMIT_EXCEEDED, those of `checkLimits`,
 * OPERATION_RESOLUTION_FAILURE, METHOD_NOT_ALLOWED, PERSONAL_ARGUMENT_ON_GET) or RefusedRequest (GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, BAD_USER_INPUT).
 */
export function createParseStage(options: ParseStageOptions): ParseOperation {
  const { apiSchema } = options;
  const {
    tokens: maxTokens = 2_000,
    variableValues = 2_000,
    cost: maxCost = 50_000,
    listSize = 10,
    ...given
  } = options.limits ?? {};
  const limits: DocumentLimits = {
    depth: 20,
    aliases: 50,
    rootFields: 30,
    selections: 5_000,
    directives: 50,
    ...given,
  };
  const checkCost = createCostCheck({
    schema: apiSchema,
    index: options.cost ?? NO_DIRECTIVES,
    limit: maxCost,
    listSize,
  });
  const isPersonalInput = toPersonalInputs(options.security.tags);
  const documents = new LRUCache<string, ReadDocument>({ max: options.cachedDocuments ?? 1_000 });

  function readDocument(query: string, documentHash: string): ReadDocument {
    const cached = documents.get(documentHash);
    if (cached !== undefined) return cached;
    const parsed = parseDocument(query, maxTokens);
    checkLimits(parsed, limits);
    validateDocument(apiSchema, parsed);
    const document = narrowFragments(apiSchema, parsed);
    const defers = hasDefers(document);
    const read = {
      whole: defers ? withoutDefers(document) : document,
      inParts: defers ? labelDefers(document) : undefined,
      hasPersonalArgument: hasPersonalArgument(apiSchema, document, isPersonalInput),
    };
    if (query.length <= MAX_CACHED_LENGTH) documents.set(documentHash, read);
    return read;
  }

  return ({ query, operationName, variables, method, takes }) => {
    checkVariables(variables, variableValues);
    const documentHash = hash('sha256', query);
    const { whole, inParts, hasPersonalArgument: isPersonal } = readDocument(query, documentHash);
    const isDeferred = inParts !== undefined && takes?.parts === true;
    const valid = isDeferred ? inParts : whole;
    const operation = chooseOperation(valid, operationName, {
      method,
      schema: apiSchema,
      takesEvents: takes?.events === true,
    });
    if (method === 'GET' && isPersonal) throw new ClientError('PERSONAL_ARGUMENT_ON_GET');
    const parsed = {
      document: apartFromOthers(valid, operation),
      operation,
      operationName: operation.name?.value ?? null,
      documentHash: isDeferred ? `${documentHash}.parts` : documentHash,
      hasPersonalArgument: isPersonal,
      variables: coerceVariables(apiSchema, operation, variables),
    };
    checkCost(parsed);
    return parsed;
  };
}
