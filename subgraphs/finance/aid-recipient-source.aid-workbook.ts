import type { SystemBinding } from '../../common/binding.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { WorkbookConnector } from '../../connectors/workbook/workbook-connector.ts';
import type { AidRecipientSource, AidRow } from './aid-recipient-source.ts';
import type { AidWorkbookRow } from './aid-workbook-sheet.ts';
import { createOwnRowsReader } from './read-own-rows.ts';
import { forbidden } from './require-region.ts';
import { provenanceOf, type OnDroppedRow } from '../shared/source-answers.ts';

/**
 * Aid recipients of workbooks that a regency puts into a folder. One look at the folder for N NIKs, none where the
 * caller may read none of them. What is answered is as of the newest file.
 */
export function createWorkbookAidRecipientSource(options: {
  readonly binding: SystemBinding;
  readonly connector: WorkbookConnector<AidWorkbookRow>;
  readonly onDroppedRow: OnDroppedRow;
}): AidRecipientSource {
  const { binding } = options;
  const read = createOwnRowsReader({ ...options, port: 'AidRecipient', toIndex: byNik });

  return {
    async aidByNik(call, access, niks) {
      const refused = forbidden(binding.regionCode);
      if (!niks.some((nik) => mayReadRow(access, nik))) return niks.map(() => refused);
      const { index, asOf } = await read(call);
      const provenance = provenanceOf(binding, asOf, 'REPLICA');
      return niks.map((nik) =>
        mayReadRow(access, nik) ? { aid: index.get(nik) ?? [], provenance } : refused,
      );
    },
  };
}

/** Each person's aid, latest year first, within a year by programme and date. */
function byNik(rows: readonly AidWorkbookRow[]): ReadonlyMap<string, readonly AidRow[]> {
  const index = new Map<string, AidRow[]>();
  for (const { nik, programme, fiscalYear, amount, paidOn } of rows.toSorted(compareAid)) {
    const aid = index.get(nik) ?? [];
    if (aid.length === 0) index.set(nik, aid);
    aid.push({ programme, fiscalYear, amount, paidOn: paidOn ?? null });
  }
  return index;
}

function compareAid(one: AidWorkbookRow, other: AidWorkbookRow): number {
  return (
    other.fiscalYear - one.fiscalYear ||
    one.programme.localeCompare(other.programme, 'id') ||
    (one.paidOn ?? '').localeCompare(other.paidOn ?? '')
  );
}
