import type { Clock } from '../../common/clock.ts';
import { SourceError, type SourceErrorCode } from '../../common/errors/errors.ts';
import type { Provenance } from '../../common/provenance.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { readThrough } from '../../connectors/cache/read-through.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { readClasses, readSchool, type DapodikOptions } from './dapodik-school.ts';
import { publishClasses } from './publish-classes.ts';
import { pupilsOf } from './pupil-collection.ts';
import {
  toRegionEducation,
  type CountedSchool,
  type RegionEducationRow,
} from './region-education.ts';
import type { SchoolSource } from './school-source.ts';
import { toKnownSchools, type KnownSchool } from './school-summary.ts';
import { provenanceOf, toError, type Loaded } from '../shared/source-answers.ts';

export interface DapodikSchoolSourceOptions extends DapodikOptions {
  readonly replicas: ReplicaStore;
  readonly cache: CacheStore;
  readonly clock: Clock;
}

/** How long a school's answer is good for in the cache of public data: nobody asks a desktop computer by the second. */
const TTL_MS = 5 * 60_000;
/** How long figures are kept for which a school had to be asked, in ms: its first harvest may be under way. */
const COUNTED_TTL_MS = 60_000;

type KnownSchools = ReadonlyMap<string, KnownSchool>;

/**
 * Schools of Dapodik's servers: one call a school for what it is, one for its classes, kept for 5 minutes. Where a school
 * does not answer, what its last harvest said of it is answered, `STALE`: one query of the replica for any number of
 * such schools. Not where the owner has switched the system off.
 */
export function createDapodikSchoolSource(options: DapodikSchoolSourceOptions): SchoolSource {
  const { binding, fleet, replicas, cache, clock } = options;

  async function lastKnown(): Promise<KnownSchools> {
    const snapshots = await replicas.snapshots(pupilsOf(binding)).catch((error: unknown) => {
      throw sourceError(binding, 'SOURCE_UNAVAILABLE', error);
    });
    return toKnownSchools(snapshots);
  }

  /** A school's public answer: cached, asked now, or as last known. */
  async function load<T extends object>(
    method: string,
    npsn: string,
    ask: () => Promise<T>,
    known: () => Promise<KnownSchools>,
    fromKnown: (school: KnownSchool) => T,
  ): Promise<Loaded<T & { readonly provenance: Provenance }>> {
    const { adapter, version: bindingVersion, regionCode } = binding;
    const parts = { adapter, bindingVersion, regionCode, method, arguments: { npsn } };
    if (!binding.enabled) return sourceError(binding, 'SOURCE_OFF');
    try {
      const answer = await readThrough(cache, cacheKey(parts), TTL_MS, ask, clock);
      const state = answer.fromCache ? 'CACHED' : 'LIVE';
      return { ...answer.value, provenance: provenanceOf(binding, answer.cachedAt, state) };
    } catch (error) {
      if (!(error instanceof SourceError)) return toError(error);
      // What failed first is what there is to say, also where the replica cannot be read either.
      const school = (await known().catch(() => undefined))?.get(npsn);
      if (school === undefined) return error;
      return { ...fromKnown(school), provenance: provenanceOf(binding, school.asOf, 'STALE') };
    }
  }

  /** Asks a school that was never harvested. */
  async function count(call: SourceCall, npsn: string): Promise<Loaded<CountedSchool>> {
    const asOf = new Date(clock.nowMs()).toISOString();
    try {
      const facts = await readSchool(options, call, npsn);
      return { ...facts, classes: await readClasses(options, call, npsn), asOf, live: true };
    } catch (error) {
      return toError(error);
    }
  }

  return {
    npsns: fleet.npsns,

    unanswered: () => provenanceOf(binding, new Date(clock.nowMs()).toISOString(), 'STALE'),

    schools(call, npsns) {
      const known = once(lastKnown);
      return Promise.all(
        npsns.map((npsn) =>
          load(
            'school',
            npsn,
            () => readSchool(options, call, npsn),
            known,
            ({ classes: _classes, asOf: _asOf, ...facts }) => facts,
          ),
        ),
      );
    },

    classes(call, npsns) {
      const known = once(lastKnown);
      return Promise.all(
        npsns.map((npsn) =>
          load(
            'classes',
            npsn,
            // Suppressed before it is cached: a cache holds only what may be published.
            async () => publishClasses(await readClasses(options, call, npsn)),
            known,
            (school) => publishClasses(school.classes),
          ),
        ),
      );
    },

    async region(call) {
      if (!binding.enabled) throw sourceError(binding, 'SOURCE_OFF');
      const known = await lastKnown();
      const unknown = fleet.npsns.filter((npsn) => !known.has(npsn));
      if (unknown.length === 0) return figuresOf(call, known);
      // Whoever asks for the figures would make those schools answer, or be waited for, once more.
      const { adapter, version: bindingVersion, regionCode } = binding;
      const parts = { adapter, bindingVersion, regionCode, method: 'regionEducation' };
      const key = cacheKey({ ...parts, arguments: { unknown } });
      const ask = () => figuresOf(call, known).catch(toFailure);
      const { value, fromCache } = await readThrough(cache, key, COUNTED_TTL_MS, ask, clock);
      if ('failed' in value) throw sourceError(binding, value.failed);
      const { provenance } = value;
      const isLive = fromCache && provenance.state === 'LIVE';
      return isLive ? { ...value, provenance: { ...provenance, state: 'CACHED' } } : value;
    },
  };

  /** A regency's published figures; schools that were never harvested are asked. */
  async function figuresOf(call: SourceCall, known: KnownSchools): Promise<RegionEducationRow> {
    const loaded = await Promise.all(
      fleet.npsns.map(async (npsn): Promise<Loaded<CountedSchool>> => {
        const school = known.get(npsn);
        return school === undefined ? count(call, npsn) : { ...school, live: false };
      }),
    );
    const counted = loaded.flatMap((school) => (school instanceof Error ? [] : [school]));
    const failed = loaded.find((school) => school instanceof Error);
    if (counted.length === 0) throw failed ?? sourceError(binding, 'SOURCE_UNAVAILABLE');
    return toRegionEducation(binding, clock, fleet.npsns.length, counted);
  }
}

/** What no school's answer leaves, which is kept as the figures are; anything else is thrown on. */
function toFailure(error: unknown): { readonly failed: SourceErrorCode } {
  if (error instanceof SourceError && !OWN_FAULTS.has(error.code))
    return { failed: error.code as SourceErrorCode };
  throw error;
}

/** Faults of one caller's operation, which the next one need not meet. */
const OWN_FAULTS: ReadonlySet<string> = new Set(['SOURCE_TIMEOUT', 'SOURCE_OPERATION_LIMIT']);

/** The same promise for every caller; made when it is first needed. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => (loading ??= load());
}
