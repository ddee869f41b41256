import { generateKeyPairSync } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import type { Case } from './read-topic.ts';

const ISSUER = 'https://issuer.example';
const AUDIENCE = 'https://gateway.example/graphql';

/** An issuer of tokens: the gateway verifies them with the keys that it publishes. */
export interface CaseTokens {
  /** As a JSON Web Key Set has them. */
  readonly keys: readonly unknown[];
  /** The section `authentication` of a gateway that trusts this issuer. */
  toAuthentication(keysUri: string): Record<string, unknown>;
  sign(caller: NonNullable<Case['caller']>): string;
}

export function createCaseTokens(): CaseTokens {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = 'cases';
  return {
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid }],
    toAuthentication: (keysUri) => ({
      issuers: [{ issuer: ISSUER, jwksUri: keysUri, audience: AUDIENCE }],
    }),
    sign: ({ scopes, policies }) =>
      jsonwebtoken.sign(
        { client_id: 'application', scope: scopes.join(' '), policies },
        privateKey,
        {
          algorithm: 'ES256',
          header: { alg: 'ES256', kid, typ: 'at+jwt' },
          issuer: ISSUER,
          audience: AUDIENCE,
          subject: 'caller',
          expiresIn: 600,
        },
      ),
  };
}
