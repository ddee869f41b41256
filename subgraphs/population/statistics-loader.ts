import { levelOf, type RegionCode } from '../../common/region-code.ts';
import type { LoaderOptions } from './loader-options.ts';
import { notBound } from '../shared/source-answers.ts';
import type { PublishedPopulation } from './published-population.ts';

/** Published figures, which are public: no guard stands before them. */
export interface StatisticsLoader {
  /**
   * A regency's population in figures; null for a region of another level.
   *
   * @throws SourceError - `SOURCE_NOT_BOUND`, or the source's failure.
   */
  load(regionCode: RegionCode): Promise<PublishedPopulation | null>;
}

/** Makes the loader of one request: each region is asked once. */
export function createStatisticsLoader(
  options: Pick<LoaderOptions, 'call' | 'sources'>,
): StatisticsLoader {
  const { call, sources } = options;
  const asked = new Map<RegionCode, Promise<PublishedPopulation>>();

  async function ask(regionCode: RegionCode): Promise<PublishedPopulation> {
    const source = sources.statistics.get(regionCode);
    if (source === undefined) throw notBound('PopulationStatistics', regionCode);
    return source.statistics(call);
  }

  return {
    async load(regionCode) {
      if (levelOf(regionCode) !== 'REGENCY') return null;
      const answer = asked.get(regionCode) ?? ask(regionCode);
      asked.set(regionCode, answer);
      return answer;
    },
  };
}
