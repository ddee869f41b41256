import { unauthenticated } from './unauthenticated.ts';

/** A token longer than this is refused unread. Bytes: an HTTP header's characters are one byte each. */
const MAX_TOKEN_BYTES = 8_192;

/**
 * The token of an `Authorization` header (RFC 6750 section 2.1; the scheme's case does not matter), or undefined where
 * there is no header.
 *
 * @throws ClientError - UNAUTHENTICATED where the header is anything but one bearer token.
 */
export function readBearerToken(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (header.length > MAX_TOKEN_BYTES + 'Bearer '.length)
    throw unauthenticated('the token is too long');
  const [scheme, token, ...rest] = header.split(' ');
  if (scheme?.toLowerCase() !== 'bearer') throw unauthenticated('the scheme is not Bearer');
  if (token === undefined || token === '' || rest.length > 0) {
    throw unauthenticated('the Authorization header is malformed');
  }
  return token;
}
