import type { Bindings, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { HarvestJob } from '../../connectors/replica/harvest-schedule.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import type { AgricultureConnectors } from './agriculture-connectors.ts';
import { allocationCollection } from './allocation-collection.ts';
import { createErdkkSheet } from './erdkk-sheet.ts';
import { createWorkbookJob } from '../shared/create-workbook-job.ts';
import { declarationOf } from '../shared/declaration-of.ts';
import { harvestPlanting, type PlantingHarvestOptions } from './harvest-planting.ts';
import { readProvinceDirectory } from './regency-directory.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

export interface AgricultureHarvestOptions extends Pick<
  PlantingHarvestOptions,
  'maxRestarts' | 'withinMs'
> {
  readonly bindings: Bindings;
  /** The subgraph's own, or others; the caller closes them. */
  readonly connectors: AgricultureConnectors;
  readonly replicas: ReplicaStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onDroppedRow?: OnDroppedRow;
}

/**
 * The harvests of every region that binds SIPDPS or e-RDKK workbooks, for the server's schedule: of SIPDPS each reads the
 * province's whole list. What a run that fails or is aborted has put is thrown away; the snapshot before stays. It rejects
 * with a SourceError for what the system was found to be, any other error is the store's.
 */
export function createAgricultureHarvests(
  options: AgricultureHarvestOptions,
): readonly HarvestJob[] {
  return [...options.bindings.values()].flatMap(({ ports: { FarmerAllocation, Planting } }) => [
    ...(FarmerAllocation?.adapter === 'erdkk-workbook' && FarmerAllocation.enabled
      ? [createAllocationJob(FarmerAllocation, options)]
      : []),
    ...(Planting?.adapter === 'sipdps' && Planting.enabled
      ? [createPlantingJob(Planting, options)]
      : []),
  ]);
}

function createPlantingJob(binding: SystemBinding, options: AgricultureHarvestOptions): HarvestJob {
  const declaration = declarationOf(binding);
  const harvest: PlantingHarvestOptions = {
    ...options,
    binding,
    declaration,
    connector: options.connectors.sipdps(binding),
    province: readProvinceDirectory(binding.regionCode.slice(0, 2)),
    onDroppedRow: options.onDroppedRow ?? (() => undefined),
  };
  return {
    name: `${binding.system} ${binding.regionCode}`,
    everyMinutes: declaration.everyMinutes,
    async run(signal) {
      await harvestPlanting(harvest, signal);
    },
  };
}

function createAllocationJob(
  binding: SystemBinding,
  options: AgricultureHarvestOptions,
): HarvestJob {
  const { regencies } = readProvinceDirectory(binding.regionCode.slice(0, 2));
  return createWorkbookJob({
    ...options,
    binding,
    port: 'FarmerAllocation',
    collection: allocationCollection(binding),
    declaration: declarationOf(binding),
    sheet: createErdkkSheet(regencies),
  });
}
