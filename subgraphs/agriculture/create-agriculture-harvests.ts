import type { Bindings } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { HarvestJob } from '../../connectors/replica/harvest-schedule.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import type { AgricultureConnectors } from './agriculture-connectors.ts';
import { declarationOf } from './declaration-of.ts';
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
 * The harvests of every region that binds SIPDPS, for the server's schedule: each reads the province's whole list. What a
 * run that fails or is aborted has put is thrown away; the snapshot before stays. It rejects with a SourceError for what
 * the system was found to be, any other error is the store's.
 */
export function createAgricultureHarvests(
  options: AgricultureHarvestOptions,
): readonly HarvestJob[] {
  const { bindings, connectors, onDroppedRow = () => undefined } = options;
  return [...bindings.values()].flatMap(({ regionCode, ports }) => {
    const binding = ports.Planting;
    if (binding?.adapter !== 'sipdps' || !binding.enabled) return [];
    const declaration = declarationOf(binding);
    const harvest: PlantingHarvestOptions = {
      ...options,
      binding,
      declaration,
      connector: connectors.sipdps(binding),
      province: readProvinceDirectory(regionCode.slice(0, 2)),
      onDroppedRow,
    };
    return [
      {
        name: `${binding.system} ${regionCode}`,
        everyMinutes: declaration.everyMinutes,
        async run(signal: AbortSignal) {
          await harvestPlanting(harvest, signal);
        },
      },
    ];
  });
}
