import type { Clock } from '../../common/clock.ts';
import type { Household, Person, RegencyWorld } from '../province/province.ts';
import type { RegionNames } from './region-names.ts';
import { createServiceUsers, type ServiceUsers } from './service-users.ts';
import { toFailurePage, toRecordPage, type Page } from './to-page.ts';
import { toRecord, type ReplyForm } from './to-record.ts';
import { verifyElements } from './verify-elements.ts';

/** One regency's web service over its copy of the register. */
export interface DukcapilService {
  readonly users: ServiceUsers;
  /** Answers one call; undefined where the service has no such method. */
  answer(method: string, sent: Readonly<Record<string, string>>): Page | undefined;
}

const READ_METHODS = new Set(['CALL_NIK', 'call_nik', 'BYNIK']);
const VERIFY_METHOD = 'CALL_VERIFY_BY_ELEMEN';

/** A row of the register that says the person has died. */
const DECEASED = 2;

/**
 * The register holds rows as they are: of people who have moved away (stale) and of other regencies (strays) too. The
 * dead are not found: how the real service says so is not recorded.
 */
export function createDukcapilService(definition: {
  readonly world: RegencyWorld;
  readonly names: RegionNames;
  readonly form: ReplyForm;
  readonly clock: Clock;
  /** Asking for this person finds the day's quota used up: a failure that documentation can show at will. */
  readonly quotaNik: string;
}): DukcapilService {
  const { world, names, form, clock, quotaNik } = definition;
  const users = createServiceUsers(world.code.replace('.', ''), clock);
  const rows = indexByNik([...world.strayHouseholds, ...world.households]);
  return {
    users,
    answer(method, sent) {
      const reads = READ_METHODS.has(method);
      if (!reads && method !== VERIFY_METHOD) return undefined;
      const refused = users.admit({
        userId: sent['USER_ID'] ?? '',
        password: sent['PASSWORD'] ?? '',
        clientIp: sent['IP_USER'] ?? '',
      });
      if (refused !== undefined) return toFailurePage(refused, form);
      const nik = (sent['NIK'] ?? '').trim();
      if (nik === quotaNik) return toFailurePage('QUOTA', form);
      const row = rows.get(nik);
      if (row === undefined) return toFailurePage('NOT_FOUND', form);
      const record = toRecord(row.person, row.household, names, form);
      return toRecordPage(reads ? record : verifyElements(sent, record), form);
    },
  };
}

interface Row {
  readonly person: Person;
  readonly household: Household;
}

function indexByNik(households: readonly Household[]): ReadonlyMap<string, Row> {
  const living = households.flatMap((household) =>
    household.members
      .filter((person) => person.status !== DECEASED)
      .map((person) => [person.nik, { person, household }] as const),
  );
  return new Map(living);
}
