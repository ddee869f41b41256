import type { SystemBinding } from '../../common/binding.ts';
import { ClientError } from '../../common/errors/errors.ts';
import { mayReadRow } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { WorkbookConnector } from '../../connectors/workbook/workbook-connector.ts';
import type { ErdkkRow } from './erdkk-sheet.ts';
import type { AllocationRow, FarmerAllocationSource } from './farmer-allocation-source.ts';
import { provenanceOf, type OnDroppedRow } from '../shared/source-answers.ts';

interface OwnRows {
  readonly byNik: ReadonlyMap<string, readonly AllocationRow[]>;
  readonly asOf: string;
  readonly version: string;
}

/**
 * Fertiliser allocations of e-RDKK workbooks that a regency puts into a folder. One look at the folder for N NIKs, none
 * where the caller may read none of them. What is answered is as of the newest file. Rows of another regency are dropped
 * and counted, once each time the files change.
 */
export function createErdkkAllocationSource(options: {
  readonly binding: SystemBinding;
  readonly connector: WorkbookConnector<ErdkkRow>;
  readonly onDroppedRow: OnDroppedRow;
}): FarmerAllocationSource {
  const { binding, connector, onDroppedRow } = options;
  const { system, regionCode } = binding;
  let current: OwnRows | undefined;

  async function read(call: SourceCall): Promise<OwnRows> {
    const { rows, asOf, version } = await connector.snapshot(call);
    if (current?.version === version) return current;
    const own = rows.filter((row) => row.regionCode === regionCode);
    for (let dropped = own.length; dropped < rows.length; dropped += 1) {
      onDroppedRow({ system, regionCode, port: 'FarmerAllocation' });
    }
    current = { byNik: indexByNik(own), asOf, version };
    return current;
  }

  return {
    async allocationsByNik(call, access, niks) {
      const refused = new ClientError('FORBIDDEN', { region: regionCode });
      if (!niks.some((nik) => mayReadRow(access, nik))) return niks.map(() => refused);
      const { byNik, asOf } = await read(call);
      const provenance = provenanceOf(binding, asOf, 'REPLICA');
      return niks.map((nik) =>
        mayReadRow(access, nik) ? { allocations: byNik.get(nik) ?? [], provenance } : refused,
      );
    },
  };
}

function indexByNik(rows: readonly ErdkkRow[]): ReadonlyMap<string, readonly AllocationRow[]> {
  const index = new Map<string, AllocationRow[]>();
  for (const row of rows.toSorted(compareRows)) {
    const allocations = index.get(row.nik) ?? [];
    if (allocations.length === 0) index.set(row.nik, allocations);
    allocations.push(...row.allocations);
  }
  return index;
}

function compareRows(one: ErdkkRow, other: ErdkkRow): number {
  return other.year - one.year || one.commodity.localeCompare(other.commodity, 'id');
}
