import type { Measured } from './measure.ts';
import type { AnswerFacts } from './run-rounds.ts';
import { median } from './summarize.ts';

/** What the product may cost where stock's light request costs this much, in µs. */
const AIM = { stockLight: 465, perRequest: 30, perFetch: 8 };

/**
 * What everything switched on costs beyond a bare engine, in sentences: two operations with different numbers of fetches
 * tell what is a request's and what is a fetch's. Differences are taken within a round, where both were measured one after
 * the other: what made a whole round slow is in none of them.
 */
export function printProductCost(
  measured: readonly Measured[],
  facts: readonly AnswerFacts[],
): string {
  const light = addedBy(measured, facts, 'light');
  const wide = addedBy(measured, facts, 'wide');
  const stock = figuresOf(measured, 'light', 'stock');
  if (light === undefined || wide === undefined || stock === undefined)
    return 'Everything switched on: not measured, or void.';
  const perFetch = (wide.us - light.us) / (wide.fetches - light.fetches);
  const perRequest = light.us - perFetch * light.fetches;
  const scale = (median(stock) * 1_000) / AIM.stockLight;
  const us = (value: number) => `${value.toFixed(1)} µs`;
  return [
    `Everything switched on (verified token, denied field, limits, logs, metrics, envelopes) adds ${us(light.us)} to light ` +
      `(${light.fetches} fetch) and ${us(wide.us)} to wide (${wide.fetches} fetches):`,
    `${us(perRequest)} a request and ${us(perFetch)} a fetch; ` +
      `the aims are ${us(AIM.perRequest * scale)} and ${us(AIM.perFetch * scale)} on this machine.`,
  ].join('\n');
}

/** What the pair of a row differs by, in µs; undefined where it was not measured or is void. */
function addedBy(
  measured: readonly Measured[],
  facts: readonly AnswerFacts[],
  row: string,
): { readonly us: number; readonly fetches: number } | undefined {
  const bare = figuresOf(measured, row, 'bare');
  const on = figuresOf(measured, row, 'all on');
  const fetches = facts.find((each) => each.row === row && each.gateway === 'bare')?.fetches;
  if (bare === undefined || on === undefined || fetches == null) return undefined;
  const differences = on.map((cpuMs, round) => cpuMs - (bare[round] ?? Number.NaN));
  return { us: median(differences) * 1_000, fetches };
}

/** Processor times in ms, round by round; undefined where there are none, or an answer was wrong. */
function figuresOf(
  measured: readonly Measured[],
  row: string,
  gateway: string,
): readonly number[] | undefined {
  const group = measured.filter((each) => each.row === row && each.gateway === gateway);
  if (group.length === 0 || group.some(({ faults }) => faults.length > 0)) return undefined;
  return group.map(({ cpuMs }) => cpuMs);
}
