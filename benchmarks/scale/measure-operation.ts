import type { Pool } from 'undici';
import { sendAtRate, type Latencies } from './arrivals.ts';
import type { ScaleOperation, ScaleRequest } from './operations.ts';
import type { Stand } from './start-stand.ts';

export interface Measured extends Latencies {
  readonly name: string;
  /** 0 where requests were sent one after another. */
  readonly rate: number;
  /** Calls to the source in all, by the adapter's method. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Before an operation is measured, it runs so long, in s: plans are made, code is compiled, pools are filled. */
const WARM_UP_S = 5;

/** Measures one operation at its share of the rate. Warming up takes other residents than measuring. */
export async function measureOperation(
  operation: ScaleOperation,
  load: { readonly rate: number; readonly seconds: number },
  { pool, stand }: { readonly pool: Pool; readonly stand: Stand },
): Promise<Measured> {
  const rate = Math.max(1, Math.round(load.rate * operation.shareOfRate));
  const warmUps = rate * WARM_UP_S;
  // Made before, so that signing tokens is not measured.
  const requests = Array.from({ length: rate * load.seconds + warmUps }, (_, index) =>
    operation.toRequest(index),
  );
  const send = (index: number) => sendRequest(pool, requests[index]);
  await sendAtRate({ rate, seconds: WARM_UP_S }, send);
  await stand.facts();
  const latencies = await sendAtRate({ rate, seconds: load.seconds }, (index) =>
    send(warmUps + index),
  );
  const { calls } = await stand.facts();
  return { name: operation.name, rate, ...latencies, calls };
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
