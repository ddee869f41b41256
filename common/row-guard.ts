import type { Clock } from './clock.ts';
import type { Envelope } from './envelope/envelope.ts';
import type { RegionCode } from './region-code.ts';

/**
 * Which rows of one region's source a caller may read: all of them, those about certain persons (himself and the minors
 * he is guardian of), or none. Every adapter of personal rows is opened with one.
 */
export type RowAccess =
  | { readonly kind: 'REGION' }
  | { readonly kind: 'SUBJECTS'; readonly niks: ReadonlySet<string> }
  | { readonly kind: 'NONE' };

/** Below this age a guardian acts for a child (UU 35/2014 Art 1). */
const AGE_OF_MAJORITY = 18;

/**
 * The row guard: a source of a region opens for a caller whose envelope names that region, or for rows about the caller
 * himself and those he is guardian of, whose age is checked here again.
 */
export function accessRows(envelope: Envelope, regionCode: RegionCode, clock: Clock): RowAccess {
  if (envelope.regions.includes(regionCode)) return { kind: 'REGION' };
  const niks = subjectsOf(envelope, clock);
  return niks.size === 0 ? { kind: 'NONE' } : { kind: 'SUBJECTS', niks };
}

/** The scope by which a person reads about himself and his wards, in any sector. */
const SELF_SCOPE = 'self:read';

/**
 * The envelope as fields may be answered with it that ask for one of `officeScopes` or for `self:read`: a caller who has
 * `self:read` and none of the others is there for himself and his wards, and his regions, which belong to an office that
 * he holds elsewhere, open nothing. Else a health officer who may also see his own data could see everybody's family card.
 */
export function inOffice(envelope: Envelope, officeScopes: readonly string[]): Envelope {
  const holds = (scope: string) => envelope.scopes.includes(scope);
  return holds(SELF_SCOPE) && !officeScopes.some(holds) ? { ...envelope, regions: [] } : envelope;
}

/** The NIKs of the caller himself and of the minors he is guardian of. */
export function subjectsOf(envelope: Envelope, clock: Clock): ReadonlySet<string> {
  return new Set(
    envelope.onBehalfOf
      .filter(
        (subject) =>
          subject.relation === 'SELF' ||
          (subject.birthDate !== undefined && isMinor(subject.birthDate, clock)),
      )
      .map((subject) => subject.nik),
  );
}

export function mayReadRow(access: RowAccess, nik: string): boolean {
  switch (access.kind) {
    case 'REGION':
      return true;
    case 'SUBJECTS':
      return access.niks.has(nik);
    case 'NONE':
      return false;
  }
}

/** Whether someone born on `birthDate` (ISO 8601) is under 18 today, in Indonesia's western time (UTC+7). */
export function isMinor(birthDate: string, clock: Clock): boolean {
  const today = new Date(clock.nowMs() + 7 * 3_600_000).toISOString().slice(0, 10);
  const year = Number(birthDate.slice(0, 4)) + AGE_OF_MAJORITY;
  return `${String(year).padStart(4, '0')}${birthDate.slice(4)}` > today;
}
