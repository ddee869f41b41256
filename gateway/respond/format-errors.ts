import { toMessage, type Language } from '../../common/errors/catalogue.ts';
import { ClientError, SourceError } from '../../common/errors/errors.ts';
import type { SourceLocation } from 'graphql';
import type { ResponseError } from '../response-error.ts';

export interface FormattedError {
  readonly message: string;
  readonly locations?: readonly SourceLocation[];
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Whose answer it is. */
export interface FormatOptions {
  readonly language: Language;
  readonly requestId: string;
  /** Told of every error that is masked, so that it can be logged under the request id. */
  readonly onMasked?: ((error: unknown) => void) | undefined;
}

/**
 * The errors as the client sees them: the catalogue's message in his language, and the extensions `code`, `retryable`
 * and `requestId`; of a source also `system` and `region`. What is no ClientError becomes INTERNAL_SERVER_ERROR.
 */
export function formatErrors(
  errors: readonly ResponseError[],
  options: FormatOptions,
): readonly FormattedError[] {
  return errors.map((each) => formatError(each, options));
}

function formatError(each: ResponseError, options: FormatOptions): FormattedError {
  const error = toClientError(each.error, options.onMasked);
  return {
    message: toMessage(error.code, error.parameters, options.language),
    ...(each.locations === undefined ? {} : { locations: each.locations }),
    // What is of no field has no path: an empty one is none.
    ...(each.path === undefined || each.path.length === 0 ? {} : { path: each.path }),
    extensions: {
      code: error.code,
      retryable: error.retryable,
      ...(error instanceof SourceError ? { system: error.system, region: error.region } : {}),
      ...each.extensions,
      requestId: options.requestId,
    },
  };
}

export function toClientError(error: unknown, onMasked?: (error: unknown) => void): ClientError {
  if (error instanceof ClientError) return error;
  onMasked?.(error);
  return new ClientError('INTERNAL_SERVER_ERROR', {}, { cause: error });
}
