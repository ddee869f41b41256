import type { SystemBinding } from '../../common/binding.ts';
import type { ReplicaCollection } from '../../connectors/replica/replica-store.ts';

/** Where a regency's planting reports stand in the replica store; they have one partition, `all`. */
export function plantingCollection({ system, regionCode }: SystemBinding): ReplicaCollection {
  return { system, regionCode, name: 'planting' };
}
