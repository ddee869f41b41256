import { fetchAnswer } from './answers.ts';
import { load, measure, type Gateway, type LoadOptions, type Measured } from './measure.ts';
import type { ExpectedAnswer, Scenario } from './scenario.ts';

/** One line of the table: a scenario at one gateway. */
export interface Candidate {
  readonly gateway: Gateway;
  readonly scenario: Scenario;
  readonly expected: ExpectedAnswer;
}

/** What one answer of a candidate is and takes. */
export interface AnswerFacts {
  readonly row: string;
  readonly gateway: string;
  readonly kilobytes: number;
  /** Requests to subgraphs; null where the subgraphs do not tell. */
  readonly fetches: number | null;
}

/** Looks at one answer of each candidate, before there is any load. */
export async function describeAnswers(
  candidates: readonly Candidate[],
  countFetches: (() => Promise<number>) | undefined,
): Promise<readonly AnswerFacts[]> {
  const facts: AnswerFacts[] = [];
  for (const { scenario, gateway } of candidates) {
    const before = await countFetches?.();
    const { kilobytes } = await fetchAnswer(gateway.endpoint, scenario);
    const after = await countFetches?.();
    const fetches = after === undefined ? null : after - (before ?? 0);
    facts.push({ row: scenario.name, gateway: gateway.label, kilobytes, fetches });
  }
  return facts;
}

/** Measures all candidates in turn, as often as there are rounds: what else the machine does, it does to all. */
export async function runRounds(
  candidates: readonly Candidate[],
  options: LoadOptions & { readonly rounds: number },
  say: (line: string) => void,
): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const rates = await warmUp(candidates, options);
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const candidate of candidates) {
      const { gateway, scenario, expected } = candidate;
      const requestsPerSecond = rates.get(candidate) ?? 1;
      const figures = await measure(gateway, scenario, expected, { ...options, requestsPerSecond });
      if (figures.faults.length === 0) rates.set(candidate, figures.requestsPerSecond);
      measured.push(figures);
      const fault = figures.faults[0] === undefined ? '' : ` VOID: ${figures.faults[0]}`;
      say(
        `round ${round}: ${scenario.name}, ${gateway.label}: ${figures.cpuMs.toFixed(3)} ms${fault}`,
      );
    }
  }
  return measured;
}

/** So that no round measures what is not compiled yet; also finds out how many requests a second are answered. */
async function warmUp(
  candidates: readonly Candidate[],
  { connections, warmUpSeconds }: LoadOptions,
): Promise<Map<Candidate, number>> {
  const rates = new Map<Candidate, number>();
  for (const candidate of candidates) {
    const { gateway, scenario } = candidate;
    const duration = warmUpSeconds * 2;
    const result = await load(gateway.endpoint, scenario, { connections, duration });
    rates.set(candidate, result['2xx'] / result.duration);
  }
  return rates;
}
