import type { SystemBinding } from '../../common/binding.ts';
import type { Sourced } from '../../common/provenance.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { BudgetSource } from './budget-source.ts';
import { readManyThrough } from './read-many-through.ts';
import type { Loaded } from '../shared/source-answers.ts';
import type { SourcePage } from './source-answers.ts';

/** How long a budget is good for in a cache: it changes a few times a year, and nobody decides by the minute. */
const TTL_MS = 10 * 60_000;

/**
 * Answers a budget source's public data from a cache where it can. What comes from the cache says so in its provenance
 * (`CACHED`), whose `asOf` stays when it was read. Also that something is not there is kept; Errors never are.
 */
export function withBudgetCache(
  source: BudgetSource,
  options: { readonly binding: SystemBinding; readonly cache: CacheStore },
): BudgetSource {
  const { binding, cache } = options;

  /** One cached answer per key of the method. */
  function readThrough<Key, Value>(
    method: string,
    keys: readonly Key[],
    load: (missing: readonly Key[]) => Promise<readonly Loaded<Value>[]>,
    markCached: (value: Value) => Value,
  ): Promise<readonly Loaded<Value>[]> {
    const { adapter, version: bindingVersion, regionCode } = binding;
    const toKey = (key: Key) =>
      cacheKey({ adapter, bindingVersion, regionCode, method, arguments: key });
    return readManyThrough({ cache, ttlMs: TTL_MS, keys, toKey, load, markCached });
  }

  return {
    async latestFiscalYear(call) {
      const load = async () => [await source.latestFiscalYear(call)];
      return one(await readThrough('latestFiscalYear', [{}], load, (year) => year));
    },
    summaries: (call, years) =>
      readThrough('budgetSummaries', years, (missing) => source.summaries(call, missing), markRow),
    unitsByCode: (call, codes) =>
      readThrough('unitsByCode', codes, (missing) => source.unitsByCode(call, missing), markRow),
    async unitsPage(call, key) {
      const load = async () => [await source.unitsPage(call, key)];
      return one(await readThrough('unitsPage', [key], load, markPage));
    },
    unitBudgets: (call, keys) =>
      readThrough('unitBudgets', keys, (missing) => source.unitBudgets(call, missing), markRow),
    linesPages: (call, keys) =>
      readThrough('budgetLines', keys, (missing) => source.linesPages(call, missing), markPage),
  };
}

/** A row as it comes from a cache. */
export function markRow<Row extends Sourced | null>(row: Row): Row {
  if (row === null) return row;
  return { ...row, provenance: { ...row.provenance, state: 'CACHED' } };
}

function markPage<Row extends Sourced>(page: SourcePage<Row>): SourcePage<Row> {
  return { ...page, rows: page.rows.map((row) => markRow(row)) };
}

function one<Value>([answer]: readonly Loaded<Value>[]): Value {
  if (answer instanceof Error) throw answer;
  return answer as Value;
}
