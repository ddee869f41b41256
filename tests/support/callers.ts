import type { Nik } from '../../common/nik.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { withEntitlementsKey } from '../../gateway/authenticate/entitlements-key.ts';
import type { PersonCaller } from '../../gateway/caller.ts';

/** A person with a token that names what is given here and nothing else. */
export function personWith(
  held: {
    readonly id?: string;
    readonly scopes?: readonly string[];
    readonly policies?: readonly string[];
    readonly regions?: readonly RegionCode[];
    readonly subjectNik?: string;
    readonly tokenExpiresAtMs?: number;
  } = {},
): PersonCaller {
  return withEntitlementsKey({
    kind: 'PERSON' as const,
    id: held.id ?? 'sari',
    issuer: 'https://login.invalid',
    application: 'portal',
    scopes: new Set(held.scopes),
    policies: new Set(held.policies),
    regions: held.regions ?? [],
    homeRegions: [],
    institution: null,
    tokenExpiresAtMs: held.tokenExpiresAtMs ?? Date.parse('2030-01-01T00:00:00Z'),
    ...(held.subjectNik === undefined ? {} : { subjectNik: held.subjectNik as Nik }),
  });
}
