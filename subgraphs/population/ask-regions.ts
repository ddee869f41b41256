import type { RegionCode } from '../../common/region-code.ts';
import type { Sourced } from '../../common/provenance.ts';
import { toError } from '../shared/source-answers.ts';

interface Dated extends Sourced {
  readonly changedAt: string | null;
}

/**
 * Asks several regions' sources at the same time and answers the one hit; of several the one whose register changed it
 * last (a register that does not say when counts as the older), its provenance CONFLICTING. Null where nobody has it.
 *
 * A source that fails costs nothing where another one answers.
 *
 * @throws whatever the first failing source threw, where none has a hit and at least one failed.
 */
export async function askRegions<Row extends Dated>(
  regions: readonly RegionCode[],
  ask: (region: RegionCode) => Promise<Row | null>,
): Promise<Row | null> {
  const answers = await Promise.allSettled(regions.map((region) => ask(region)));
  const hits = answers.flatMap((answer) =>
    answer.status === 'fulfilled' && answer.value !== null ? [answer.value] : [],
  );
  if (hits.length > 0) return chooseFreshest(hits);
  for (const answer of answers) {
    if (answer.status === 'rejected') throw toError(answer.reason);
  }
  return null;
}

function chooseFreshest<Row extends Dated>(hits: readonly Row[]): Row | null {
  const [freshest] = hits.toSorted((left, right) => changedMs(right) - changedMs(left));
  if (freshest === undefined || hits.length === 1) return freshest ?? null;
  return { ...freshest, provenance: { ...freshest.provenance, state: 'CONFLICTING' } };
}

function changedMs(row: Dated): number {
  return row.changedAt === null ? 0 : Date.parse(row.changedAt);
}
