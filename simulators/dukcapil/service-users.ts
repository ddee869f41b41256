import type { Clock } from '../../common/clock.ts';
import { SIMULATOR_CREDENTIAL_PREFIX } from '../simulator.ts';
import type { Failure } from './to-page.ts';

/** One institution's user at one regency's service. */
export interface ServiceUser {
  readonly institution: 'opd' | 'dinkes' | 'nonaktif' | 'kuota-nol';
  readonly userId: string;
  readonly password: string;
  readonly clientIp: string;
  readonly active: boolean;
  /** Calls a day, by Jakarta's day. */
  readonly dailyQuota: number;
}

export interface Credentials {
  readonly userId: string;
  readonly password: string;
  readonly clientIp: string;
}

export interface ServiceUsers {
  readonly users: readonly ServiceUser[];
  /** Takes one call from the user's quota. @returns why the call is refused, or undefined. */
  admit(credentials: Credentials): Failure | undefined;
  exhaustQuota(): void;
  restoreQuota(): void;
  /** The owner strikes every client address off his list. */
  revokeAddresses(): void;
}

const DAILY_QUOTA = 10_000;

/** The users of one regency's service: `compactCode` is 3673 for 36.73. */
export function createServiceUsers(compactCode: string, clock: Clock): ServiceUsers {
  const users = listUsers(compactCode);
  const used = new Map<string, number>();
  let day = '';
  let exhausted = false;
  let addressesRevoked = false;

  function spend(user: ServiceUser): boolean {
    const today = new Date(clock.nowMs() + 7 * 3_600_000).toISOString().slice(0, 10);
    if (today !== day) {
      used.clear();
      exhausted = false;
      day = today;
    }
    const count = (used.get(user.userId) ?? 0) + 1;
    used.set(user.userId, count);
    return !exhausted && count <= user.dailyQuota;
  }

  return {
    users,
    admit({ userId, password, clientIp }) {
      const user = users.find((candidate) => candidate.userId === userId);
      if (user?.password !== password) return 'LOGIN';
      if (!user.active) return 'INACTIVE';
      if (addressesRevoked || !users.some((other) => other.clientIp === clientIp)) {
        return 'UNREGISTERED_IP';
      }
      if (user.clientIp !== clientIp) return 'OTHER_IP';
      return spend(user) ? undefined : 'QUOTA';
    },
    exhaustQuota() {
      // The day is settled first, so that the quota that is used up is today's.
      day = new Date(clock.nowMs() + 7 * 3_600_000).toISOString().slice(0, 10);
      exhausted = true;
    },
    restoreQuota() {
      exhausted = false;
      used.clear();
    },
    revokeAddresses() {
      addressesRevoked = true;
    },
  };
}

/** Each institution has a user and an address of its own; two users are there to be refused. */
function listUsers(compactCode: string): readonly ServiceUser[] {
  const network = `10.${Number(compactCode.slice(0, 2))}.${Number(compactCode.slice(2))}`;
  const user = (
    institution: ServiceUser['institution'],
    host: number,
    rest: Partial<ServiceUser> = {},
  ): ServiceUser => ({
    institution,
    userId: `${SIMULATOR_CREDENTIAL_PREFIX}${institution}-${compactCode}`,
    password: `${SIMULATOR_CREDENTIAL_PREFIX}sandi-${institution}-${compactCode}`,
    clientIp: `${network}.${host}`,
    active: true,
    dailyQuota: DAILY_QUOTA,
    ...rest,
  });
  return [
    user('opd', 10),
    user('nonaktif', 11, { active: false }),
    user('kuota-nol', 12, { dailyQuota: 0 }),
    user('dinkes', 13),
  ];
}
