import type { Clock } from '../../common/clock.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { PopulationSources } from './population-sources.ts';

/** What the loaders of one request are made with. */
export interface LoaderOptions {
  readonly envelope: Envelope;
  readonly call: SourceCall;
  readonly clock: Clock;
  readonly sources: PopulationSources;
}
