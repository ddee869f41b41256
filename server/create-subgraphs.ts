import type { Bindings } from '../common/binding.ts';
import type { CacheStore } from '../connectors/cache/cache-store.ts';
import type { ConnectorContext } from '../connectors/connector.ts';
import type { HarvestJob } from '../connectors/replica/harvest-schedule.ts';
import type { ReplicaStore } from '../connectors/replica/replica-store.ts';
import { createAgricultureConnectors } from '../subgraphs/agriculture/agriculture-connectors.ts';
import { createAgricultureHarvests } from '../subgraphs/agriculture/create-agriculture-harvests.ts';
import { createAgricultureSubgraph } from '../subgraphs/agriculture/create-agriculture-subgraph.ts';
import { createEducationHarvests } from '../subgraphs/education/create-education-harvests.ts';
import { createEducationSubgraph } from '../subgraphs/education/create-education-subgraph.ts';
import { createEducationConnectors } from '../subgraphs/education/education-connectors.ts';
import { createFinanceHarvests } from '../subgraphs/finance/create-finance-harvests.ts';
import { createFinanceSubgraph } from '../subgraphs/finance/create-finance-subgraph.ts';
import { createFinanceConnectors } from '../subgraphs/finance/finance-connectors.ts';
import { createHealthSubgraph } from '../subgraphs/health/create-health-subgraph.ts';
import { createHealthConnectors } from '../subgraphs/health/health-connectors.ts';
import { createPopulationConnectors } from '../subgraphs/population/population-connectors.ts';
import { createPopulationSubgraph } from '../subgraphs/population/create-population-subgraph.ts';
import { createRegionsSubgraph } from '../subgraphs/regions/create-regions-subgraph.ts';
import type { FindSourceState } from '../subgraphs/regions/source-state.ts';
import type { Subgraph, SubgraphOptions } from '../subgraphs/shared/subgraph.ts';
import type { SubgraphName } from './compose-supergraph.ts';

export interface SubgraphParts extends SubgraphOptions {
  readonly bindings: Bindings;
  readonly connectors: ConnectorContext;
  readonly cache: CacheStore;
  /** Education and agriculture need one, and finance where a region binds aid. */
  readonly replicas: ReplicaStore | undefined;
  /** Who watches the systems, for the coverage. */
  readonly findState: FindSourceState;
  /** Told of each row of another region that a system sent and that was dropped. */
  readonly onDroppedRow: (row: { readonly system: string; readonly regionCode: string }) => void;
}

/** A subgraph with the harvests that fill its replicas. */
export interface OwnSubgraph {
  readonly subgraph: Subgraph;
  readonly harvests: readonly HarvestJob[];
}

/** Makes one of our subgraphs from the bindings. */
export function createOwnSubgraph(name: SubgraphName, parts: SubgraphParts): OwnSubgraph {
  const context = parts.connectors;
  switch (name) {
    case 'regions':
      return { subgraph: createRegionsSubgraph(parts), harvests: [] };
    case 'population': {
      const connectors = createPopulationConnectors(context);
      return { subgraph: createPopulationSubgraph({ ...parts, connectors }), harvests: [] };
    }
    case 'finance': {
      const connectors = createFinanceConnectors(context);
      const bindsAid = [...parts.bindings.values()].some(({ ports }) => ports.AidRecipient);
      if (!bindsAid) {
        return { subgraph: createFinanceSubgraph({ ...parts, connectors }), harvests: [] };
      }
      const sector = { ...parts, connectors, replicas: requireReplicas(name, parts) };
      return { subgraph: createFinanceSubgraph(sector), harvests: createFinanceHarvests(sector) };
    }
    case 'health': {
      const connectors = createHealthConnectors(context);
      return { subgraph: createHealthSubgraph({ ...parts, connectors }), harvests: [] };
    }
    case 'education': {
      const connectors = createEducationConnectors(context);
      const sector = { ...parts, connectors, replicas: requireReplicas(name, parts) };
      return {
        subgraph: createEducationSubgraph(sector),
        harvests: createEducationHarvests(sector),
      };
    }
    case 'agriculture': {
      const connectors = createAgricultureConnectors(context);
      const sector = { ...parts, connectors, replicas: requireReplicas(name, parts) };
      return {
        subgraph: createAgricultureSubgraph(sector),
        harvests: createAgricultureHarvests(sector),
      };
    }
  }
}

/** @throws Error - where the subgraph has nowhere to keep what it harvests. */
function requireReplicas(name: SubgraphName, { replicas }: SubgraphParts): ReplicaStore {
  if (replicas !== undefined) return replicas;
  throw new Error(
    `The subgraph ${name} keeps replicas: its configuration needs the section "replicas".`,
  );
}
