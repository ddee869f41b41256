import type { Bindings } from '../common/binding.ts';
import type { CacheStore } from '../connectors/cache/cache-store.ts';
import type { ConnectorContext } from '../connectors/connector.ts';
import { createFinanceSubgraph } from '../subgraphs/finance/create-finance-subgraph.ts';
import { createFinanceConnectors } from '../subgraphs/finance/finance-connectors.ts';
import { createPopulationConnectors } from '../subgraphs/population/population-connectors.ts';
import { createPopulationSubgraph } from '../subgraphs/population/create-population-subgraph.ts';
import { createRegionsSubgraph } from '../subgraphs/regions/create-regions-subgraph.ts';
import type { Subgraph, SubgraphOptions } from '../subgraphs/shared/subgraph.ts';
import type { SubgraphName } from './compose-supergraph.ts';

export interface SubgraphParts extends SubgraphOptions {
  readonly bindings: Bindings;
  readonly connectors: ConnectorContext;
  readonly cache: CacheStore;
  /** Told of each row of another region that a system sent and that was dropped. */
  readonly onDroppedRow: (row: { readonly system: string; readonly regionCode: string }) => void;
}

/** Makes one of our subgraphs from the bindings. */
export function createOwnSubgraph(name: SubgraphName, parts: SubgraphParts): Subgraph {
  switch (name) {
    case 'regions':
      return createRegionsSubgraph(parts);
    case 'population':
      return createPopulationSubgraph({
        ...parts,
        connectors: createPopulationConnectors(parts.connectors),
      });
    case 'finance':
      return createFinanceSubgraph({
        ...parts,
        connectors: createFinanceConnectors(parts.connectors),
      });
  }
}
