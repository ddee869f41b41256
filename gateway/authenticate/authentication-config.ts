import { z } from 'zod';

/** The algorithms that a token may be signed with. Asymmetric ones only: a shared secret is no identity. */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

const claimName = (usual: string) => z.string().min(1).max(200).default(usual);

const claimNamesSchema = z.strictObject({
  /** The client that the token was issued to; `azp` at Keycloak. */
  application: claimName('client_id'),
  /** A string with spaces (RFC 8693 section 4.2) or a list. */
  scope: claimName('scope'),
  /** A list of policy names. */
  policies: claimName('policies'),
  /** Regencies whose rows may be read, a list of codes such as `36.71`. */
  regions: claimName('regions'),
  /** Where the subject's own register is, a list like `regions`. */
  homeRegions: claimName('home_regions'),
  institution: claimName('institution'),
  nik: claimName('nik'),
});

const issuerSchema = z.strictObject({
  /** Compared with `iss` as it stands, character by character. */
  issuer: z.url({ protocol: /^https?$/ }),
  /** Where its keys are. Nothing in a token (`jku`, `x5u`) ever leads elsewhere. */
  jwksUri: z.url({ protocol: /^https?$/ }),
  /** What `aud` has to name. */
  audience: z.string().min(1),
  algorithms: z
    .array(z.enum(ALGORITHMS))
    .min(1)
    .default([...ALGORITHMS]),
  /**
   * Media types that `typ` may name, without `application/`. Default: RFC 9068's `at+jwt` alone, so that an ID token is
   * no access token. An issuer that calls its access tokens `JWT` needs it said here.
   */
  tokenTypes: z
    .array(z.enum(['at+jwt', 'JWT']))
    .min(1)
    .default(['at+jwt']),
  /** How far the issuer's clock may be from ours, in milliseconds. */
  clockSkewMs: z.int().min(0).max(60_000).default(5_000),
  claims: claimNamesSchema.prefault({}),
});

/**
 * The section `authentication`. Without issuers every caller is anonymous, even one who shows a token: there is nobody
 * who could vouch for it.
 */
export const authenticationSchema = z.strictObject({
  issuers: z.array(issuerSchema).default([]).refine(hasNoTwins, 'an issuer stands here twice'),
  /** Least time between two fetches of one issuer's keys, in milliseconds. */
  keysCooldownMs: z.int().min(0).default(30_000),
  /** After this time keys are fetched again, so that a withdrawn key stops working. Milliseconds. */
  keysMaxAgeMs: z.int().min(1_000).default(300_000),
  /** Deadline of one fetch of keys, in milliseconds. */
  keysTimeoutMs: z.int().min(1).default(3_000),
  /** How many verified tokens are remembered, and how long at most, in milliseconds. */
  verifiedTokens: z.int().min(1).default(10_000),
  verifiedTokenMaxAgeMs: z.int().min(0).default(300_000),
});

/** As it is written; what is left out has a default. */
export type AuthenticationConfig = z.input<typeof authenticationSchema>;
export type Authentication = z.output<typeof authenticationSchema>;
export type TrustedIssuer = Authentication['issuers'][number];
export type ClaimNames = TrustedIssuer['claims'];

function hasNoTwins(issuers: readonly { readonly issuer: string }[]): boolean {
  return new Set(issuers.map(({ issuer }) => issuer)).size === issuers.length;
}
