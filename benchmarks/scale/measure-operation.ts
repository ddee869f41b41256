import type { Pool } from 'undici';
import { sendAtRate, summarize, type Latencies, type Outcome } from './arrivals.ts';
import type { ScaleOperation, ScaleRequest } from './operations.ts';
import type { Stand } from './start-stand.ts';

export interface Measured extends Latencies {
  readonly name: string;
  /** 0 where requests were sent one after another. */
  readonly rate: number;
  /** Calls to the source in all, by the adapter's method. */
  readonly calls: Readonly<Record<string, number>>;
}

/** An operation on one stand's register. */
export interface Candidate {
  readonly operation: ScaleOperation;
  readonly pool: Pool;
  readonly stand: Stand;
}

/** Before an operation is measured, it runs so long, in s: plans are made, code is compiled, pools are filled. */
const WARM_UP_S = 5;
/** The stands take turns of so many seconds. */
const TURN_S = 2;

/**
 * Measures the same operation on several stands, in short turns: what else the machine does meanwhile, it does to all of
 * them. Warming up takes other residents than measuring.
 */
export async function measureInTurns(
  candidates: readonly Candidate[],
  load: { readonly rate: number; readonly seconds: number },
): Promise<readonly Measured[]> {
  const runs = candidates.map((candidate) => prepare(candidate, load));
  for (const run of runs) await run.take(WARM_UP_S);
  for (const { stand } of candidates) await stand.facts();
  const outcomes = candidates.map((): Outcome[] => []);
  for (let done = 0; done < load.seconds; done += TURN_S) {
    for (const [index, run] of runs.entries()) {
      outcomes[index]?.push(...(await run.take(Math.min(TURN_S, load.seconds - done))));
    }
  }
  return Promise.all(
    candidates.map(async ({ operation, stand }, index) => {
      const { calls } = await stand.facts();
      const rate = rateOf(operation, load.rate);
      return { name: operation.name, rate, ...summarize(outcomes[index] ?? []), calls };
    }),
  );
}

/** Requests are made before, so that signing tokens is not measured; each turn takes the next ones. */
function prepare(
  { operation, pool }: Candidate,
  load: { readonly rate: number; readonly seconds: number },
): { take(seconds: number): Promise<readonly Outcome[]> } {
  const rate = rateOf(operation, load.rate);
  const requests = Array.from({ length: rate * (WARM_UP_S + load.seconds) }, (_, index) =>
    operation.toRequest(index),
  );
  let next = 0;
  return {
    take: (seconds) => sendAtRate({ rate, seconds }, () => sendRequest(pool, requests[next++])),
  };
}

function rateOf(operation: ScaleOperation, rate: number): number {
  return Math.max(1, Math.round(rate * operation.shareOfRate));
}

/** Whether the answer is the right one: 200, no errors, and the expected text. */
export async function sendRequest(pool: Pool, request: ScaleRequest | undefined): Promise<boolean> {
  if (request === undefined) return false;
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: request.headers(),
    body: request.body,
  });
  const text = await body.text();
  return statusCode === 200 && !text.includes('"errors":') && text.includes(request.expected);
}
