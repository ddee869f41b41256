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
  /** Processor time of the measured program for one request, in ms; other programs' load hardly shows in it. */
  readonly cpuMs: number;
}

/** An operation on one stand's register. */
export interface Candidate {
  readonly operation: ScaleOperation;
  readonly pool: Pool;
  readonly stand: Stand;
}

/** Before an operation is measured, it runs so long, in s: plans are made, code is compiled, pools are filled. */
const WARM_UP_S = 5;
/** The stands take turns of so many requests. */
const TURN = 10;

/**
 * Measures the same operation on several stands, in short turns: what else the machine does meanwhile, it does to all of
 * them. Warming up takes other residents than measuring.
 */
export async function measureInTurns(
  candidates: readonly Candidate[],
  load: { readonly rate: number; readonly seconds: number },
): Promise<readonly Measured[]> {
  const runs = candidates.map((candidate) => prepare(candidate, load));
  for (const { take, warmUps } of runs) await take(warmUps);
  const before = await Promise.all(candidates.map(({ stand }) => stand.facts()));
  const outcomes = candidates.map((): Outcome[] => []);
  while (runs.some(({ left }) => left() > 0)) {
    for (const [index, { take }] of runs.entries()) outcomes[index]?.push(...(await take(TURN)));
  }
  return Promise.all(
    candidates.map(async ({ operation, stand }, index) => {
      const { calls, cpuMs } = await stand.facts();
      const latencies = summarize(outcomes[index] ?? []);
      return {
        name: operation.name,
        rate: rateOf(operation, load.rate),
        ...latencies,
        calls,
        cpuMs: (cpuMs - (before[index]?.cpuMs ?? 0)) / latencies.requests,
      };
    }),
  );
}

interface Run {
  readonly warmUps: number;
  /** Requests that were not sent yet. */
  readonly left: () => number;
  /** Sends so many of them, or those that are left. */
  readonly take: (count: number) => Promise<readonly Outcome[]>;
}

/** Requests are made before, so that signing tokens is not measured. */
function prepare(
  { operation, pool }: Candidate,
  load: { readonly rate: number; readonly seconds: number },
): Run {
  const rate = rateOf(operation, load.rate);
  const warmUps = rate * WARM_UP_S;
  const requests = Array.from({ length: warmUps + rate * load.seconds }, (_, index) =>
    operation.toRequest(index),
  );
  return {
    warmUps,
    left: () => requests.length,
    take: (count) => {
      const turn = requests.splice(0, count);
      return sendAtRate({ rate, count: turn.length }, (index) => sendRequest(pool, turn[index]));
    },
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
