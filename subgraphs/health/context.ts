import type { Envelope } from '../../common/envelope/envelope.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { HealthLoaders } from './health-loaders.ts';
import type { HealthSources } from './health-sources.ts';

/** What the resolvers of one request work with. */
export interface HealthContext {
  readonly envelope: Envelope;
  readonly sources: HealthSources;
  readonly loaders: HealthLoaders;
  /** Which rows of a region the caller may read. */
  readonly accessTo: (regionCode: RegionCode) => RowAccess;
  readonly cursorSecret: Uint8Array;
}
