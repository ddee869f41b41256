import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { Bindings } from '../../common/binding.ts';
import type { RegionCode } from '../../common/region-code.ts';
import { accessRows, inOffice } from '../../common/row-guard.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { createSubgraph, type SubgraphCall } from '../shared/create-subgraph.ts';
import type { Subgraph, SubgraphOptions } from '../shared/subgraph.ts';
import type { HealthContext } from './context.ts';
import type { Resolvers } from './generated/resolvers.ts';
import type { HealthConnectors } from './health-connectors.ts';
import { createHealthLoaders } from './health-loaders.ts';
import { createHealthSources } from './health-sources.ts';
import { healthFacilityQuery, healthFacilityResolvers } from './resolve-health-facility.ts';
import { regionHealthResolvers, regionResolvers } from './resolve-region-health.ts';
import { residentHealthResolvers, residentResolvers } from './resolve-resident-health.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

export interface HealthSubgraphOptions extends SubgraphOptions {
  readonly bindings: Bindings;
  /** Made by `createHealthConnectors`; closed when the subgraph stops. */
  readonly connectors: HealthConnectors;
  /** For public data only; it is the caller's to close. */
  readonly cache: CacheStore;
  /** Told of each row that was not passed on because it is another's; default: nobody is. */
  readonly onDroppedRow?: OnDroppedRow;
}

const resolvers: Resolvers = {
  Query: { healthFacility: healthFacilityQuery },
  HealthFacility: healthFacilityResolvers,
  Region: regionResolvers,
  RegionHealth: regionHealthResolvers,
  Resident: residentResolvers,
  ResidentHealth: residentHealthResolvers,
};

/** The subgraph `health`: facilities with their beds, and residents' immunisations, of every region that binds them. */
export function createHealthSubgraph(options: HealthSubgraphOptions): Subgraph {
  const { connectors, clock, cursorSecret } = options;
  const onDroppedRow = options.onDroppedRow ?? (() => undefined);
  const sources = createHealthSources({ ...options, onDroppedRow });

  function createContext({ envelope: sent, call }: SubgraphCall): HealthContext {
    const envelope = inOffice(sent, ['health:read']);
    const accessTo = (regionCode: RegionCode) => accessRows(envelope, regionCode, clock);
    const loaders = createHealthLoaders(sources, call, accessTo);
    return { envelope, sources, loaders, accessTo, cursorSecret };
  }

  return createSubgraph<HealthContext>({
    name: 'health',
    // Codegen's resolver types and Apollo's describe the same map in different words.
    resolvers: resolvers as unknown as GraphQLResolverMap<HealthContext>,
    options,
    createContext,
    stop: () => connectors.close(),
  });
}
