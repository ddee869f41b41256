import jsonwebtoken from 'jsonwebtoken';
import type { Clock } from '../../common/clock.ts';
import type { ClientError } from '../../common/errors/errors.ts';
import type { Algorithm, TrustedIssuer } from './authentication-config.ts';
import { unauthenticated } from './unauthenticated.ts';
import type { VerificationKey } from './verification-key.ts';

/**
 * Verifies signature, issuer, audience, expiry and not-before (RFC 7519 section 7.2), and gives back the claims, whose
 * shapes are not checked yet. A token without `exp` is refused where its claims are read.
 *
 * @throws ClientError - UNAUTHENTICATED.
 */
export function verifyToken(
  token: string,
  key: VerificationKey,
  algorithm: Algorithm,
  issuer: TrustedIssuer,
  clock: Clock,
): unknown {
  try {
    return jsonwebtoken.verify(token, key.key, {
      algorithms: [algorithm],
      issuer: issuer.issuer,
      audience: issuer.audience,
      clockTimestamp: clock.nowMs() / 1_000,
      clockTolerance: issuer.clockSkewMs / 1_000,
    });
  } catch (error) {
    throw toRefusal(error);
  }
}

/** The verifier's messages are not shown; they are told apart by their beginnings, which hold no claim. */
function toRefusal(error: unknown): ClientError {
  if (error instanceof jsonwebtoken.TokenExpiredError)
    return unauthenticated('the token has expired');
  if (error instanceof jsonwebtoken.NotBeforeError)
    return unauthenticated('the token is not valid yet');
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('jwt audience invalid'))
    return unauthenticated('the token is for another audience');
  if (message.startsWith('jwt issuer invalid'))
    return unauthenticated('the issuer is not trusted here');
  if (/^invalid (exp|nbf)/.test(message)) return unauthenticated('the claims are malformed');
  return unauthenticated('the signature is not valid');
}
