import { createHash } from 'node:crypto';
import type { Caller } from '../caller.ts';

type WithoutKey<T> = T extends unknown ? Omit<T, 'entitlementsKey'> : never;

/**
 * Base64url SHA-256 of everything that decides what a caller is answered: kind, issuer, subject, application, scopes,
 * regions, institution, policies, and whether the issuer vouches for a NIK. The NIK itself is left out: `issuer` and
 * `sub` name the same person, and a digest of a NIK can be searched for.
 */
function toEntitlementsKey(caller: WithoutKey<Caller>): string {
  return createHash('sha256')
    .update(JSON.stringify(decisive(caller)))
    .digest('base64url');
}

/** Gives a caller the digest of what he is. */
export function withEntitlementsKey<T extends WithoutKey<Caller>>(
  caller: T,
): T & { readonly entitlementsKey: string } {
  return { ...caller, entitlementsKey: toEntitlementsKey(caller) };
}

function decisive(caller: WithoutKey<Caller>): readonly unknown[] {
  return [
    caller.kind,
    caller.kind === 'ANONYMOUS' ? null : [caller.issuer, caller.id, caller.application],
    [...caller.scopes].sort(),
    [...caller.regions].sort(),
    [...caller.homeRegions].sort(),
    caller.institution,
    [...caller.policies].sort(),
    caller.kind === 'PERSON' && caller.subjectNik !== undefined,
  ];
}
