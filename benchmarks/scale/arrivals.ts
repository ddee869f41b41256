import { setTimeout as sleep } from 'node:timers/promises';

/** What became of one request; `ok` where it was answered as it should be. */
export interface Outcome {
  readonly ok: boolean;
  readonly durationMs: number;
}

export interface Latencies {
  readonly requests: number;
  /** Answered with an error, or not as the operation should be. */
  readonly failed: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/**
 * Sends requests at a fixed rate, whether the former ones were answered or not. A latency counts from the moment that the
 * request was due, so that a program that stands still for a while is not spared the requests that came meanwhile.
 *
 * @param send - sends the request of this number; whether it was answered as it should be.
 */
export async function sendAtRate(
  load: { readonly rate: number; readonly count: number },
  send: (index: number) => Promise<boolean>,
): Promise<readonly Outcome[]> {
  const intervalMs = 1_000 / load.rate;
  const startMs = performance.now();
  const sent: Promise<Outcome>[] = [];
  for (let index = 0; index < load.count; index++) {
    const dueMs = startMs + index * intervalMs;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    sent.push(time(dueMs, () => send(index)));
  }
  return Promise.all(sent);
}

/** Sends requests one after another; what is prepared before each is not timed. */
export async function sendInTurn(
  count: number,
  prepare: () => Promise<unknown>,
  send: (index: number) => Promise<boolean>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let index = 0; index < count; index++) {
    await prepare();
    outcomes.push(await time(performance.now(), () => send(index)));
  }
  return outcomes;
}

async function time(fromMs: number, send: () => Promise<boolean>): Promise<Outcome> {
  const ok = await send().catch(() => false);
  return { ok, durationMs: performance.now() - fromMs };
}

/** The figures of these requests; the p99 of fewer than a hundred is the slowest. */
export function summarize(outcomes: readonly Outcome[]): Latencies {
  const sorted = outcomes.map(({ durationMs }) => durationMs).sort((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    requests: outcomes.length,
    failed: outcomes.filter(({ ok }) => !ok).length,
    medianMs: at(0.5),
    p99Ms: at(0.99),
  };
}
