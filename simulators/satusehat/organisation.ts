import type { Clock } from '../../common/clock.ts';
import { randomBytes } from 'node:crypto';
import { SIMULATOR_CREDENTIAL_PREFIX } from '../simulator.ts';

/** What became of an attempt to get a token. */
export type Authentication =
  | { readonly kind: 'GRANTED'; readonly token: string; readonly expiresInS: number }
  | { readonly kind: 'REFUSED' }
  /** The attempt before failed, less than a minute ago. */
  | { readonly kind: 'TOO_SOON' };

/** One tenant: a regency's organisation with the one client that is bound to it, and the tokens in force. */
export interface Organisation {
  /** The organisation's number, by which resources name it. */
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  authenticate(clientSecret: string): Authentication;
  admits(token: string): boolean;
  /** Every token ends at once, as on the day that the service is restarted. */
  expireTokens(): void;
  /** The owner withdraws the client: neither it nor its tokens are taken any more. */
  revoke(): void;
  restore(): void;
}

/** After a failed attempt the next one has to wait this long. */
const PAUSE_MS = 60_000;

/** `compactCode` is 3671 for 36.71. */
export function createOrganisation(
  compactCode: string,
  clock: Clock,
  tokenLifetimeS: number,
): Organisation {
  const clientSecret = `${SIMULATOR_CREDENTIAL_PREFIX}rahasia-dinkes-${compactCode}`;
  const tokens = new Map<string, number>();
  let failedAtMs = -Infinity;
  let revoked = false;
  return {
    id: `10000${compactCode}`,
    clientId: `${SIMULATOR_CREDENTIAL_PREFIX}dinkes-${compactCode}`,
    clientSecret,
    authenticate(secret) {
      const nowMs = clock.nowMs();
      if (nowMs - failedAtMs < PAUSE_MS) return { kind: 'TOO_SOON' };
      if (revoked || secret !== clientSecret) {
        failedAtMs = nowMs;
        return { kind: 'REFUSED' };
      }
      const token = `${SIMULATOR_CREDENTIAL_PREFIX}${randomBytes(18).toString('base64url')}`;
      tokens.set(token, nowMs + tokenLifetimeS * 1_000);
      return { kind: 'GRANTED', token, expiresInS: tokenLifetimeS };
    },
    admits: (token) => !revoked && (tokens.get(token) ?? 0) > clock.nowMs(),
    expireTokens() {
      tokens.clear();
    },
    revoke() {
      revoked = true;
    },
    restore() {
      revoked = false;
      failedAtMs = -Infinity;
    },
  };
}
