import { readOverrideLabels, readPercentLabel } from '../federation/override-labels.ts';
import type { Supergraph } from '../federation/supergraph.ts';

/** The share of callers, 0 to 100, of each label that the supergraph has: the configuration's, its own, or none. */
export function toOverrideShares(
  { document }: Supergraph,
  configured: Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  return new Map(
    readOverrideLabels(document).map((label) => [
      label,
      (Object.hasOwn(configured, label) ? configured[label] : readPercentLabel(label)) ?? 0,
    ]),
  );
}
