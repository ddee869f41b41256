import { z } from 'zod';
import { parseNik, type Nik } from '../../common/nik.ts';
import { levelOf, parseRegionCode, type RegionCode } from '../../common/region-code.ts';
import type { ClaimNames, TrustedIssuer } from './authentication-config.ts';
import type { Caller } from '../caller.ts';
import { withEntitlementsKey } from './entitlements-key.ts';
import { unauthenticated } from './unauthenticated.ts';

const MAX_SCOPES = 200;

/** RFC 6749 section 3.3. */
const scopeToken = z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/);
const scopes = z.array(scopeToken).max(MAX_SCOPES);

const regencies = z
  .array(
    z.string().transform((text, context): RegionCode => {
      const code = parseRegionCode(text);
      if (code !== undefined && levelOf(code) === 'REGENCY') return code;
      context.addIssue('a regency has a code such as 36.71');
      return z.NEVER;
    }),
  )
  .max(600)
  .default([]);

const nik = z.string().transform((text, context): Nik => {
  const parsed = parseNik(text);
  if (parsed.ok) return parsed.value.nik;
  context.addIssue('no NIK');
  return z.NEVER;
});

const identity = z.string().regex(/^[\x21-\x7E]{1,255}$/);

const claimsSchema = z.object({
  subject: identity,
  exp: z.number().positive(),
  application: identity,
  scope: z
    .union([z.string().transform((text) => text.split(' ').filter(Boolean)), z.array(z.string())])
    .default([])
    .pipe(scopes),
  policies: z.array(scopeToken).max(MAX_SCOPES).default([]),
  regions: regencies,
  homeRegions: regencies,
  institution: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,99}$/)
    .nullable()
    .default(null),
  nik: nik.optional(),
});
type Claims = z.output<typeof claimsSchema>;

/**
 * The caller whom verified claims describe. A token whose `sub` is its own client (RFC 9068 section 2.2) is an
 * application's; every other is a person's. Claims of another shape are refused, never repaired: a regency that is not
 * one, a NIK that is none, a missing `exp`, `sub` or client.
 *
 * @throws ClientError - UNAUTHENTICATED.
 */
export function toCaller(payload: unknown, issuer: TrustedIssuer): Caller {
  const parsed = claimsSchema.safeParse(pickClaims(payload, issuer.claims));
  if (!parsed.success) throw unauthenticated('the claims are malformed');
  const claims = parsed.data;
  return claims.subject === claims.application
    ? toApplication(claims, issuer.issuer)
    : toPerson(claims, issuer.issuer);
}

function toApplication(claims: Claims, issuer: string): Caller {
  if (claims.nik !== undefined) throw unauthenticated("an application's token names a person");
  return withEntitlementsKey({ kind: 'APPLICATION' as const, ...toCommon(claims, issuer) });
}

function toPerson(claims: Claims, issuer: string): Caller {
  return withEntitlementsKey({
    kind: 'PERSON' as const,
    ...toCommon(claims, issuer),
    ...(claims.nik === undefined ? {} : { subjectNik: claims.nik }),
  });
}

function toCommon(claims: Claims, issuer: string) {
  return {
    id: claims.subject,
    issuer,
    application: claims.application,
    institution: claims.institution,
    regions: [...new Set(claims.regions)],
    homeRegions: [...new Set(claims.homeRegions)],
    scopes: new Set(claims.scope),
    policies: new Set(claims.policies),
    tokenExpiresAtMs: claims.exp * 1_000,
  };
}

function pickClaims(payload: unknown, names: ClaimNames): Record<string, unknown> {
  const claims = new Map(Object.entries(payload ?? {}));
  return {
    subject: claims.get('sub'),
    exp: claims.get('exp'),
    ...Object.fromEntries(Object.entries(names).map(([own, theirs]) => [own, claims.get(theirs)])),
  };
}
