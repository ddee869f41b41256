import type { Clock } from '../../common/clock.ts';
import type { Envelope } from '../../common/envelope/envelope.ts';
import { createFamilyLoader, type FamilyLoader } from './family-loader.ts';
import { createGuessLimit, type GuessLimit } from './guess-limit.ts';
import type { LoaderOptions } from './loader-options.ts';
import { createResidentLoader, type ResidentLoader } from './resident-loader.ts';
import { createStatisticsLoader, type StatisticsLoader } from './statistics-loader.ts';

/** What the resolvers of one request share; its loaders forget everything with it. */
export interface PopulationContext {
  readonly envelope: Envelope;
  readonly clock: Clock;
  readonly residents: ResidentLoader;
  readonly families: FamilyLoader;
  readonly statistics: StatisticsLoader;
  readonly guesses: GuessLimit;
}

export function createPopulationContext(
  options: LoaderOptions,
  guesses: GuessLimit = createGuessLimit(),
): PopulationContext {
  const { envelope, clock } = options;
  return {
    envelope,
    clock,
    residents: createResidentLoader(options),
    families: createFamilyLoader(options),
    statistics: createStatisticsLoader(options),
    guesses,
  };
}
