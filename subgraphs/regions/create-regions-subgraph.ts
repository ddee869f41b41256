import type { Bindings } from '../../common/binding.ts';
import { createSubgraph } from '../shared/create-subgraph.ts';
import type { Subgraph, SubgraphOptions } from '../shared/subgraph.ts';
import type { RegionsContext } from './context.ts';
import { loadRegionDirectory } from './load-region-directory.ts';
import { unknownState, type FindSourceState } from './source-state.ts';
import { regionsResolvers } from './resolvers.ts';

/** The subgraph of regions: who lies in whom, and what each regency has bound. It holds no legacy system of its own. */
export function createRegionsSubgraph(
  options: SubgraphOptions & {
    readonly bindings: Bindings;
    /** Who watches the systems; default: nobody. */
    readonly findState?: FindSourceState;
  },
): Subgraph {
  const directory = loadRegionDirectory();
  // A failure is met, and answered, by whoever asks first.
  directory.catch(() => undefined);
  const context: RegionsContext = {
    directory,
    bindings: options.bindings,
    findState: options.findState ?? unknownState,
    clock: options.clock,
    cursorSecret: options.cursorSecret,
  };
  return createSubgraph<RegionsContext>({
    name: 'regions',
    resolvers: regionsResolvers,
    options,
    // Apollo Server writes to a request's context.
    createContext: () => ({ ...context }),
  });
}
