import type { Clock } from '../../common/clock.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { EducationLoaders } from './education-loaders.ts';
import type { EducationSources } from './education-sources.ts';

/** What the resolvers of one request work with. */
export interface EducationContext {
  readonly envelope: Envelope;
  readonly sources: EducationSources;
  readonly loaders: EducationLoaders;
  /** Which rows of a region the caller may read. */
  readonly accessTo: (regionCode: RegionCode) => RowAccess;
  readonly clock: Clock;
  readonly cursorSecret: Uint8Array;
}
