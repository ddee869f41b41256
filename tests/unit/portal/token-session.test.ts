import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { TokenError, type AccessToken } from '../../../portal/src/session/request-token.ts';
import { createTokenSession } from '../../../portal/src/session/token-session.ts';

describe('the explorer’s token session', () => {
  let asked: string[];

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    asked = [];
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** An issuer whose tokens are counted up and live for 100 s. */
  const issue = async (persona: string): Promise<AccessToken> => {
    asked.push(persona);
    if (persona === 'ditolak') throw new TokenError('REFUSED');
    return { value: `${persona}-${asked.length}`, expiresAt: Date.now() + 100_000 };
  };

  it('throws rather than speak as nobody where there is no token', async () => {
    const session = createTokenSession(issue);
    await session.choose('ditolak');
    expect(session.read()).toEqual({ kind: 'failed', persona: 'ditolak', fault: 'REFUSED' });
    await expect(session.bearer()).rejects.toThrow(TokenError);
  });

  it('has no token while anonymous, and none left after becoming anonymous', async () => {
    const session = createTokenSession(issue);
    expect(await session.bearer()).toBeUndefined();
    await session.choose('warga');
    await session.choose(null);
    expect(await session.bearer()).toBeUndefined();
    await jest.advanceTimersByTimeAsync(200_000);
    expect(asked).toEqual(['warga']);
  });

  it('forgets an answer that arrives after another persona was chosen', async () => {
    const session = createTokenSession(async (persona) => {
      if (persona === 'lambat') await new Promise((resolve) => setTimeout(resolve, 1_000));
      return issue(persona);
    });
    const slow = session.choose('lambat');
    await session.choose('warga');
    await jest.advanceTimersByTimeAsync(2_000);
    await slow;
    expect(session.read()).toMatchObject({ kind: 'ready', persona: 'warga' });
  });

  it('waits for the token that is on its way', async () => {
    const session = createTokenSession(issue);
    void session.choose('warga');
    expect(await session.bearer()).toBe('warga-1');
    expect(asked).toEqual(['warga']);
  });

  it('renews a token before it runs out, and keeps the persona', async () => {
    const session = createTokenSession(issue);
    await session.choose('warga');
    await jest.advanceTimersByTimeAsync(81_000);
    expect(session.read()).toMatchObject({ kind: 'ready', persona: 'warga' });
    expect(await session.bearer()).toBe('warga-2');
  });

  it('asks again when a token has run out while timers stood still', async () => {
    const session = createTokenSession(issue);
    await session.choose('warga');
    jest.setSystemTime(99_000);
    expect(await session.bearer()).toBe('warga-2');
  });
});
