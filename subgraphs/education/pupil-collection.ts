import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { ReplicaCollection } from '../../connectors/replica/replica-store.ts';

/** The replica of a regency's pupils; its partitions are the schools, by NPSN. */
export function pupilsOf({ system, regionCode }: SystemBinding): ReplicaCollection {
  return { system, regionCode, name: 'pupils' };
}

/** Whether a snapshot is older than two harvests' time: what is promised, and one that may have failed. */
export function isStale(binding: SystemBinding, asOf: string, clock: Clock): boolean {
  const promisedMs = 2 * (binding.replica?.everyMinutes ?? 0) * 60_000;
  return clock.nowMs() - Date.parse(asOf) > promisedMs;
}
