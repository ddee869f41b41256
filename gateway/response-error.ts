import type { SourceLocation } from 'graphql';
import type { ErrorCode } from '../common/errors/catalogue.ts';
import type { ClientError } from '../common/errors/errors.ts';

/** One error of a response. An `ExecutionError` of the execute stage is one. */
export interface ResponseError {
  /** A ClientError is shown; anything else is masked. */
  readonly error: unknown;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly SourceLocation[];
  /** Beside `code`, `retryable` and `requestId`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export type RefusalError = ResponseError & { readonly error: ClientError };
export type RefusalErrors = readonly [RefusalError, ...RefusalError[]];

/** A request refused for several reasons at once, each with its place in the document. */
export class RefusedRequest extends Error {
  readonly errors: RefusalErrors;
  /** The first error's. */
  readonly code: ErrorCode;

  constructor(errors: RefusalErrors) {
    super(errors[0].error.message);
    this.name = 'RefusedRequest';
    this.code = errors[0].error.code;
    this.errors = errors;
  }
}
