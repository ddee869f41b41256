import type { AnonymousCaller } from '../caller.ts';
import { withEntitlementsKey } from './entitlements-key.ts';

/** The caller who shows no token. */
export const ANONYMOUS: AnonymousCaller = withEntitlementsKey({
  kind: 'ANONYMOUS' as const,
  scopes: new Set<string>(),
  policies: new Set<string>(),
  regions: [],
  homeRegions: [],
  institution: null,
});
