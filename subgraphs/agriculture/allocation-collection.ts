import type { SystemBinding } from '../../common/binding.ts';
import type { ReplicaCollection } from '../../connectors/replica/replica-store.ts';

/** Where a regency's fertiliser allocations stand in the replica store; their partitions are the files. */
export function allocationCollection({ system, regionCode }: SystemBinding): ReplicaCollection {
  return { system, regionCode, name: 'allocations' };
}
