import { find } from './print-report.ts';
import type { AnswerFacts } from './run-rounds.ts';
import type { Summary } from './summarize.ts';

/** What the product may cost where stock's light request costs this much, in µs. */
const AIM = { stockLight: 465, perRequest: 30, perFetch: 8 };

/**
 * What everything switched on costs beyond a bare engine, in sentences: two operations with different numbers of fetches
 * tell what is a request's and what is a fetch's.
 */
export function printProductCost(
  summaries: readonly Summary[],
  facts: readonly AnswerFacts[],
): string {
  const light = addedBy(summaries, facts, 'light');
  const wide = addedBy(summaries, facts, 'wide');
  const stock = find(summaries, 'light', 'stock');
  if (light === undefined || wide === undefined || stock === undefined)
    return 'Everything switched on: not measured, or void.';
  const perFetch = (wide.us - light.us) / (wide.fetches - light.fetches);
  const perRequest = light.us - perFetch * light.fetches;
  const scale = (stock.cpuMs * 1_000) / AIM.stockLight;
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
  summaries: readonly Summary[],
  facts: readonly AnswerFacts[],
  row: string,
): { readonly us: number; readonly fetches: number } | undefined {
  const bare = find(summaries, row, 'bare');
  const on = find(summaries, row, 'all on');
  const fetches = facts.find((each) => each.row === row && each.gateway === 'bare')?.fetches;
  if (bare === undefined || on === undefined || fetches == null) return undefined;
  if (bare.faults.length + on.faults.length > 0) return undefined;
  return { us: (on.cpuMs - bare.cpuMs) * 1_000, fetches };
}
