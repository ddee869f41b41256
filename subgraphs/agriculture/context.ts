import type { Envelope } from '../../common/envelope/envelope.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { AgricultureLoaders } from './agriculture-loaders.ts';
import type { AgricultureSources } from './agriculture-sources.ts';

/** What the resolvers of one request work with. */
export interface AgricultureContext {
  readonly envelope: Envelope;
  readonly sources: AgricultureSources;
  readonly loaders: AgricultureLoaders;
  /** Which rows of a region the caller may read. */
  readonly accessTo: (regionCode: RegionCode) => RowAccess;
}
