import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { Bindings } from '../../common/binding.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { createSubgraph } from '../shared/create-subgraph.ts';
import type { Subgraph, SubgraphOptions } from '../shared/subgraph.ts';
import { createGuessLimit } from './guess-limit.ts';
import { createPopulationContext, type PopulationContext } from './context.ts';
import type { OnDroppedRow } from './dropped-row.ts';
import type { PopulationConnectors } from './population-connectors.ts';
import { createPopulationSources } from './population-sources.ts';
import { resolvers } from './resolvers.ts';

export interface PopulationSubgraphOptions extends SubgraphOptions {
  readonly bindings: Bindings;
  /** Made by `createPopulationConnectors`; closed when the subgraph stops. */
  readonly connectors: PopulationConnectors;
  /** For published figures. */
  readonly cache: CacheStore;
  /** Told of each row that was not passed on because it is another region's; default: nobody is. */
  readonly onDroppedRow?: OnDroppedRow;
}

/** The subgraph `population`: residents, family cards and published figures of every region that binds them. */
export function createPopulationSubgraph(options: PopulationSubgraphOptions): Subgraph {
  const { clock, connectors } = options;
  const onDroppedRow = options.onDroppedRow ?? (() => undefined);
  const guesses = createGuessLimit();
  const sources = createPopulationSources({ ...options, onDroppedRow });
  return createSubgraph<PopulationContext>({
    name: 'population',
    resolvers: resolvers as GraphQLResolverMap<PopulationContext>,
    options,
    createContext: ({ envelope, call }) =>
      createPopulationContext({ envelope, call, clock, sources }, guesses),
    stop: () => connectors.close(),
  });
}
