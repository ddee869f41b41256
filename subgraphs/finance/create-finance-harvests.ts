import type { Bindings } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { HarvestJob } from '../../connectors/replica/harvest-schedule.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { createWorkbookJob } from '../shared/create-workbook-job.ts';
import { declarationOf } from '../shared/declaration-of.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';
import { aidCollection } from './aid-collection.ts';
import { aidSheet } from './aid-workbook-sheet.ts';
import type { FinanceConnectors } from './finance-connectors.ts';

export interface FinanceHarvestOptions {
  readonly bindings: Bindings;
  /** The subgraph's own, or others; the caller closes them. */
  readonly connectors: FinanceConnectors;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
  readonly onDroppedRow?: OnDroppedRow;
}

/**
 * The harvests of every region that binds aid workbooks, for the server's schedule. One rejects with a SourceError where the
 * folder cannot be read or is empty; any other error is the store's.
 *
 * @throws InternalError where a binding declares no replica: the registry has checked that.
 */
export function createFinanceHarvests(options: FinanceHarvestOptions): readonly HarvestJob[] {
  return [...options.bindings.values()].flatMap(({ ports: { AidRecipient: binding } }) =>
    binding?.adapter === 'aid-workbook' && binding.enabled
      ? [
          createWorkbookJob({
            ...options,
            binding,
            port: 'AidRecipient',
            collection: aidCollection(binding),
            declaration: declarationOf(binding),
            sheet: aidSheet,
          }),
        ]
      : [],
  );
}
