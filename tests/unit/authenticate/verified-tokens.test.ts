import { describe, expect, it } from '@jest/globals';
import { createFrozenClock } from '../../../common/clock.ts';
import { ANONYMOUS } from '../../../gateway/authenticate/anonymous-caller.ts';
import type { PersonCaller } from '../../../gateway/caller.ts';
import type { KeySet } from '../../../gateway/authenticate/key-set.ts';
import type { VerificationKey } from '../../../gateway/authenticate/verification-key.ts';
import { createVerifiedTokens } from '../../../gateway/authenticate/verified-tokens.ts';
import { toVerificationKey } from '../../../gateway/authenticate/verification-key.ts';
import {
  createRsaKey,
  createTestAuthenticator,
  NOW,
  NOW_S,
  sign,
  startKeyServer,
  toClaims,
} from './issuer-on-socket.ts';

const MINUTE_MS = 60_000;
const key = toVerificationKey(createRsaKey('satu').jwk)!;
const successor = toVerificationKey(createRsaKey('satu').jwk)!;

function start(endsInMs: number, max = 10) {
  const clock = createFrozenClock(NOW);
  const known = new Map<string, VerificationKey>([[key.kid, key]]);
  const keySet: KeySet = {
    find: async (kid) => known.get(kid),
    peek: (kid) => known.get(kid),
  };
  const caller: PersonCaller = {
    ...ANONYMOUS,
    kind: 'PERSON',
    id: 'a',
    issuer: 'b',
    application: 'c',
    tokenExpiresAtMs: clock.nowMs() + endsInMs,
  };
  const tokens = createVerifiedTokens({ max, maxAgeMs: 5 * MINUTE_MS, clock });
  const remember = (token: string) => {
    tokens.remember(token, { caller, key, keySet });
  };
  return { clock, known, tokens, caller, remember };
}

describe('the memory of verified tokens', () => {
  it('does not outlive a token', () => {
    const { clock, tokens, caller, remember } = start(MINUTE_MS);
    remember('token');
    clock.advanceMs(MINUTE_MS - 1);
    expect(tokens.find('token')).toBe(caller);
    clock.advanceMs(1);
    expect(tokens.find('token')).toBeUndefined();
  });

  it('forgets after five minutes even a token that lives longer', () => {
    const { clock, tokens, caller, remember } = start(60 * MINUTE_MS);
    remember('token');
    clock.advanceMs(5 * MINUTE_MS - 1);
    expect(tokens.find('token')).toBe(caller);
    clock.advanceMs(1);
    expect(tokens.find('token')).toBeUndefined();
  });

  it('does not take in a token that is past its end, though within the allowance for skew', () => {
    const { tokens, remember } = start(-1);
    remember('token');
    expect(tokens.find('token')).toBeUndefined();
  });

  it('drops a token whose key is gone', () => {
    const { known, tokens, remember } = start(MINUTE_MS);
    remember('token');
    known.delete(key.kid);
    expect(tokens.find('token')).toBeUndefined();
  });

  it('drops a token whose key has a successor of the same name', () => {
    const { known, tokens, remember } = start(MINUTE_MS);
    remember('token');
    known.set(key.kid, successor);
    expect(tokens.find('token')).toBeUndefined();
  });

  it('is bounded', () => {
    const { tokens, remember } = start(MINUTE_MS, 2);
    ['satu', 'dua', 'tiga'].forEach(remember);
    expect(tokens.find('satu')).toBeUndefined();
    expect(tokens.find('tiga')).toBeDefined();
  });

  it('spares the second verification, and not a moment longer than the token lives', async () => {
    const signing = createRsaKey('satu');
    const keyServer = await startKeyServer([signing.jwk]);
    const authenticator = createTestAuthenticator(keyServer.jwksUri, {
      issuer: { clockSkewMs: 0 },
    });
    const header = `Bearer ${sign(signing, toClaims({ exp: NOW_S + 20 }))}`;
    const caller = await authenticator.authenticate(header);
    expect(await authenticator.authenticate(header)).toBe(caller);
    authenticator.clock.advanceMs(20_000);
    await expect(authenticator.authenticate(header)).rejects.toMatchObject({
      parameters: { reason: { en: 'the token has expired' } },
    });
    await authenticator.close();
    await keyServer.stop();
  });
});
