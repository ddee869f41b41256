import { generateKeyPairSync, randomUUID, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import jsonwebtoken, { type Algorithm } from 'jsonwebtoken';
import { createFrozenClock } from '../../../common/clock.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { AuthenticationConfig } from '../../../gateway/authenticate/authentication-config.ts';
import { createAuthenticator } from '../../../gateway/authenticate/create-authenticator.ts';

export const ISSUER = 'https://masuk.example.go.id';
const AUDIENCE = 'https://jawara.example.go.id/graphql';
export const NOW = '2026-03-02T03:04:05Z';
export const NOW_S = Date.parse(NOW) / 1_000;

export interface KeyPair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: JsonWebKey & { kid: string };
}

export function createRsaKey(kid: string = randomUUID(), modulusLength = 2_048): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid } };
}

export function createEcKey(kid: string = randomUUID()): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid } };
}

/** A server of keys that says how often it was asked, and that can be told to answer something else. */
export async function startKeyServer(initial: readonly unknown[]) {
  const state = { keys: initial, fetches: 0, answer: undefined as RequestListener | undefined };
  const server = createServer((request, response) => {
    state.fetches += 1;
    if (state.answer !== undefined) {
      state.answer(request, response);
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: state.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  return {
    state,
    jwksUri,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Claims that are in order, with changes; a claim changed to undefined is left out. */
export function toClaims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const claims: Record<string, unknown> = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'pegawai-7',
    client_id: 'aplikasi',
    scope: 'population:read population:verify',
    regions: ['36.71'],
    institution: 'disdukcapil-3671',
    iat: NOW_S - 10,
    exp: NOW_S + 600,
    ...changes,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}

export function sign(
  key: Pick<KeyPair, 'kid' | 'privateKey'>,
  claims: Record<string, unknown> = toClaims(),
  header: Record<string, unknown> = {},
  algorithm: Algorithm = key.privateKey.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256',
): string {
  return jsonwebtoken.sign(claims, key.privateKey, {
    algorithm,
    header: { alg: algorithm, kid: key.kid, typ: 'at+jwt', ...header },
    noTimestamp: true,
    allowInsecureKeySizes: true,
  });
}

/** A token of any header and payload, signed by `signature` over the signing input. */
export function forge(
  header: unknown,
  payload: unknown,
  signature: (input: string) => string = () => 'AAAA',
): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${signature(input)}`;
}

export function createTestAuthenticator(
  jwksUri: string,
  options: {
    readonly issuer?: Partial<NonNullable<AuthenticationConfig['issuers']>[number]>;
    readonly config?: Partial<AuthenticationConfig>;
    readonly production?: boolean;
  } = {},
) {
  const clock = createFrozenClock(NOW);
  const authenticator = createAuthenticator(
    {
      issuers: [{ issuer: ISSUER, jwksUri, audience: AUDIENCE, ...options.issuer }],
      ...options.config,
    },
    { clock, logger: silentLogger, production: options.production ?? false },
  );
  return { clock, ...authenticator };
}
