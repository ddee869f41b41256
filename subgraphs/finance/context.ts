import type { Envelope } from '../../common/envelope/envelope.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { RowAccess } from '../../common/row-guard.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { FinanceLoaders } from './finance-loaders.ts';
import type { FinanceSources } from './finance-sources.ts';

/** What the resolvers of one request work with. */
export interface FinanceContext {
  readonly envelope: Envelope;
  readonly call: SourceCall;
  readonly sources: FinanceSources;
  readonly loaders: FinanceLoaders;
  /** Which payment orders of a region the caller may read. */
  readonly accessTo: (regionCode: RegionCode) => RowAccess;
  /** Whose aid of a region the caller may read. */
  readonly accessToAid: (regionCode: RegionCode) => RowAccess;
  readonly cursorSecret: Uint8Array;
}
