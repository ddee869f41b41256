import type { Bench, Case, Verdict } from './bench.ts';
import type { Benches } from './benches.ts';
import type { Difference } from './compare-answers.ts';
import { generateCase, graphOfSeed } from './generate-case.ts';
import { explain, type Candidate } from './known-faults.ts';
import { shrink } from './shrink.ts';

/** A difference that no known fault explains, in its smallest form. */
export interface Finding {
  readonly seed: number;
  readonly graph: string;
  readonly candidate: Candidate;
  readonly difference: Difference;
  readonly case: Case;
  readonly plan: string;
  readonly answers: Verdict['answers'];
}

/** What came of a range of seeds. */
export interface Tally {
  operations: number;
  /** Operations that the generator made wrongly: there should be none. */
  invalid: number;
  /** Per known fault and who has it: `stock: an-alias-that-shadows-a-field`. */
  readonly explained: Record<string, number>;
  readonly findings: Finding[];
}

export interface RunOptions {
  readonly seeds: Iterable<number>;
  readonly withFaults: boolean;
  readonly benches: Benches;
  /** Only so many findings are made smaller and kept; all are counted. */
  readonly maxFindings?: number;
  readonly onProgress?: (tally: Tally) => void;
  readonly onFinding?: (finding: Finding) => void;
}

/** Compares the case of each seed, one after the other. */
export async function runSeeds(options: RunOptions): Promise<Tally> {
  const tally: Tally = { operations: 0, invalid: 0, explained: {}, findings: [] };
  for (const seed of options.seeds) {
    const graph = graphOfSeed(seed);
    const bench = await options.benches.of(graph);
    await runSeed(options, tally, { seed, graph, bench });
    tally.operations += 1;
    options.onProgress?.(tally);
  }
  return tally;
}

interface Place {
  readonly seed: number;
  readonly graph: string;
  readonly bench: Bench;
}

async function runSeed(options: RunOptions, tally: Tally, place: Place): Promise<void> {
  const { bench, seed } = place;
  const given = generateCase(bench.supergraph.apiSchema, seed, options.withFaults);
  const verdict = await bench.check(given);
  if (verdict.invalid !== undefined) tally.invalid += 1;
  for (const candidate of ['engine', 'stock'] as const) {
    const difference = verdict[candidate];
    if (difference === undefined) continue;
    const known = await explain({ bench, given, verdict, candidate, difference });
    const name = `${candidate}: ${known?.name ?? 'not explained'}`;
    tally.explained[name] = (tally.explained[name] ?? 0) + 1;
    if (known !== undefined || tally.findings.length >= (options.maxFindings ?? 5)) continue;
    const finding = await toFinding(place, given, candidate, difference);
    tally.findings.push(finding);
    options.onFinding?.(finding);
  }
}

/** Makes a case smaller for as long as it differs, and no known fault explains it. */
async function toFinding(
  { bench, seed, graph }: Place,
  given: Case,
  candidate: Candidate,
  difference: Difference,
): Promise<Finding> {
  const isSame = async (smaller: Case): Promise<boolean> => {
    const verdict = await bench.check(smaller);
    const found = verdict[candidate];
    if (found === undefined) return false;
    return (
      (await explain({ bench, given: smaller, verdict, candidate, difference: found })) ===
      undefined
    );
  };
  const smallest = await shrink(given, isSame);
  const verdict = await bench.check(smallest);
  return {
    seed,
    graph,
    candidate,
    difference: verdict[candidate] ?? difference,
    case: smallest,
    plan: bench.plan(smallest.query),
    answers: verdict.answers,
  };
}

/** A finding as a person reads it, ending with the text to commit. */
export function formatFinding(finding: Finding, withFaults: boolean): string {
  const { seed, graph, candidate, difference, plan, answers } = finding;
  const { query, ...rest } = finding.case;
  return [
    `DIFFERENCE: ${candidate} at ${JSON.stringify(difference.path)}: ${difference.what}`,
    `again: npm run differential -- --seed ${seed}${withFaults ? ' --faults' : ''}`,
    query,
    plan,
    `monolith: ${JSON.stringify(answers.monolith)}`,
    `${candidate}: ${JSON.stringify(answers[candidate])}`,
    'to commit as tests/differential/found/<what it shows>.json:',
    JSON.stringify({ graph, query, ...rest }, undefined, 2),
  ].join('\n');
}
