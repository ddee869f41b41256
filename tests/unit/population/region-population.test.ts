import { describe, expect, it } from '@jest/globals';
import { SourceError } from '../../../common/errors/errors.ts';
import { toPublishedPopulation } from '../../../subgraphs/population/published-population.ts';
import { aPopulation, aProvenance, ask, callers, failuresOf } from './support/a-population.ts';
import { NOW } from './support/bindings.ts';

const QUERY = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Region { code population {
  period total { value status asOf } byAgeAndSex { ageGroup sex count { value status } } provenance { state } } } } }`;
const of = (...codes: string[]) => ({ of: codes.map((code) => ({ __typename: 'Region', code })) });

const statistics = toPublishedPopulation(
  {
    period: '2026-S1',
    definition: 'Contoh. Example.',
    table: Array.from({ length: 16 }, (_, group) => [group === 15 ? 3 : 100, 200 + group]),
  },
  aProvenance('36.71'),
);

describe('Region.population', () => {
  it('is public, suppressed, and asked once a request', async () => {
    const { subgraph, asked } = aPopulation({ '36.71': { statistics } });
    const answer = await ask(subgraph, callers.anonymous, QUERY, of('36.71', '36.71'));
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.['_entities']).toMatchObject([
      {
        code: '36.71',
        population: {
          period: '2026-S1',
          total: { value: 4823, status: 'EXACT', asOf: NOW },
          provenance: { state: 'LIVE' },
        },
      },
      {},
    ]);
    const [first] = answer.data?.['_entities'] as {
      population: { byAgeAndSex: { ageGroup: string; count: { status: string } }[] };
    }[];
    const closed = first?.population.byAgeAndSex.filter(({ count }) => count.status !== 'EXACT');
    expect(closed?.map(({ ageGroup }) => ageGroup)).toEqual(['0-4', '0-4', '75+', '75+']);
    expect(asked).toEqual(['36.71 PopulationStatistics 1']);
  });

  it('is null without an error for a region of another level', async () => {
    const { subgraph } = aPopulation({ '36.71': { statistics } });
    const answer = await ask(subgraph, callers.anonymous, QUERY, of('36', '36.71.01'));
    expect(answer).toEqual({
      data: {
        _entities: [
          { code: '36', population: null },
          { code: '36.71.01', population: null },
        ],
      },
    });
  });

  it('costs its own field where a regency has no figures or its source is down', async () => {
    const down = new SourceError('SOURCE_TIMEOUT', { system: 'siak', region: '36.02' });
    const { subgraph } = aPopulation({ '36.71': { statistics }, '36.02': { statistics: down } });
    const answer = await ask(subgraph, callers.anonymous, QUERY, of('36.02', '36.71', '36.74'));
    expect(answer.data?.['_entities']).toMatchObject([
      { code: '36.02', population: null },
      { code: '36.71', population: { period: '2026-S1' } },
      { code: '36.74', population: null },
    ]);
    expect([...failuresOf(answer)].sort()).toEqual([
      '_entities.0.population SOURCE_TIMEOUT 36.02',
      '_entities.2.population SOURCE_NOT_BOUND 36.74',
    ]);
  });
});
