import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../common/clock.ts';
import type { Caller } from '../caller.ts';
import type { KeySet } from './key-set.ts';
import type { VerificationKey } from './verification-key.ts';

interface VerifiedToken {
  readonly caller: Exclude<Caller, { kind: 'ANONYMOUS' }>;
  readonly key: VerificationKey;
  readonly keySet: KeySet;
  readonly endsAtMs: number;
}

/** Remembers who a token's bearer is, so that a signature is verified once. */
export interface VerifiedTokens {
  /** The bearer, or undefined where the token is unknown, past its time, or signed with a key that is gone. */
  find(token: string): Caller | undefined;
  remember(token: string, verified: Pick<VerifiedToken, 'caller' | 'key' | 'keySet'>): void;
  clear(): void;
}

/**
 * A bounded memory of verified tokens, keyed by SHA-256: tokens themselves are not kept. An entry ends with its token's
 * `exp` (the allowance for skew is not used up here) and after `maxAgeMs` at the latest.
 */
export function createVerifiedTokens(options: {
  readonly max: number;
  readonly maxAgeMs: number;
  readonly clock: Clock;
}): VerifiedTokens {
  const { clock, maxAgeMs } = options;
  const entries = new LRUCache<string, VerifiedToken>({ max: options.max });

  const isGood = ({ endsAtMs, keySet, key }: VerifiedToken): boolean =>
    clock.nowMs() < endsAtMs && keySet.peek(key.kid)?.thumbprint === key.thumbprint;

  return {
    find(token) {
      const digest = toDigest(token);
      const entry = entries.get(digest);
      if (entry === undefined) return undefined;
      if (isGood(entry)) return entry.caller;
      entries.delete(digest);
      return undefined;
    },
    remember(token, verified) {
      const endsAtMs = Math.min(verified.caller.tokenExpiresAtMs, clock.nowMs() + maxAgeMs);
      if (endsAtMs > clock.nowMs()) entries.set(toDigest(token), { ...verified, endsAtMs });
    },
    clear() {
      entries.clear();
    },
  };
}

function toDigest(token: string): string {
  return hash('sha256', token, 'base64url');
}
