import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Algorithm } from './authentication-config.ts';

/** A public key and the algorithms that it may verify; compared by identity of `thumbprint`. */
export interface VerificationKey {
  readonly kid: string;
  readonly algorithms: ReadonlySet<Algorithm>;
  readonly key: KeyObject;
  /** Tells one key of a name from its successor of the same name. */
  readonly thumbprint: string;
}

const MIN_RSA_BITS = 2_048;

const jwkSchema = z.object({
  kid: z.string().min(1).max(200),
  kty: z.enum(['RSA', 'EC']),
  alg: z.string().optional(),
  use: z.literal('sig').optional(),
  key_ops: z
    .array(z.string())
    .refine((operations) => operations.includes('verify'))
    .optional(),
  n: z.string().optional(),
  e: z.string().optional(),
  crv: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  // A set that publishes a private key is no evidence of who signs with it.
  d: z.undefined().optional(),
});
type Jwk = z.output<typeof jwkSchema>;

/**
 * The key of one JWK (RFC 7517), or undefined where it cannot verify tokens here: another type, use or curve, RSA under
 * 2,048 bits, or a private key. What algorithms it serves follows from the key, never from a token's header: that is
 * what stops a public key from being used as a secret.
 */
export function toVerificationKey(jwk: unknown): VerificationKey | undefined {
  const parsed = jwkSchema.safeParse(jwk);
  if (!parsed.success) return undefined;
  const algorithms = algorithmsOf(parsed.data);
  const key = algorithms.size === 0 ? undefined : importKey(parsed.data);
  if (key === undefined) return undefined;
  return {
    kid: parsed.data.kid,
    algorithms,
    key,
    thumbprint: key.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}

function algorithmsOf(jwk: Jwk): ReadonlySet<Algorithm> {
  const possible: readonly Algorithm[] =
    jwk.kty === 'RSA' ? ['RS256', 'PS256'] : jwk.crv === 'P-256' ? ['ES256'] : [];
  return new Set(possible.filter((algorithm) => jwk.alg === undefined || jwk.alg === algorithm));
}

function importKey({ kty, n, e, crv, x, y }: Jwk): KeyObject | undefined {
  try {
    const jwk = (kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y }) as JsonWebKey;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return isStrong(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

function isStrong(key: KeyObject): boolean {
  return (
    key.asymmetricKeyType !== 'rsa' ||
    (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS
  );
}
