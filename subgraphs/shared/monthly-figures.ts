import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { Sourced } from '../../common/provenance.ts';
import { cacheKey } from '../../connectors/cache/cache-key.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import { readKept, readThrough } from '../../connectors/cache/read-through.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import { orAborted, startDeadline } from '../../connectors/resilience/deadline.ts';
import { sourceError } from '../../connectors/resilience/refuse-closed-source.ts';

/** How long a month's figures are kept: also through the next one, for as long as that has none. */
const KEPT_MS = 62 * 24 * 3_600_000;
/** The least time between two counts behind an answer, so that a system that cannot count is not asked by every request. */
const RECOUNT_AFTER_MS = 60_000;
const WIB_OFFSET_MS = 7 * 3_600_000;

export interface MonthlyFiguresOptions {
  readonly cache: CacheStore;
  readonly binding: SystemBinding;
  readonly clock: Clock;
  /** Which figures of the binding these are; part of the cache key. */
  readonly method: string;
}

export interface MonthlyFigures<Figures extends Sourced> {
  /**
   * The month's figures, counted by `count` where there are none yet.
   *
   * @param of - what the figures are of within the binding, such as a school; nothing personal.
   * @param count - counts what is fit to be published by itself, in JSON; it may be called behind the answer.
   * @throws what `count` throws, which is not kept; SourceError `SOURCE_TIMEOUT` at the call's deadline, `SOURCE_OFF`.
   */
  get(
    call: SourceCall,
    of: Readonly<Record<string, string>>,
    count: (call: SourceCall) => Promise<Figures>,
  ): Promise<Figures>;
}

/**
 * Publishes figures once a calendar month (UTC+7): what is counted first in a month is what everybody gets until the next one
 * begins, as of when it was counted. Tables of two days, each fit to be published by itself, would else tell by their
 * difference who has come to a small group. What came from the cache says `CACHED`, and `STALE` where it was that when it was
 * counted.
 *
 * When a month begins, the last month's figures are answered at once, as `STALE`, and counted anew behind the answer. So the
 * size of a register is felt by the first request of all alone. That one waits until its own deadline; the count goes on
 * until the binding's, for whoever asks next.
 *
 * Does not promise more than its store keeps: one that forgets, as this process's memory does at its end, lets a month's
 * figures be counted twice. So does a changed binding.
 */
export function createMonthlyFigures<Figures extends Sourced>(
  options: MonthlyFiguresOptions,
): MonthlyFigures<Figures> {
  const { cache, binding, clock, method } = options;
  const recountAtMs = new Map<string, number>();

  const keyOf = (of: Readonly<Record<string, string>>, month: string) =>
    cacheKey({
      adapter: binding.adapter,
      bindingVersion: binding.version,
      regionCode: binding.regionCode,
      method,
      arguments: { ...of, month },
    });

  /** The count has the binding's whole time: it is not only the present request's. */
  function withTime(call: SourceCall): SourceCall {
    const deadlineAtMs = Math.max(call.deadlineAtMs, clock.nowMs() + binding.limits.timeoutMs);
    return { ...call, deadlineAtMs };
  }

  function publish(key: string, count: () => Promise<Figures>) {
    return readThrough(cache, key, KEPT_MS, count, clock);
  }

  function countBehind(of: string, key: string, count: () => Promise<Figures>): void {
    const nowMs = clock.nowMs();
    if (nowMs < (recountAtMs.get(of) ?? 0)) return;
    recountAtMs.set(of, nowMs + RECOUNT_AFTER_MS);
    // Its failure is the connector's to observe; what is kept goes on being answered.
    publish(key, count).catch(() => undefined);
  }

  async function waitFor<T>(work: Promise<T>, call: SourceCall): Promise<T> {
    const { signal, stop } = startDeadline(call.deadlineAtMs - clock.nowMs());
    return orAborted(work, signal, () => sourceError(binding, 'SOURCE_TIMEOUT')).finally(stop);
  }

  return {
    async get(call, of, countFor) {
      if (!binding.enabled) throw sourceError(binding, 'SOURCE_OFF');
      const nowMs = clock.nowMs();
      const key = keyOf(of, monthAt(nowMs, 0));
      const count = () => countFor(withTime(call));
      const kept = await readKept<Figures>(cache, key);
      if (kept !== undefined) return toCached(kept.value);
      const before = await readKept<Figures>(cache, keyOf(of, monthAt(nowMs, -1)));
      if (before !== undefined) {
        countBehind(keyOf(of, ''), key, count);
        return mark(before.value, 'STALE');
      }
      const { value, fromCache } = await waitFor(publish(key, count), call);
      return fromCache ? toCached(value) : value;
    },
  };
}

function toCached<Figures extends Sourced>(value: Figures): Figures {
  return value.provenance.state === 'STALE' ? value : mark(value, 'CACHED');
}

function mark<Figures extends Sourced>(value: Figures, state: 'CACHED' | 'STALE'): Figures {
  return { ...value, provenance: { ...value.provenance, state } };
}

/** The calendar month so many months from this instant's, as YYYY-MM. */
function monthAt(nowMs: number, months: number): string {
  const local = new Date(nowMs + WIB_OFFSET_MS);
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1);
  return new Date(first).toISOString().slice(0, 7);
}
