import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { createWorkbookReplica } from '../shared/workbook-replica.ts';
import { aidCollection } from './aid-collection.ts';
import type { AidRecipientSource, AidRow } from './aid-recipient-source.ts';
import { storedAidRow, type StoredAidRow } from './aid-workbook-sheet.ts';

/**
 * Aid recipients of the workbooks that a regency has put into a folder, from the last harvest: one look-up of the replica for
 * N NIKs, none where the caller may read none of them. What is answered is as of the newest file.
 */
export function createWorkbookAidRecipientSource(options: {
  readonly binding: SystemBinding;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
}): AidRecipientSource {
  const collection = aidCollection(options.binding);
  const read = createWorkbookReplica({ ...options, collection, row: storedAidRow });
  return {
    async aidByNik(call, access, niks) {
      const answers = await read(call, access, niks);
      return answers.map((answer) => {
        if (answer instanceof Error) return answer;
        const { rows, provenance } = answer;
        return { aid: rows.toSorted(compareAid).map(toAid), provenance };
      });
    },
  };
}

function toAid({ programme, fiscalYear, amount, paidOn }: StoredAidRow): AidRow {
  return { programme, fiscalYear, amount, paidOn: paidOn ?? null };
}

/** Latest year first, within a year by programme and date. */
function compareAid(one: StoredAidRow, other: StoredAidRow): number {
  return (
    other.fiscalYear - one.fiscalYear ||
    one.programme.localeCompare(other.programme, 'id') ||
    (one.paidOn ?? '').localeCompare(other.paidOn ?? '')
  );
}
