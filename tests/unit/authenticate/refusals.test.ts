import { createHmac, createPublicKey, sign as signBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../common/logger.ts';
import { createFrozenClock } from '../../../common/clock.ts';
import { createAuthenticator } from '../../../gateway/authenticate/create-authenticator.ts';
import {
  createEcKey,
  createRsaKey,
  createTestAuthenticator,
  forge,
  NOW,
  NOW_S,
  sign,
  startKeyServer,
  toClaims,
} from './issuer-on-socket.ts';

const rsa = createRsaKey('rsa');
const ec = createEcKey('ec');
const weak = createRsaKey('weak', 1_024);
const development = createRsaKey('development-rsa-1');
const stranger = createRsaKey('rsa');
const onlyPs256 = createRsaKey('only-ps256');
const forEncryption = createRsaKey('for-encryption');
const published = createRsaKey('published-private');

let keyServer: Awaited<ReturnType<typeof startKeyServer>>;
let authenticator: ReturnType<typeof createTestAuthenticator>;

beforeAll(async () => {
  keyServer = await startKeyServer([
    rsa.jwk,
    ec.jwk,
    weak.jwk,
    development.jwk,
    { ...onlyPs256.jwk, alg: 'PS256' },
    { ...forEncryption.jwk, use: 'enc' },
    { ...published.privateKey.export({ format: 'jwk' }), kid: 'published-private' },
    { kty: 'oct', kid: 'secret', k: Buffer.from('a shared secret').toString('base64url') },
    'no key at all',
  ]);
  authenticator = createTestAuthenticator(keyServer.jwksUri);
});

afterAll(async () => {
  await authenticator.close();
  await keyServer.stop();
});

const header = { alg: 'RS256', kid: 'rsa', typ: 'at+jwt' };
const bearer = (token: string) => `Bearer ${token}`;
const pem = (key: typeof rsa) =>
  createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
const hmac = (secret: string | Buffer) => (input: string) =>
  createHmac('sha256', secret).update(input).digest('base64url');

const refused: [string, () => string, string][] = [
  ['an empty header', () => '', 'the scheme is not Bearer'],
  ['another scheme', () => `Basic ${sign(rsa)}`, 'the scheme is not Bearer'],
  ['a scheme without a token', () => 'Bearer', 'the Authorization header is malformed'],
  ['two tokens', () => `Bearer ${sign(rsa)} ${sign(rsa)}`, 'the Authorization header is malformed'],
  ['a token that is no JWT', () => bearer('rahasia-123'), 'the token is not a signed JWT'],
  ['a token of five parts', () => bearer('a.b.c.d.e'), 'the token is not a signed JWT'],
  ['a header that is no JSON', () => bearer('e30x.e30.AAAA'), 'the token is not a signed JWT'],
  [
    'a payload that is no object',
    () => bearer(forge(header, 'iss')),
    'the token is not a signed JWT',
  ],
  ['a token of more than 8 kB', () => bearer(`${'a'.repeat(8_193)}.b.c`), 'the token is too long'],
  [
    'the algorithm none',
    () => bearer(forge({ ...header, alg: 'none' }, toClaims(), () => '')),
    'the algorithm is not allowed',
  ],
  [
    'the algorithm None in other letters',
    () => bearer(forge({ ...header, alg: 'nOnE' }, toClaims(), () => '')),
    'the algorithm is not allowed',
  ],
  [
    'a public key used as an HS256 secret',
    () => bearer(forge({ ...header, alg: 'HS256' }, toClaims(), hmac(pem(rsa)))),
    'the algorithm is not allowed',
  ],
  [
    'a symmetric key of the set',
    () =>
      bearer(
        forge({ ...header, alg: 'HS256', kid: 'secret' }, toClaims(), hmac('a shared secret')),
      ),
    'the algorithm is not allowed',
  ],
  [
    'an algorithm of another key type (ES256 with an RSA key)',
    () => bearer(forge({ ...header, alg: 'ES256' }, toClaims())),
    'the signing key is not for this algorithm',
  ],
  [
    'an algorithm of another key type (RS256 with an EC key)',
    () => bearer(forge({ ...header, kid: 'ec' }, toClaims())),
    'the signing key is not for this algorithm',
  ],
  [
    'an algorithm that the key declares not to be for',
    () => bearer(sign(onlyPs256)),
    'the signing key is not for this algorithm',
  ],
  ['an encryption key', () => bearer(sign(forEncryption)), 'the signing key is not known'],
  [
    'an RSA key of 1,024 bits',
    () => bearer(forge({ ...header, kid: 'weak' }, toClaims())),
    'the signing key is not known',
  ],
  [
    'a key whose private half is published',
    () => bearer(sign(published)),
    'the signing key is not known',
  ],
  [
    'a key that nobody knows',
    () => bearer(sign(createRsaKey('unknown'))),
    'the signing key is not known',
  ],
  [
    'a token that names no key',
    () => bearer(forge({ alg: 'RS256', typ: 'at+jwt' }, toClaims())),
    'the token names no key',
  ],
  [
    "a stranger's signature under a known name",
    () => bearer(sign(stranger)),
    'the signature is not valid',
  ],
  [
    "a stranger's key brought along in the header",
    () => bearer(sign(stranger, toClaims(), { jwk: stranger.jwk })),
    'the signature is not valid',
  ],
  [
    'a payload that was changed',
    () => {
      const [head, , signature] = sign(rsa).split('.');
      const changed = Buffer.from(JSON.stringify(toClaims({ regions: ['36.02'] }))).toString(
        'base64url',
      );
      return bearer([head, changed, signature].join('.'));
    },
    'the signature is not valid',
  ],
  [
    'a signature that is missing',
    () => bearer(sign(rsa).replace(/[^.]*$/, '')),
    'the signature is not valid',
  ],
  [
    'a critical extension',
    () => bearer(sign(rsa, toClaims(), { crit: ['exp'] })),
    'the token demands an extension that is not understood',
  ],
  [
    'an ID token',
    () => bearer(sign(rsa, toClaims(), { typ: 'JWT' })),
    'the token is no access token',
  ],
  [
    'a token without a type',
    () => bearer(sign(rsa, toClaims(), { typ: undefined })),
    'the token is no access token',
  ],
  [
    'another issuer',
    () => bearer(sign(rsa, toClaims({ iss: 'https://lain.example' }))),
    'the issuer is not trusted here',
  ],
  [
    'a token without an issuer',
    () => bearer(sign(rsa, toClaims({ iss: undefined }))),
    'the token is not a signed JWT',
  ],
  [
    'another audience',
    () => bearer(sign(rsa, toClaims({ aud: 'https://lain.example' }))),
    'the token is for another audience',
  ],
  [
    'a token without an audience',
    () => bearer(sign(rsa, toClaims({ aud: undefined }))),
    'the token is for another audience',
  ],
  [
    'a token that has expired',
    () => bearer(sign(rsa, toClaims({ exp: NOW_S - 6 }))),
    'the token has expired',
  ],
  [
    'a token that is not valid yet',
    () => bearer(sign(rsa, toClaims({ nbf: NOW_S + 6 }))),
    'the token is not valid yet',
  ],
  [
    'a token that never expires',
    () => bearer(sign(rsa, toClaims({ exp: undefined }))),
    'the claims are malformed',
  ],
  [
    'an expiry that is no number',
    () => bearer(forgeSigned({ exp: 'besok' })),
    'the claims are malformed',
  ],
  [
    'a token without a subject',
    () => bearer(sign(rsa, toClaims({ sub: undefined }))),
    'the claims are malformed',
  ],
  [
    'a token without a client',
    () => bearer(sign(rsa, toClaims({ client_id: undefined }))),
    'the claims are malformed',
  ],
  [
    'regions that are no list',
    () => bearer(sign(rsa, toClaims({ regions: '36.71' }))),
    'the claims are malformed',
  ],
  [
    'a region that is none',
    () => bearer(sign(rsa, toClaims({ regions: ['3671'] }))),
    'the claims are malformed',
  ],
  [
    'a whole province as a region',
    () => bearer(sign(rsa, toClaims({ regions: ['36'] }))),
    'the claims are malformed',
  ],
  [
    'a scope that is no text',
    () => bearer(sign(rsa, toClaims({ scope: { all: true } }))),
    'the claims are malformed',
  ],
  [
    'an institution that is no name',
    () => bearer(sign(rsa, toClaims({ institution: '__proto__' }))),
    'the claims are malformed',
  ],
  [
    'an impossible NIK',
    () => bearer(sign(rsa, toClaims({ nik: '3671013213800001' }))),
    'the claims are malformed',
  ],
  [
    "an application's token that names a person",
    () => bearer(sign(rsa, toClaims({ sub: 'aplikasi', nik: '3671010203800001' }))),
    "an application's token names a person",
  ],
];

/** Signed well, with claims that the library would refuse to sign. */
function forgeSigned(changes: Record<string, unknown>): string {
  return forge(header, toClaims(changes), (input) =>
    signBytes('sha256', Buffer.from(input), rsa.privateKey).toString('base64url'),
  );
}

describe('the authenticator', () => {
  it.each(refused)('refuses %s', async (_what, toHeader, reason) => {
    await expect(authenticator.authenticate(toHeader())).rejects.toMatchObject({
      name: 'ClientError',
      code: 'UNAUTHENTICATED',
      retryable: false,
      parameters: { reason: { en: reason, id: expect.stringMatching(/\S/) } },
    });
  });

  it('never repeats anything of a token in a refusal', async () => {
    const marker = 'PENANDA-4711';
    const tokens = [
      marker,
      `${marker}.${marker}.${marker}`,
      forge({ ...header, alg: marker }, toClaims()),
      forge({ ...header, kid: marker }, toClaims()),
      forge({ ...header, typ: marker }, toClaims()),
      sign(rsa, toClaims({ iss: marker })),
      sign(rsa, toClaims({ aud: marker })),
      sign(rsa, toClaims({ nik: marker })),
      sign(rsa, toClaims({ regions: [marker] })),
    ];
    for (const token of tokens) {
      const error: unknown = await authenticator
        .authenticate(bearer(token))
        .catch((e: unknown) => e);
      expect(error).toBeInstanceOf(Error);
      const { message, stack, parameters, cause } = error as Error & { parameters: unknown };
      expect(JSON.stringify({ message, stack, parameters, cause })).not.toContain(marker);
    }
  });

  it('refuses a development key in production, and takes it elsewhere', async () => {
    const production = createTestAuthenticator(keyServer.jwksUri, { production: true });
    await expect(production.authenticate(bearer(sign(development)))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      parameters: { reason: { en: 'the token is signed with a development key' } },
    });
    await expect(production.authenticate(bearer(sign(rsa)))).resolves.toMatchObject({
      kind: 'PERSON',
    });
    await production.close();
    await expect(authenticator.authenticate(bearer(sign(development)))).resolves.toMatchObject({
      kind: 'PERSON',
    });
  });

  it('refuses an algorithm that the issuer is not configured for', async () => {
    const strict = createTestAuthenticator(keyServer.jwksUri, {
      issuer: { algorithms: ['ES256'] },
    });
    await expect(strict.authenticate(bearer(sign(rsa)))).rejects.toMatchObject({
      parameters: { reason: { en: 'the algorithm is not allowed' } },
    });
    await expect(strict.authenticate(bearer(sign(ec)))).resolves.toMatchObject({ kind: 'PERSON' });
    await strict.close();
  });

  it("refuses one issuer's token that is signed with another issuer's key", async () => {
    const other = await startKeyServer([stranger.jwk]);
    const two = createTestAuthenticator(keyServer.jwksUri, {
      config: {
        issuers: [
          { issuer: 'https://masuk.example.go.id', jwksUri: keyServer.jwksUri, audience: 'a' },
          { issuer: 'https://dua.example.go.id', jwksUri: other.jwksUri, audience: 'a' },
        ],
      },
    });
    const claims = toClaims({ aud: 'a', iss: 'https://dua.example.go.id' });
    await expect(two.authenticate(bearer(sign(rsa, claims)))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(two.authenticate(bearer(sign(stranger, claims)))).resolves.toMatchObject({
      issuer: 'https://dua.example.go.id',
    });
    await two.close();
    await other.stop();
  });

  it('allows for clocks that are five seconds apart', async () => {
    const late = sign(rsa, toClaims({ exp: NOW_S - 4 }));
    const early = sign(rsa, toClaims({ nbf: NOW_S + 5 }));
    await expect(authenticator.authenticate(bearer(late))).resolves.toMatchObject({
      kind: 'PERSON',
    });
    await expect(authenticator.authenticate(bearer(early))).resolves.toMatchObject({
      kind: 'PERSON',
    });
  });

  it('refuses a configuration with an algorithm of shared secrets, or with an issuer twice', () => {
    const issuer = {
      issuer: 'https://satu.example',
      jwksUri: 'https://satu.example/k',
      audience: 'a',
    };
    const make = (issuers: unknown) =>
      createAuthenticator({ issuers } as never, {
        clock: createFrozenClock(NOW),
        logger: silentLogger,
        production: false,
      });
    expect(() => make([{ ...issuer, algorithms: ['HS256'] }])).toThrow();
    expect(() => make([issuer, issuer])).toThrow(/twice/);
  });

  it('takes everybody for anonymous where no issuer is configured, whatever he shows', async () => {
    const open = createTestAuthenticator(keyServer.jwksUri, { config: { issuers: [] } });
    for (const shown of [undefined, 'Basic x', bearer(sign(rsa))]) {
      await expect(open.authenticate(shown)).resolves.toMatchObject({ kind: 'ANONYMOUS' });
    }
    await open.close();
  });
});
