import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { createWorkbookReplica } from '../shared/workbook-replica.ts';
import { allocationCollection } from './allocation-collection.ts';
import { storedErdkkRow, type ErdkkRow } from './erdkk-sheet.ts';
import type { FarmerAllocationSource } from './farmer-allocation-source.ts';

/**
 * Fertiliser allocations of the e-RDKK workbooks that a regency has put into a folder, from the last harvest: one look-up of
 * the replica for N NIKs, none where the caller may read none of them. What is answered is as of the newest file.
 */
export function createErdkkAllocationSource(options: {
  readonly binding: SystemBinding;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
}): FarmerAllocationSource {
  const collection = allocationCollection(options.binding);
  const read = createWorkbookReplica({ ...options, collection, row: storedErdkkRow });
  return {
    async allocationsByNik(call, access, niks) {
      const answers = await read(call, access, niks);
      return answers.map((answer) => {
        if (answer instanceof Error) return answer;
        const { rows, provenance } = answer;
        return { allocations: rows.toSorted(compareRows).flatMap(toAllocations), provenance };
      });
    },
  };
}

function toAllocations({ allocations }: ErdkkRow): ErdkkRow['allocations'] {
  return allocations;
}

function compareRows(one: ErdkkRow, other: ErdkkRow): number {
  return other.year - one.year || one.commodity.localeCompare(other.commodity, 'id');
}
