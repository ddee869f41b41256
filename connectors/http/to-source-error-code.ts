/** A reply whose body is not UTF-8. */
export class NotUtf8Error extends Error {
  readonly code = 'NOT_UTF8';
}

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const INVALID_REPLIES = new Set([
  'NOT_UTF8',
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_HEADERS_OVERFLOW',
]);
/** What we asked for was not a request: a fault of ours. */
const OUR_FAULTS = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED']);

/** What a fault of undici or of its socket means, by its code; undefined where the fault is ours. */
export function toSourceErrorCode(
  error: unknown,
): 'SOURCE_TIMEOUT' | 'SOURCE_REPLY_INVALID' | 'SOURCE_UNAVAILABLE' | undefined {
  // What the service sends is not HTTP; such an error may have no code.
  if ((error as Partial<Error> | undefined)?.name === 'HTTPParserError') {
    return 'SOURCE_REPLY_INVALID';
  }
  const code = codeOf(error);
  if (code === undefined || OUR_FAULTS.has(code)) return undefined;
  if (TIMEOUTS.has(code)) return 'SOURCE_TIMEOUT';
  if (INVALID_REPLIES.has(code)) return 'SOURCE_REPLY_INVALID';
  return 'SOURCE_UNAVAILABLE';
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}
