import type { SystemBinding } from '../../common/binding.ts';
import type { ConnectorContext } from '../../connectors/connector.ts';
import { createDapodikFleet, type DapodikFleet } from './dapodik-fleet.ts';

/** Connectors to the systems of all regions; harvests and requests share them, and with them their limits. */
export interface EducationConnectors {
  /** The same fleet for every port that one system serves. */
  dapodik(binding: SystemBinding): DapodikFleet;
  close(): Promise<void>;
}

export function createEducationConnectors(context: ConnectorContext): EducationConnectors {
  const fleets = new Map<string, DapodikFleet>();
  return {
    dapodik(binding) {
      const name = `${binding.regionCode}/${binding.system}/${binding.version}`;
      const fleet = fleets.get(name) ?? createDapodikFleet(binding, context);
      fleets.set(name, fleet);
      return fleet;
    },
    async close() {
      await Promise.all([...fleets.values()].map((fleet) => fleet.close()));
    },
  };
}
