import type { Nik } from '../common/nik.ts';
import type { RegionCode } from '../common/region-code.ts';

/** What decides authorization, the same for every kind of caller; an anonymous one has nothing of it. */
interface Entitlements {
  /** Taken from the token's scope; a scope says which fields, never which rows. */
  readonly scopes: ReadonlySet<string>;
  /** Names of policies that the issuer vouches for (`@policy`). */
  readonly policies: ReadonlySet<string>;
  /** Regencies whose rows the caller may read. Never filled from a residence. */
  readonly regions: readonly RegionCode[];
  /** Where the register of the subject himself is. It opens no region. */
  readonly homeRegions: readonly RegionCode[];
  /** The institution that the caller acts for; look it up with `Object.hasOwn` only. */
  readonly institution: string | null;
  /** Digest of everything that decides authorization, for keys of shared caches. It holds no personal value. */
  readonly entitlementsKey: string;
}

export interface AnonymousCaller extends Entitlements {
  readonly kind: 'ANONYMOUS';
}

interface AuthenticatedCaller extends Entitlements {
  /** The token's `sub`. Unique with `issuer` only. */
  readonly id: string;
  readonly issuer: string;
  /** The client id of the application that the token was issued to. */
  readonly application: string;
  /** When the token ends, in milliseconds since the epoch. */
  readonly tokenExpiresAtMs: number;
}

export interface PersonCaller extends AuthenticatedCaller {
  readonly kind: 'PERSON';
  /** The caller's own NIK, where the issuer vouches for it. */
  readonly subjectNik?: Nik;
}

/** An application that acts for nobody but itself (client credentials). */
export interface ApplicationCaller extends AuthenticatedCaller {
  readonly kind: 'APPLICATION';
}

/** Who asks. Made by the authenticate stage alone. */
export type Caller = AnonymousCaller | PersonCaller | ApplicationCaller;

/** The envelope's `actor`: `anonymous`, `person:<issuer>#<sub>` or `application:<issuer>#<client>`. */
export function toActor(caller: Caller): string {
  switch (caller.kind) {
    case 'ANONYMOUS':
      return 'anonymous';
    case 'PERSON':
      return `person:${caller.issuer}#${caller.id}`;
    case 'APPLICATION':
      return `application:${caller.issuer}#${caller.application}`;
  }
}
