import type { SystemBinding } from '../../common/binding.ts';
import type { ReplicaCollection } from '../../connectors/replica/replica-store.ts';

/** Where a regency's aid recipients stand in the replica store; their partitions are the files. */
export function aidCollection({ system, regionCode }: SystemBinding): ReplicaCollection {
  return { system, regionCode, name: 'aid' };
}
