import { createHash } from 'node:crypto';
import { print, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { SecurityIndex } from '../../federation/read-security.ts';
import { ClientError } from '../../common/errors/errors.ts';
import type { ParsedOperation } from '../operation.ts';
import { brandAuthorized, type AuthorizedOperation } from './authorized-operation.ts';
import { cutOperation, type CutOperation } from './cut-operation.ts';
import { readCaseReference, readPurpose } from './read-purpose.ts';
import { createRequirements, type Entitlements } from './requirements.ts';

export interface AuthorizationOptions {
  readonly schema: GraphQLSchema;
  readonly security: SecurityIndex;
  /**
   * `filter` (the default) answers what the caller may not have by null and an error at its path; `reject` refuses the
   * operation.
   */
  readonly onDenied: 'filter' | 'reject';
  /** Whether personal data needs a purpose; off for supergraphs that know no such tags. */
  readonly requirePurpose: boolean;
  /** How many cut operations are remembered; default 2,000. */
  readonly cacheEntries?: number;
}

/** What the stage needs to know of a caller. */
export interface AuthorizationCaller extends Entitlements {
  /** Names what decides: equal for callers whom every directive treats alike. */
  readonly rightsKey: string;
  readonly isSubject: boolean;
}

export interface AuthorizationRequest {
  readonly purpose: string | null;
  readonly caseReference: string | null;
}

export type AuthorizeOperation = (
  parsed: ParsedOperation,
  caller: AuthorizationCaller,
  request: AuthorizationRequest,
) => AuthorizedOperation;

/** A tag that begins so marks personal data: `personal`, or `personal-specific` (UU 27/2022 Art 4). */
const PERSONAL_TAG = 'personal';

interface RememberedCut extends CutOperation {
  readonly source: OperationDefinitionNode;
  readonly documentHash: string;
  readonly isPersonal: boolean;
  readonly toDenialError: (coordinate: string) => ClientError;
}

/**
 * Makes the authorize stage of one supergraph: cuts what the caller may not have, then asks for a purpose where
 * personal data is left.
 *
 * @throws ClientError - from the stage: `UNAUTHORIZED_FIELD_OR_TYPE` (mode `reject`), `PURPOSE_REQUIRED`,
 *   `BAD_USER_INPUT` (an unknown purpose, a malformed case reference).
 */
export function createAuthorizeStage(options: AuthorizationOptions): AuthorizeOperation {
  const requirements = createRequirements(options.schema, options.security);
  const isPersonal = createPersonalTest(options.security);
  const cuts = new LRUCache<string, RememberedCut>({ max: options.cacheEntries ?? 2_000 });

  const cut = (parsed: ParsedOperation, held: AuthorizationCaller): RememberedCut => {
    const key = `${parsed.documentHash} ${parsed.operationName ?? ''} ${held.rightsKey}`;
    const known = cuts.get(key);
    // The cut names nodes of the very document it was made from; a parser that parsed again has new ones.
    if (known?.source === parsed.operation) return known;
    const made = cutOperation({ ...parsed, schema: options.schema, requirements, held });
    const remembered = {
      ...made,
      source: parsed.operation,
      documentHash:
        made.document === null
          ? ''
          : createHash('sha256').update(print(made.document)).digest('hex'),
      isPersonal: [...made.coordinates, ...made.types].some(isPersonal),
      toDenialError: createDenialErrors(held.authenticated),
    };
    cuts.set(key, remembered);
    return remembered;
  };

  return (parsed, caller, request) => {
    const made = cut(parsed, caller);
    const [firstDenied] = made.denied.values();
    if (options.onDenied === 'reject' && firstDenied !== undefined)
      throw made.toDenialError(firstDenied);
    return brandAuthorized({
      parsed,
      document: made.document,
      documentHash: made.documentHash,
      cut: made,
      toDenialError: made.toDenialError,
      isPersonal: made.isPersonal,
      purpose: options.requirePurpose
        ? readPurpose(request.purpose, made.isPersonal, caller)
        : null,
      caseReference: readCaseReference(request.caseReference),
    });
  };
}

/**
 * Makes the errors of fields that one cut denies, each once: most of what an error costs is its stack, which says nothing
 * here.
 */
function createDenialErrors(authenticated: boolean): (coordinate: string) => ClientError {
  const errors = new Map<string, ClientError>();
  return (coordinate) => {
    const error = errors.get(coordinate) ?? denialError(coordinate, authenticated);
    errors.set(coordinate, error);
    return error;
  };
}

/** The error of a field that was cut. An anonymous caller is told that a token would be needed. */
function denialError(coordinate: string, authenticated: boolean): ClientError {
  return authenticated
    ? new ClientError('UNAUTHORIZED_FIELD_OR_TYPE', { coordinate })
    : new ClientError('UNAUTHENTICATED', {
        reason: {
          en: `"${coordinate}" is not public`,
          id: `"${coordinate}" tidak terbuka untuk umum`,
        },
      });
}

/** Whether tags mark a field or a type, by its coordinate, as personal. */
function createPersonalTest(security: SecurityIndex): (coordinate: string) => boolean {
  return (coordinate) =>
    [...(security.tags.get(coordinate) ?? [])].some(
      (tag) => tag === PERSONAL_TAG || tag.startsWith(`${PERSONAL_TAG}-`),
    );
}
