import { Agent } from 'undici';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ANONYMOUS } from './anonymous-caller.ts';
import {
  authenticationSchema,
  type Algorithm,
  type AuthenticationConfig,
  type TrustedIssuer,
} from './authentication-config.ts';
import type { Caller } from '../caller.ts';
import { fetchKeys } from './fetch-keys.ts';
import { createKeySet, type KeySet } from './key-set.ts';
import { parseToken, type UnverifiedToken } from './parse-token.ts';
import { readBearerToken } from './read-bearer-token.ts';
import { toCaller } from './to-caller.ts';
import { unauthenticated } from './unauthenticated.ts';
import { createVerifiedTokens } from './verified-tokens.ts';
import { verifyToken } from './verify-token.ts';

/** Keys of the development identity provider are named so; production refuses them. */
const DEVELOPMENT_KEY_PREFIX = 'development-';

/** The stage `authenticate`: from a request's `Authorization` header to its caller. */
export interface Authenticator {
  /**
   * @throws ClientError - UNAUTHENTICATED: a token is shown that cannot be accepted. SERVICE_UNAVAILABLE (retryable):
   *   its issuer's keys have never arrived.
   */
  authenticate(authorizationHeader: string | undefined): Promise<Caller>;
  close(): Promise<void>;
}

export interface AuthenticatorDependencies {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly production: boolean;
}

interface IssuerWithKeys {
  readonly issuer: TrustedIssuer;
  readonly keySet: KeySet;
}

/**
 * Makes the stage. Keys are fetched when the first token needs them, not here.
 *
 * No header is an anonymous caller. Where no issuer is configured a token is ignored, whatever it says: everybody is
 * anonymous. Else a token that cannot be accepted is refused; it never makes its bearer anonymous.
 *
 * @throws ZodError - the configuration is not one.
 */
export function createAuthenticator(
  config: AuthenticationConfig,
  dependencies: AuthenticatorDependencies,
): Authenticator {
  const settings = authenticationSchema.parse(config);
  const { clock, logger, production } = dependencies;
  const dispatcher = new Agent({ connections: 2 });
  const issuers = new Map(settings.issuers.map((issuer) => [issuer.issuer, withKeys(issuer)]));
  const verifiedTokens = createVerifiedTokens({
    max: settings.verifiedTokens,
    maxAgeMs: settings.verifiedTokenMaxAgeMs,
    clock,
  });

  function withKeys(issuer: TrustedIssuer): IssuerWithKeys {
    const keysRequest = { jwksUri: issuer.jwksUri, timeoutMs: settings.keysTimeoutMs, dispatcher };
    const keySet = createKeySet({
      fetch: () => fetchKeys(keysRequest),
      cooldownMs: settings.keysCooldownMs,
      maxAgeMs: settings.keysMaxAgeMs,
      clock,
      logger: logger.child({ issuer: issuer.issuer }),
    });
    return { issuer, keySet };
  }

  async function verify(token: string): Promise<Caller> {
    const unverified = parseToken(token);
    const trusted = issuers.get(unverified.issuer);
    if (trusted === undefined) throw unauthenticated('the issuer is not trusted here');
    const { issuer, keySet } = trusted;
    const algorithm = checkHeader(unverified, issuer, production);
    const key = await keySet.find(unverified.kid);
    if (key === undefined) throw unauthenticated('the signing key is not known');
    if (!key.algorithms.has(algorithm))
      throw unauthenticated('the signing key is not for this algorithm');
    const caller = toCaller(verifyToken(token, key, algorithm, issuer, clock), issuer);
    if (caller.kind !== 'ANONYMOUS') verifiedTokens.remember(token, { caller, key, keySet });
    return caller;
  }

  return {
    async authenticate(authorizationHeader) {
      if (issuers.size === 0) return ANONYMOUS;
      const token = readBearerToken(authorizationHeader);
      if (token === undefined) return ANONYMOUS;
      return verifiedTokens.find(token) ?? (await verify(token));
    },
    async close() {
      verifiedTokens.clear();
      await dispatcher.destroy();
    },
  };
}

/** What the header alone decides, before any key is looked for. */
function checkHeader(
  token: UnverifiedToken,
  issuer: TrustedIssuer,
  production: boolean,
): Algorithm {
  const algorithm = issuer.algorithms.find((allowed) => allowed === token.algorithm);
  if (algorithm === undefined) throw unauthenticated('the algorithm is not allowed');
  if (!issuer.tokenTypes.some((type) => type.toLowerCase() === token.type)) {
    throw unauthenticated('the token is no access token');
  }
  if (production && token.kid.startsWith(DEVELOPMENT_KEY_PREFIX)) {
    throw unauthenticated('the token is signed with a development key');
  }
  return algorithm;
}
