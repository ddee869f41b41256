import type { RegionCode } from '../region-code.ts';

/** UU 24/2013 Art 58(4)'s closed list, with EMERGENCY and SUBJECT_ACCESS. */
export const PURPOSES = [
  'PUBLIC_SERVICE',
  'DEVELOPMENT_PLANNING',
  'BUDGET_ALLOCATION',
  'DEMOCRATIC_DEVELOPMENT',
  'LAW_ENFORCEMENT',
  'EMERGENCY',
  'SUBJECT_ACCESS',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A person whose own data the caller may read without a region: himself, or a minor he is guardian of. */
export interface DataSubject {
  readonly nik: string;
  readonly relation: 'SELF' | 'WARD';
  /** ISO 8601; required of a WARD, whose age is checked again where rows are read. */
  readonly birthDate?: string;
}

/**
 * What a subgraph is told of a call, signed by the gateway. `onBehalfOf` and `regions` decide which rows it may open;
 * `scopes` were decided on before planning; rows ask them once more, for which office the regions are (`inOffice`).
 */
export interface Envelope {
  readonly subgraph: string;
  /** Base64url SHA-256 of the request body's bytes. */
  readonly bodyHash: string;
  /** `anonymous`, `person:<issuer>#<sub>` or `application:<issuer>#<client>`. */
  readonly actor: string;
  readonly onBehalfOf: readonly DataSubject[];
  /** Where the subject's own register is, when his token says so. */
  readonly homeRegions: readonly RegionCode[];
  /** The client id of the application; null for anonymous callers. */
  readonly application: string | null;
  readonly institution: string | null;
  /** Regions whose rows the caller may read. Never filled from a subject's residence. */
  readonly regions: readonly RegionCode[];
  readonly scopes: readonly string[];
  readonly purpose: Purpose | null;
  readonly caseReference: string | null;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly deadlineAtMs: number;
  readonly issuedAtMs: number;
  readonly nonce: string;
}
