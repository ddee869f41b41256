import { SourceError } from '../../common/errors/errors.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import { readThrough } from '../../connectors/cache/read-through.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import {
  createDapodikRegionFigures,
  type DapodikSchoolSourceOptions,
} from './dapodik-region-figures.ts';
import { readClasses, readSchool } from './dapodik-school.ts';
import { readKnownSchools, type KnownSchools } from './known-schools.ts';
import { publishClasses, type PublishedClasses } from './publish-classes.ts';
import type { SchoolRow, SchoolSource } from './school-source.ts';
import type { KnownSchool } from './school-summary.ts';
import { createMonthlyFigures } from '../shared/monthly-figures.ts';
import { provenanceOf, toError, type Loaded } from '../shared/source-answers.ts';

/** How long a school's answer is good for in the cache of public data: nobody asks a desktop computer by the second. */
const TTL_MS = 5 * 60_000;

/**
 * Schools of Dapodik's servers: one call a school for what it is, kept for 5 minutes, and one a month for its classes. Where
 * a school does not answer, what its last harvest said of it is answered, `STALE`: one query of the replica for any number
 * of such schools. Not where the owner has switched the system off.
 *
 * Classes and a regency's figures are published once a month (`createMonthlyFigures`): else two days' tables would tell by
 * their difference who has come to a small class, or left it.
 */
export function createDapodikSchoolSource(options: DapodikSchoolSourceOptions): SchoolSource {
  const { binding, fleet, replicas, cache, clock } = options;
  const monthlyClasses = createMonthlyFigures<PublishedClasses>({ ...options, method: 'classes' });
  const lastKnown = () => readKnownSchools(binding, replicas);

  /** What `ask` answers of a school; where that fails, what is last known of it. */
  async function orKnown<Answer>(
    npsn: string,
    ask: () => Promise<Answer>,
    known: () => Promise<KnownSchools>,
    fromKnown: (school: KnownSchool) => Answer,
  ): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      // What failed first is what there is to say, also where the replica cannot be read either.
      const school = (await known().catch(() => undefined))?.get(npsn);
      if (school === undefined) throw error;
      return fromKnown(school);
    }
  }

  async function loadFacts(call: SourceCall, npsn: string): Promise<SchoolRow> {
    const { adapter, version: bindingVersion, regionCode } = binding;
    const parts = { adapter, bindingVersion, regionCode, method: 'school', arguments: { npsn } };
    const ask = () => readSchool(options, call, npsn);
    const answer = await readThrough(cache, cacheKey(parts), TTL_MS, ask, clock);
    const state = answer.fromCache ? 'CACHED' : 'LIVE';
    return { ...answer.value, provenance: provenanceOf(binding, answer.cachedAt, state) };
  }

  /** Suppressed before it is cached: a cache holds only what may be published. */
  async function countClasses(call: SourceCall, npsn: string): Promise<PublishedClasses> {
    const classes = publishClasses(await readClasses(options, call, npsn));
    const asOf = new Date(clock.nowMs()).toISOString();
    return { ...classes, provenance: provenanceOf(binding, asOf, 'LIVE') };
  }

  return {
    npsns: fleet.npsns,

    unanswered: () => provenanceOf(binding, new Date(clock.nowMs()).toISOString(), 'STALE'),

    schools(call, npsns) {
      const known = once(lastKnown);
      const stale = ({ classes: _classes, asOf, ...facts }: KnownSchool): SchoolRow => ({
        ...facts,
        provenance: provenanceOf(binding, asOf, 'STALE'),
      });
      return answerEach(npsns, (npsn) => orKnown(npsn, () => loadFacts(call, npsn), known, stale));
    },

    classes(call, npsns) {
      const known = once(lastKnown);
      const stale = ({ classes, asOf }: KnownSchool): PublishedClasses => ({
        ...publishClasses(classes),
        provenance: provenanceOf(binding, asOf, 'STALE'),
      });
      return answerEach(npsns, (npsn) =>
        monthlyClasses.get(call, { npsn }, (counting) =>
          orKnown(npsn, () => countClasses(counting, npsn), known, stale),
        ),
      );
    },

    region: createDapodikRegionFigures(options),
  };

  function answerEach<Answer>(
    npsns: readonly string[],
    answer: (npsn: string) => Promise<Answer>,
  ): Promise<readonly Loaded<Answer>[]> {
    const ask = async (npsn: string): Promise<Loaded<Answer>> =>
      binding.enabled ? answer(npsn).catch(toError) : sourceError(binding, 'SOURCE_OFF');
    return Promise.all(npsns.map(ask));
  }
}

/** The same promise for every caller; made when it is first needed. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => (loading ??= load());
}
