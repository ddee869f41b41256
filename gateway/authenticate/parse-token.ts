import { z } from 'zod';
import { unauthenticated } from './unauthenticated.ts';

/** What can be read of a token before its signature is known to be good: enough to find the key, and no more. */
export interface UnverifiedToken {
  readonly algorithm: string;
  readonly kid: string;
  /** `typ` in lower case, without `application/`; empty where it is missing. */
  readonly type: string;
  readonly issuer: string;
}

const COMPACT_FORM = /^[\w-]+\.[\w-]+\.[\w-]*$/;

const headerSchema = z.object({
  alg: z.string(),
  kid: z.string().min(1).max(200).optional(),
  typ: z.string().max(50).default(''),
  crit: z.unknown().optional(),
});

const payloadSchema = z.object({ iss: z.string().min(1) });

/**
 * Parses a JWT in compact form (RFC 7515 section 7.1). `jku`, `x5u`, `jwk` and `x5c` are not looked at; `crit` names
 * extensions that must be understood, and none is (RFC 7515 section 4.1.11).
 *
 * @throws ClientError - UNAUTHENTICATED.
 */
export function parseToken(token: string): UnverifiedToken {
  if (!COMPACT_FORM.test(token)) throw unauthenticated('the token is not a signed JWT');
  const [header, payload] = token.split('.');
  const { alg, kid, typ, crit } = parsePart(header, headerSchema);
  const { iss } = parsePart(payload, payloadSchema);
  if (crit !== undefined)
    throw unauthenticated('the token demands an extension that is not understood');
  if (kid === undefined) throw unauthenticated('the token names no key');
  return {
    algorithm: alg,
    kid,
    type: typ.toLowerCase().replace(/^application\//, ''),
    issuer: iss,
  };
}

function parsePart<T>(part: string | undefined, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJsonPart(part ?? ''));
  if (!parsed.success) throw unauthenticated('the token is not a signed JWT');
  return parsed.data;
}

function parseJsonPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
