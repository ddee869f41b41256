import { errorCatalogue, type ErrorCode } from '../../common/errors/catalogue.ts';
import type { ResponseMediaType } from '../operation.ts';

/**
 * Errors of the GraphQL request itself: its HTTP request was well-formed. To a client that accepts
 * `application/json` alone they are answered 200, since from intermediaries it may get 4xx with bodies that are not
 * ours (GraphQL over HTTP section 6.4.1).
 */
const GRAPHQL_REQUEST_ERRORS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'TOKEN_LIMIT_EXCEEDED',
  'MAX_DEPTH_LIMIT',
  'MAX_ALIASES_LIMIT',
  'MAX_ROOT_FIELDS_LIMIT',
  'MAX_SELECTIONS_LIMIT',
  'MAX_DIRECTIVES_LIMIT',
  'MAX_VARIABLE_VALUES_LIMIT',
  'COST_LIMIT_EXCEEDED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/** The status of a refused request. A mutation by GET is 405 in both media types. */
export function toStatus(code: ErrorCode, mediaType: ResponseMediaType): number {
  if (mediaType === 'application/json' && GRAPHQL_REQUEST_ERRORS.has(code)) return 200;
  return errorCatalogue[code].httpStatus;
}
