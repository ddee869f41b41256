import type { SystemBinding } from '../../common/binding.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { pupilsOf } from './pupil-collection.ts';
import { toKnownSchools, type KnownSchool } from './school-summary.ts';

/** Schools by NPSN, as they were last harvested. */
export type KnownSchools = ReadonlyMap<string, KnownSchool>;

/**
 * A regency's schools from the replica: one query.
 *
 * @throws SourceError - `SOURCE_UNAVAILABLE` where the replica cannot be read.
 */
export async function readKnownSchools(
  binding: SystemBinding,
  replicas: ReplicaStore,
): Promise<KnownSchools> {
  const snapshots = await replicas.snapshots(pupilsOf(binding)).catch((error: unknown) => {
    throw sourceError(binding, 'SOURCE_UNAVAILABLE', error);
  });
  return toKnownSchools(snapshots);
}
