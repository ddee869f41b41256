import { generateKeyPair, randomBytes, type JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/** Every key of the development provider is named so, which a gateway in production refuses. */
const DEVELOPMENT_KEY_PREFIX = 'development-';

export interface SigningKey extends JsonWebKey {
  readonly kid: string;
  readonly use: 'sig';
}

/** New private keys, held in memory only: one of RSA (RS256 and PS256), one of P-256 (ES256). */
export async function generateSigningKeys(): Promise<readonly SigningKey[]> {
  const run = randomBytes(6).toString('hex');
  const [rsa, ec] = await Promise.all([
    generate('rsa', { modulusLength: 2_048 }),
    generate('ec', { namedCurve: 'P-256' }),
  ]);
  return [
    toSigningKey(rsa.privateKey.export({ format: 'jwk' }), `rsa-${run}`),
    toSigningKey(ec.privateKey.export({ format: 'jwk' }), `ec-${run}`),
  ];
}

function toSigningKey(jwk: JsonWebKey, name: string): SigningKey {
  return { ...jwk, kid: DEVELOPMENT_KEY_PREFIX + name, use: 'sig' };
}
