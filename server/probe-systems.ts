import type { SystemBinding } from '../common/binding.ts';
import type { ConnectorContext, Probe } from '../connectors/connector.ts';
import { openConnector, type Probeable } from './open-system.ts';

/** Tries systems again and again, each over one connector that stays open: a token serves until its end. */
export interface SystemProbes {
  probe(binding: SystemBinding): Promise<Probe>;
  close(): Promise<void>;
}

/**
 * @param context - the subgraphs' own, so that a probe counts in the limits of the system's other calls and keeps off while
 *   its breaker is open.
 */
export function createSystemProbes(context: ConnectorContext): SystemProbes {
  const opened = new Map<string, Probeable>();
  return {
    probe(binding) {
      const name = `${binding.regionCode}/${binding.system}/${binding.version}`;
      const connector = opened.get(name) ?? openConnector(binding, context);
      opened.set(name, connector);
      return connector.probe();
    },
    async close() {
      await Promise.all([...opened.values()].map((connector) => connector.close()));
    },
  };
}
