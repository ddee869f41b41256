import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { Bindings } from '../../common/binding.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { accessRows, inOffice } from '../../common/row-guard.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { createSubgraph, type SubgraphCall } from '../shared/create-subgraph.ts';
import type { Subgraph, SubgraphOptions } from '../shared/subgraph.ts';
import type { AgricultureConnectors } from './agriculture-connectors.ts';
import { createAgricultureLoaders } from './agriculture-loaders.ts';
import { createAgricultureSources } from './agriculture-sources.ts';
import type { AgricultureContext } from './context.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { regionAgricultureResolvers, regionResolvers } from './resolve-region-agriculture.ts';
import { residentAgricultureResolvers, residentResolvers } from './resolve-resident-agriculture.ts';

export interface AgricultureSubgraphOptions extends SubgraphOptions {
  readonly bindings: Bindings;
  /** Made by `createAgricultureConnectors`; closed when the subgraph stops. */
  readonly connectors: AgricultureConnectors;
  /** For public figures, which are published once a month; it is the caller's to close. */
  readonly cache: CacheStore;
  /** Where allocations and planting reports are harvested to; it is the caller's to close. */
  readonly replicas: ReplicaStore;
}

const resolvers: Resolvers = {
  Region: regionResolvers,
  RegionAgriculture: regionAgricultureResolvers,
  Resident: residentResolvers,
  ResidentAgriculture: residentAgricultureResolvers,
};

/** The subgraph `agriculture`: fertiliser allocations and planted areas of every region that binds them. */
export function createAgricultureSubgraph(options: AgricultureSubgraphOptions): Subgraph {
  const { connectors, clock } = options;
  const sources = createAgricultureSources(options);

  function createContext({ envelope: sent, call }: SubgraphCall): AgricultureContext {
    const envelope = inOffice(sent, ['agriculture:read']);
    const accessTo = (regionCode: RegionCode) => accessRows(envelope, regionCode, clock);
    const loaders = createAgricultureLoaders(sources, call, accessTo);
    return { envelope, sources, loaders, accessTo };
  }

  return createSubgraph<AgricultureContext>({
    name: 'agriculture',
    // Codegen's resolver types and Apollo's describe the same map in different words.
    resolvers: resolvers as unknown as GraphQLResolverMap<AgricultureContext>,
    options,
    createContext,
    stop: () => connectors.close(),
  });
}
