import type { ClientError } from '../../common/errors/errors.ts';
import type { AnswerPreferences, RawResponse } from '../http.ts';
import { RefusedRequest, type RefusalErrors, type ResponseError } from '../response-error.ts';
import { formatErrors, toClientError, type FormatOptions } from './format-errors.ts';
import { toStatus } from './to-status.ts';

/** What became of a request: it was executed, with as many errors as there are, or refused as a whole. */
export type Outcome =
  | {
      readonly kind: 'executed';
      readonly data: Readonly<Record<string, unknown>> | null;
      readonly errors: readonly ResponseError[];
      readonly extensions?: Readonly<Record<string, unknown>>;
    }
  /** Whatever a stage threw: a ClientError, a RefusedRequest, or anything else, which is masked. */
  | { readonly kind: 'refused'; readonly error: unknown };

export interface RespondOptions extends AnswerPreferences {
  readonly requestId: string;
  readonly onMasked?: FormatOptions['onMasked'];
  /** Whether the request carried an Authorization header: decides what the challenge of a 401 says (RFC 6750 section 3). */
  readonly hasAuthorization?: boolean;
}

/**
 * The respond stage: what is written back. An executed request is 200, whatever failed inside it; a refused one has no
 * `data` and the status of its first error.
 */
export function respond(outcome: Outcome, options: RespondOptions): RawResponse {
  if (outcome.kind === 'executed') {
    const { data, errors, extensions } = outcome;
    return write(200, undefined, options, {
      data,
      errors: errors.length === 0 ? undefined : formatErrors(errors, options),
      extensions,
    });
  }
  const errors = toErrors(outcome.error, options);
  const first = errors[0].error;
  return write(toStatus(first.code, options.mediaType), toHeaders(first, options), options, {
    errors: formatErrors(errors, options),
  });
}

export function toErrors(error: unknown, options: Pick<RespondOptions, 'onMasked'>): RefusalErrors {
  if (error instanceof RefusedRequest) return error.errors;
  return [{ error: toClientError(error, options.onMasked) }];
}

/** Headers that a status asks for: Allow (RFC 9110 section 10.2.1), WWW-Authenticate (11.6.1), Retry-After (10.2.3). */
function toHeaders(error: ClientError, options: RespondOptions): Record<string, string> {
  switch (error.code) {
    case 'METHOD_NOT_ALLOWED':
      return { allow: toAllow(error.parameters['allow']) };
    case 'PERSONAL_ARGUMENT_ON_GET':
      return { allow: 'POST' };
    case 'UNAUTHENTICATED':
      return { 'www-authenticate': toChallenge(options.hasAuthorization === true) };
    case 'REQUEST_RATE_LIMITED':
      return {
        'retry-after': String(Math.max(1, Math.ceil(Number(error.parameters['seconds'])) || 1)),
      };
    default:
      return {};
  }
}

function toAllow(methods: unknown): string {
  return typeof methods === 'string' ? methods : 'GET, POST';
}

function toChallenge(hasAuthorization: boolean): string {
  return `Bearer realm="jawara"${hasAuthorization ? ', error="invalid_token"' : ''}`;
}

function write(
  status: number,
  more: Readonly<Record<string, string>> | undefined,
  options: RespondOptions,
  body: unknown,
): RawResponse {
  const headers: Record<string, string> = {
    'content-type': `${options.mediaType}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-request-id': options.requestId,
    vary: 'Accept, Accept-Language, Authorization',
  };
  if (more !== undefined) Object.assign(headers, more);
  return { status, headers, body: JSON.stringify(body) };
}
