import { randomUUID } from 'node:crypto';
import type { PortName, ReplicaDeclaration, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { HarvestJob } from '../../connectors/replica/harvest-schedule.ts';
import { harvestWorkbooks } from '../../connectors/replica/harvest-workbooks.ts';
import type { ReplicaCollection, ReplicaStore } from '../../connectors/replica/replica-store.ts';
import type {
  SheetDefinition,
  WorkbookConnector,
} from '../../connectors/workbook/workbook-connector.ts';
import type { OnDroppedRow } from './source-answers.ts';
import { NIK_LOOKUP } from './workbook-replica.ts';

/** What a row of a workbook about persons names beside its own columns. */
interface RowAboutPerson {
  readonly nik: string;
  /** The regency whose row it is. */
  readonly regionCode: string;
}

export interface WorkbookJobOptions<Row extends RowAboutPerson> {
  readonly binding: SystemBinding;
  readonly port: PortName;
  readonly collection: ReplicaCollection;
  readonly declaration: ReplicaDeclaration;
  readonly sheet: SheetDefinition<Row>;
  readonly connectors: {
    workbook<Row>(binding: SystemBinding, sheet: SheetDefinition<Row>): WorkbookConnector<Row>;
  };
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
  readonly onDroppedRow?: OnDroppedRow;
}

/** How long the folder may take to be read, in ms. */
const WITHIN_MS = 60_000;

/**
 * The harvest of a folder of workbooks about persons: everything that a row says is sealed, and it is found by its NIK. Rows of
 * another regency are dropped and counted, once each time their file changes.
 */
export function createWorkbookJob<Row extends RowAboutPerson>(
  options: WorkbookJobOptions<Row>,
): HarvestJob {
  const { binding, port, declaration, sheet, clock, onDroppedRow } = options;
  const { system, regionCode } = binding;
  const connector = options.connectors.workbook(binding, sheet);
  return {
    name: `${system} ${regionCode}`,
    everyMinutes: declaration.everyMinutes,
    async run(signal) {
      const call = {
        requestId: `harvest-${randomUUID()}`,
        deadlineAtMs: clock.nowMs() + WITHIN_MS,
        institution: null,
      };
      const harvest = {
        ...options,
        connector,
        keyOf: sheet.key,
        toRecord: (row: Row) =>
          row.regionCode === regionCode
            ? {
                lookups: { [NIK_LOOKUP]: row.nik },
                sealed: { ...row } as Readonly<Record<string, unknown>>,
                open: {},
              }
            : undefined,
        onForeignRow: () => {
          onDroppedRow?.({ system, regionCode, port });
        },
      };
      await harvestWorkbooks(harvest, call, signal);
    },
  };
}
