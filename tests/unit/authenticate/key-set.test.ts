import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createRsaKey,
  createTestAuthenticator,
  sign,
  startKeyServer,
  toClaims,
} from './issuer-on-socket.ts';

const first = createRsaKey('first');
const second = createRsaKey('second');
const successor = createRsaKey('first');

let keyServer: Awaited<ReturnType<typeof startKeyServer>>;
let authenticator: ReturnType<typeof createTestAuthenticator>;

beforeEach(async () => {
  keyServer = await startKeyServer([first.jwk]);
  authenticator = createTestAuthenticator(keyServer.jwksUri, { config: { keysTimeoutMs: 300 } });
});

afterEach(async () => {
  await authenticator.close();
  await keyServer.stop();
});

let serial = 0;
/** A token never seen before, so that no verified one is remembered. */
const show = (key: typeof first) => {
  serial += 1;
  return authenticator.authenticate(`Bearer ${sign(key, toClaims({ jti: String(serial) }))}`);
};
const UNKNOWN = {
  code: 'UNAUTHENTICATED',
  parameters: { reason: { en: 'the signing key is not known' } },
};
const UNAVAILABLE = { code: 'SERVICE_UNAVAILABLE', retryable: true };

describe('the keys of an issuer', () => {
  it('are refused as unavailable while none have ever arrived, and asked for again after a second', async () => {
    keyServer.state.answer = (_request, response) => response.writeHead(503).end();
    await expect(show(first)).rejects.toMatchObject(UNAVAILABLE);
    await expect(show(first)).rejects.toMatchObject(UNAVAILABLE);
    expect(keyServer.state.fetches).toBe(1);

    keyServer.state.answer = undefined;
    authenticator.clock.advanceMs(1_000);
    await expect(show(first)).resolves.toMatchObject({ kind: 'PERSON' });
    expect(keyServer.state.fetches).toBe(2);
  });

  it.each([
    ['no JSON', 'bukan JSON'],
    ['JSON that is no key set', '{"keys":"first"}'],
    ['more than 256 kB', JSON.stringify({ keys: [], pad: 'x'.repeat(300_000) })],
  ])('are not taken from %s', async (_what, body) => {
    keyServer.state.answer = (_request, response) => response.end(body);
    await expect(show(first)).rejects.toMatchObject(UNAVAILABLE);
  });

  it('are not fetched from where a redirect leads', async () => {
    const elsewhere = await startKeyServer([first.jwk]);
    keyServer.state.answer = (_request, response) =>
      response.writeHead(302, { location: elsewhere.jwksUri }).end();
    await expect(show(first)).rejects.toMatchObject(UNAVAILABLE);
    expect(elsewhere.state.fetches).toBe(0);
    await elsewhere.stop();
  });

  it('are given up after the deadline where the issuer does not answer', async () => {
    keyServer.state.answer = () => undefined;
    await expect(show(first)).rejects.toMatchObject(UNAVAILABLE);
  });

  it('are not fetched before a token needs them, and once for many tokens', async () => {
    await authenticator.authenticate(undefined);
    expect(keyServer.state.fetches).toBe(0);
    await Promise.all(Array.from({ length: 20 }, () => show(first)));
    expect(keyServer.state.fetches).toBe(1);
  });

  it('are fetched again once for an unknown name, however many ask for it within the cooldown', async () => {
    await show(first);
    authenticator.clock.advanceMs(30_000);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => show(second)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(keyServer.state.fetches).toBe(2);

    authenticator.clock.advanceMs(29_999);
    await expect(show(second)).rejects.toMatchObject(UNKNOWN);
    expect(keyServer.state.fetches).toBe(2);

    authenticator.clock.advanceMs(1);
    await expect(show(second)).rejects.toMatchObject(UNKNOWN);
    expect(keyServer.state.fetches).toBe(3);
  });

  it('hold a new key as soon as the issuer has it and the cooldown is over', async () => {
    await show(first);
    keyServer.state.keys = [first.jwk, second.jwk];
    await expect(show(second)).rejects.toMatchObject(UNKNOWN);
    authenticator.clock.advanceMs(30_000);
    await expect(show(second)).resolves.toMatchObject({ kind: 'PERSON' });
    expect(keyServer.state.fetches).toBe(2);
  });

  it('keep working while the issuer is down', async () => {
    await show(first);
    await keyServer.stop();
    authenticator.clock.advanceMs(310_000);
    await expect(authenticator.authenticate(`Bearer ${sign(first)}`)).resolves.toMatchObject({
      kind: 'PERSON',
    });
    await expect(show(second)).rejects.toMatchObject(UNKNOWN);
  });

  it('are fetched again when they are old, so that a withdrawn key stops working', async () => {
    await show(first);
    keyServer.state.keys = [second.jwk];
    authenticator.clock.advanceMs(299_999);
    await expect(show(first)).resolves.toMatchObject({ kind: 'PERSON' });
    authenticator.clock.advanceMs(1);
    await expect(show(first)).rejects.toMatchObject(UNKNOWN);
  });

  it('replace a key by its successor of the same name', async () => {
    await show(first);
    keyServer.state.keys = [successor.jwk];
    authenticator.clock.advanceMs(300_000);
    await expect(show(successor)).resolves.toMatchObject({ kind: 'PERSON' });
    await expect(show(first)).rejects.toMatchObject({
      parameters: { reason: { en: 'the signature is not valid' } },
    });
  });
});
