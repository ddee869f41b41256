import type { Bindings } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { RegionDirectory } from './region.ts';
import type { FindSourceState } from './source-state.ts';

/** What the regions' resolvers work with. Nothing here is about a person. */
export interface RegionsContext {
  readonly directory: Promise<RegionDirectory>;
  readonly bindings: Bindings;
  readonly findState: FindSourceState;
  readonly clock: Clock;
  readonly cursorSecret: Uint8Array;
}
