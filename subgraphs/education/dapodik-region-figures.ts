import type { Clock } from '../../common/clock.ts';
import { SourceError, type SourceErrorCode } from '../../common/errors/errors.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { readThrough } from '../../connectors/cache/read-through.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';
import { createMonthlyFigures } from '../shared/monthly-figures.ts';
import { toError, type Loaded } from '../shared/source-answers.ts';
import { readClasses, readSchool, type DapodikOptions } from './dapodik-school.ts';
import { readKnownSchools, type KnownSchools } from './known-schools.ts';
import {
  toRegionEducation,
  type CountedSchool,
  type RegionEducationRow,
} from './region-education.ts';
import type { SchoolSource } from './school-source.ts';

export interface DapodikSchoolSourceOptions extends DapodikOptions {
  readonly replicas: ReplicaStore;
  readonly cache: CacheStore;
  readonly clock: Clock;
}

/** How long figures are kept for which a school had to be asked, in ms: its first harvest may be under way. */
const COUNTED_TTL_MS = 60_000;

/** A regency's figures, and of which schools they are. */
interface CountedRegion {
  readonly row: RegionEducationRow;
  readonly npsns: readonly string[];
}

/**
 * A regency's figures from the harvests, published once a month (`createMonthlyFigures`). Where a school has never
 * answered, what the others give is the month's only for as long as the same ones answer: the first whole count replaces
 * it. Such a school is asked once a minute, whoever wants the figures.
 */
export function createDapodikRegionFigures(
  options: DapodikSchoolSourceOptions,
): SchoolSource['region'] {
  const { binding, fleet, replicas, cache, clock } = options;
  const figures = createMonthlyFigures<RegionEducationRow>({ ...options, method: 'region' });

  /** @throws SchoolsMissing - where some school has never answered: that must not be remembered. */
  async function countWholeRegion(call: SourceCall): Promise<RegionEducationRow> {
    const counted = await countRegion(call);
    if (counted.row.unknownSchools > 0) throw new SchoolsMissing(counted);
    return counted.row;
  }

  /** Counts from the harvests; schools that were never harvested are asked. */
  async function countRegion(call: SourceCall): Promise<CountedRegion> {
    const known = await readKnownSchools(binding, replicas);
    const unknown = fleet.npsns.filter((npsn) => !known.has(npsn));
    if (unknown.length === 0) return figuresOf(call, known);
    const { adapter, version: bindingVersion, regionCode } = binding;
    const parts = { adapter, bindingVersion, regionCode, method: 'regionEducation' };
    const key = cacheKey({ ...parts, arguments: { unknown } });
    const ask = () => figuresOf(call, known).catch(toFailure);
    const { value } = await readThrough(cache, key, COUNTED_TTL_MS, ask, clock);
    if ('failed' in value) throw sourceError(binding, value.failed);
    return value;
  }

  /** A regency's figures, fit to be published; schools that were never harvested are asked. */
  async function figuresOf(call: SourceCall, known: KnownSchools): Promise<CountedRegion> {
    const loaded = await Promise.all(
      fleet.npsns.map(async (npsn): Promise<Loaded<CountedSchool>> => {
        const school = known.get(npsn);
        return school === undefined ? count(call, npsn) : { ...school, live: false };
      }),
    );
    const counted = loaded.flatMap((school) => (school instanceof Error ? [] : [school]));
    const failed = loaded.find((school) => school instanceof Error);
    if (counted.length === 0) throw failed ?? sourceError(binding, 'SOURCE_UNAVAILABLE');
    const row = toRegionEducation(binding, clock, fleet.npsns.length, counted);
    return { row, npsns: counted.map(({ npsn }) => npsn) };
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

  return async (call) => {
    try {
      return await figures.get(call, {}, countWholeRegion);
    } catch (error) {
      if (!(error instanceof SchoolsMissing)) throw error;
      const { row, npsns } = error.counted;
      return figures.get(call, { schools: npsns.join() }, () => Promise.resolve(row));
    }
  };
}

/** Figures in which schools are missing. */
class SchoolsMissing extends Error {
  readonly counted: CountedRegion;
  constructor(counted: CountedRegion) {
    super('some schools have never answered');
    this.counted = counted;
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
