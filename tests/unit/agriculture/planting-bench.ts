import type { SystemBinding } from '../../../common/binding.ts';
import { silentLogger } from '../../../common/logger.ts';
import type { ReplicaStore } from '../../../connectors/replica/replica-store.ts';
import { createProvince } from '../../../simulators/province/create-province.ts';
import type { Province } from '../../../simulators/province/province.ts';
import {
  startSipdps,
  type SipdpsOptions,
  type SipdpsSimulator,
} from '../../../simulators/sipdps/start-sipdps.ts';
import { createAgricultureConnectors } from '../../../subgraphs/agriculture/agriculture-connectors.ts';
import { harvestPlanting } from '../../../subgraphs/agriculture/harvest-planting.ts';
import { createSipdpsPlantingSource } from '../../../subgraphs/agriculture/planting-source.sipdps.ts';
import { readProvinceDirectory } from '../../../subgraphs/agriculture/regency-directory.ts';
import {
  clock,
  createObserver,
  DECLARATION,
  NOW,
  sipdpsBinding,
} from '../../contract/agriculture/bindings.ts';

let world: Province | undefined;

export function plantingWorld(): Province {
  world ??= createProvince({ asOf: NOW, residents: 2_000 });
  return world;
}

export function startSimulator(options: SipdpsOptions = {}): Promise<SipdpsSimulator> {
  const province = plantingWorld();
  const context = { province, clock, logger: silentLogger, folder: '' };
  return startSipdps(context, ['36.01', '36.03', '36.04', '36.74'], { perPage: 40, ...options });
}

/** What harvests into a store, and reads from it, with what the service was asked. */
export function openPlanting(
  replicas: ReplicaStore,
  environment: Readonly<Record<string, string>>,
  changes: Partial<SystemBinding> = {},
) {
  const { context, calls } = createObserver();
  const binding = { ...sipdpsBinding(environment, changes.regionCode), ...changes };
  const connectors = createAgricultureConnectors(context);
  const dropped: unknown[] = [];
  const options = {
    binding,
    declaration: DECLARATION,
    replicas,
    clock,
    connector: connectors.sipdps(binding),
    province: readProvinceDirectory('36'),
    logger: silentLogger,
    onDroppedRow: (row: unknown) => dropped.push(row),
  };
  return {
    calls,
    dropped,
    harvest: (
      limits: { readonly maxRestarts?: number; readonly withinMs?: number } = {},
      signal: AbortSignal = new AbortController().signal,
    ) => harvestPlanting({ ...options, ...limits }, signal),
    source: createSipdpsPlantingSource(options),
    close: () => connectors.close(),
  };
}
